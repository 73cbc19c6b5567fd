import { spelling } from '../../../server/src/rules/consistency/spelling';
import { patches, publication, testRule } from '../../support/ruleTester';

const of = (id: string, product: string, more: { platform?: readonly string[]; target?: string } = {}) => ({
  'patch-id': id,
  ...(more.target !== undefined && { target: more.target }),
  product: [{ 'product-id': product, state: 'In Test', ...(more.platform && { platform: more.platform }) }],
});

/** A name with two spellings, the second one used once. */
const twoWays = (usual: string, rare: string) => ({
  name: `"${rare}" and "${usual}"`,
  code: patches(of('KB1', `{{${usual}}}`), of('KB2', `[[${rare}]]`), of('KB3', usual)),
  errors: [
    {
      message: 'two',
      args: [rare, usual],
      related: [{ message: 'usual' }],
      suggestions: [
        {
          title: `Change all to "${usual}"`,
          output: patches(of('KB1', usual), of('KB2', usual), of('KB3', usual)),
        },
      ],
    },
  ],
  output: null,
});

/** An earlier file of Northwind. */
const OTHERS = {
  'earlier.xml': publication({
    supplier: 'Northwind',
    published: '2026-01-18T09:00:00Z',
    'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: [of('KB1', 'Batch')] }],
  }),
};

/** A name that {@link OTHERS} spells in another way. */
const elsewhere = (own: string, usual: string, output: Parameters<typeof publication>[0], leaves = 0) => ({
  message: 'others',
  args: [own, usual, 'earlier.xml'],
  suggestions: [
    {
      title: `Change all to "${usual}"`,
      output: publication(output),
      leaves,
    },
  ],
});

/** Two different names. */
const different = (one: string, other: string) => ({
  name: `"${one}" and "${other}" are different names`,
  code: patches(of('KB1', one), of('KB2', other)),
});

testRule(spelling, {
  // test/cli/siblingFiles.test.ts
  untestedMessages: ['configured'],
  valid: [
    different('Batch 8.2', 'Batch 82'),
    different('Batch 1 0', 'Batch 10'),
    different('C', 'C++'),
    different('C', 'C#'),
    different('Batch', 'Batches'),
    different('Motor', 'Mötor'),
    {
      name: 'a target with the name of a product',
      code: patches({ ...of('KB1', 'Windows'), target: 'WINDOWS' }),
    },
    {
      name: 'other files of which most spell it in the same way, or which are later',
      code: publication({
        supplier: 'Northwind',
        'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: [of('KB1', 'Batch')] }],
      }),
      files: {
        'a.xml': publication({ supplier: 'northwind', published: '2026-01-18T09:00:00Z' }),
        'b.xml': publication({ supplier: 'Northwind', published: '2026-03-18T09:00:00Z' }),
        'c.xml': publication({
          supplier: 'Southwind',
          published: '2026-03-18T09:00:00Z',
          'patch-vendor': [{ 'vendor-id': 'microsoft', patch: [of('kb1', 'BATCH')] }],
        }),
      },
    },
    {
      name: 'the other spelling of a duplicate vendor and patch, which other rules report',
      code: publication({
        supplier: 'Northwind',
        'patch-vendor': [
          { 'vendor-id': 'Microsoft', patch: [of('kb1', 'Batch'), of('1', 'Batch')] },
          { 'vendor-id': 'MICROSOFT' },
        ],
      }),
      files: OTHERS,
    },
    {
      name: 'the other spelling of a duplicate product, which another rule reports',
      code: patches({
        'patch-id': 'KB1',
        product: ['Batch', 'BATCH'].map((id) => ({ 'product-id': id, state: 'In Test' })),
      }),
    },
    {
      name: 'patch identifiers',
      code: patches(of('KB-1', 'Batch'), of('KB1', 'Batch')),
    },
  ],
  invalid: [
    twoWays('Northwind Batch', 'Northwind-Batch'),
    twoWays('Northwind Batch', 'NORTHWIND BATCH'),
    twoWays('Northwind Batch', 'NorthwindBatch'),
    twoWays('Batch 10', 'Batch10'),
    // Compatibility forms (NFKC): a ligature, full-width digits, a circled number, a decomposed letter.
    twoWays('Profil', 'Pro\ufb01l'),
    twoWays('Batch 10', 'Batch \uff11\uff10'),
    twoWays('Zone 1', 'Zone \u2460'),
    twoWays('Größe', 'Gro\u0308ße'),
    {
      name: 'platforms in one product, which would be listed twice',
      code: patches(
        of('KB1', 'Batch', { platform: ['{{Windows 10}}', '[[windows 10]]'] }),
        of('KB2', 'Batch', { platform: ['Windows 10'] }),
        of('KB3', 'Panel', { platform: ['windows 10'] }),
        of('KB4', 'Panel', { platform: ['Windows 10'] }),
      ),
      errors: [
        {
          message: 'two',
          args: ['windows 10', 'Windows 10'],
          related: [{ message: 'usual' }],
        },
      ],
      output: null,
    },
    {
      name: 'targets: the spelling that more patches have is the usual one, not the first',
      code: patches(
        of('KB1', 'Batch', { target: '[[R&D-Server]]' }),
        of('KB2', 'Batch', { target: '{{R&D Server}}' }),
        of('KB3', 'Batch', { target: 'R&D Server' }),
      ),
      errors: [
        {
          message: 'two',
          args: ['R&D-Server', 'R&D Server'],
          related: [{ message: 'usual' }],
          suggestions: [
            {
              title: 'Change all to "R&D Server"',
              output: patches(
                of('KB1', 'Batch', { target: 'R&D Server' }),
                of('KB2', 'Batch', { target: 'R&D Server' }),
                of('KB3', 'Batch', { target: 'R&D Server' }),
              ),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'platforms, of which all are replaced',
      code: patches(
        of('KB1', 'Batch', { platform: ['{{Windows 10}}'] }),
        of('KB2', 'Batch', { platform: ['[[windows 10]]'] }),
        of('KB3', 'Panel', { platform: ['windows 10'] }),
        of('KB4', 'Panel', { platform: ['Windows 10'] }),
        of('KB5', 'Panel', { platform: ['Windows 10'] }),
      ),
      errors: [
        {
          message: 'two',
          args: ['windows 10', 'Windows 10'],
          related: [{ message: 'usual' }],
          suggestions: [
            {
              title: 'Change all to "Windows 10"',
              output: patches(
                of('KB1', 'Batch', { platform: ['Windows 10'] }),
                of('KB2', 'Batch', { platform: ['Windows 10'] }),
                of('KB3', 'Panel', { platform: ['Windows 10'] }),
                of('KB4', 'Panel', { platform: ['Windows 10'] }),
                of('KB5', 'Panel', { platform: ['Windows 10'] }),
              ),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'products of one patch, which would be listed twice',
      code: patches(of('KB1', '{{Batch 10}}'), {
        'patch-id': 'KB2',
        product: ['[[Batch10]]', 'Batch 10'].map((id) => ({ 'product-id': id, state: 'In Test' })),
      }),
      errors: [{ message: 'two', args: ['Batch10', 'Batch 10'], related: [{ message: 'usual' }] }],
      output: null,
    },
    {
      name: 'vendors, which would be listed twice',
      code: publication({ 'patch-vendor': [{ 'vendor-id': '{{Micro Soft}}' }, { 'vendor-id': '[[MicroSoft]]' }] }),
      errors: [{ message: 'two', args: ['MicroSoft', 'Micro Soft'], related: [{ message: 'usual' }] }],
      output: null,
    },
    {
      name: 'a supplier, a vendor and a product that other files spell in another way',
      code: publication({
        supplier: '[[NORTHWIND]]',
        'patch-vendor': [{ 'vendor-id': '[[MICROSOFT]]', patch: [of('KB1', '[[BATCH]]'), of('KB2', 'BATCH')] }],
      }),
      fileName: null,
      files: OTHERS,
      errors: [
        elsewhere(
          'NORTHWIND',
          'Northwind',
          {
            supplier: 'Northwind',
            'patch-vendor': [{ 'vendor-id': 'MICROSOFT', patch: [of('KB1', 'BATCH'), of('KB2', 'BATCH')] }],
          },
          2,
        ),
        elsewhere(
          'MICROSOFT',
          'Microsoft',
          {
            supplier: 'NORTHWIND',
            'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: [of('KB1', 'BATCH'), of('KB2', 'BATCH')] }],
          },
          2,
        ),
        elsewhere(
          'BATCH',
          'Batch',
          {
            supplier: 'NORTHWIND',
            'patch-vendor': [{ 'vendor-id': 'MICROSOFT', patch: [of('KB1', 'Batch'), of('KB2', 'Batch')] }],
          },
          2,
        ),
      ],
      output: null,
    },
    {
      name: 'a patch that other files spell in another way, and the references to it',
      code: publication({
        supplier: 'Southwind',
        'patch-vendor': [
          {
            'vendor-id': 'Microsoft',
            patch: [of('[[1]]', 'A'), { ...of('KB2', 'A'), supersedes: '1', prerequisite: ['KB7', '1'] }],
          },
        ],
      }),
      files: OTHERS,
      errors: [
        elsewhere('1', 'KB1', {
          supplier: 'Southwind',
          'patch-vendor': [
            {
              'vendor-id': 'Microsoft',
              patch: [of('KB1', 'A'), { ...of('KB2', 'A'), supersedes: 'KB1', prerequisite: ['KB7', 'KB1'] }],
            },
          ],
        }),
      ],
      output: null,
    },
  ],
});
