import type { Draft } from '../../../server/src/domain/publicationText';
import { ownerAheadOfSupplier } from '../../../server/src/rules/owner/ownerAheadOfSupplier';
import { patches, publication, testRule } from '../../support/ruleTester';

type Product = Draft<'product'>;

/** The asset owner's file with one patch. */
const owned = (...products: readonly Product[]) => ({
  isOwner: true,
  code: publication({
    supplier: 'Hill Works',
    'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: [listed('KB5075906', products)] }],
  }),
});

const listed = (id: string, products: readonly Product[], more: Draft<'patch'> = {}): Draft<'patch'> => ({
  'patch-id': id,
  title: 'Update',
  released: '2026-02-10T08:00:00Z',
  product: products,
  ...more,
});

/** A supplier's file of a day in 2026, with one patch unless others are given. */
const edition = (
  day: string,
  products: readonly Product[],
  more: Draft<'publication'> = {},
  id = 'KB5075906',
): Draft<'publication'> => ({
  supplier: 'Northwind',
  'document-id': 'NW',
  published: `2026-${day}T09:00:00Z`,
  'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: [listed(id, products)] }],
  ...more,
});

const batch = (state: string, versions: readonly string[] = [], more: Product = {}): Product => ({
  'product-id': 'Batch',
  'product-version': versions,
  state,
  ...more,
});

/** A statement of the supplier about which the asset owner's one is reported. */
const reported = (name: string, own: Product, said: Product, args: readonly string[]) => ({
  name,
  ...owned(own),
  suppliers: { 'nw.xml': edition('02-20', [said]) },
  errors: [{ message: 'state', args }],
  output: null,
});

testRule(ownerAheadOfSupplier, {
  valid: [
    ...['Approved', 'Released'].flatMap((said) =>
      ['In Internal Test', 'Not Authorized', 'Authorized', 'Effective', 'Installed'].map((state) => ({
        name: `${said} by the supplier: ${state}`,
        ...owned(batch(state)),
        suppliers: { 'nw.xml': edition('02-20', [batch(said)]) },
      })),
    ),
    ...['Available', 'In Test', 'Not Approved', 'Not Applicable'].map((said) => ({
      name: `${said} by the supplier: not authorized`,
      ...owned(batch('Not Authorized')),
      suppliers: { 'nw.xml': edition('02-20', [batch(said)]) },
    })),
    {
      name: 'a state of the supplier in the file of the asset owner',
      ...owned(batch('Approved')),
      suppliers: { 'nw.xml': edition('02-20', [batch('In Test')]) },
    },
    { name: 'no file of a supplier available', ...owned(batch('Installed')) },
    {
      name: "a supplier's file, which another rule reports",
      ...owned(batch('Installed')),
      isOwner: false,
      suppliers: { 'nw.xml': edition('02-20', [batch('In Test')]) },
    },
    {
      name: 'a product that no supplier has',
      ...owned(batch('Installed')),
      suppliers: { 'nw.xml': edition('02-20', [{ 'product-id': 'Historian', state: 'In Test' }]) },
    },
    {
      name: 'another version, of a supplier that does not list the patch',
      ...owned(batch('Installed', ['2'])),
      suppliers: { 'nw.xml': edition('02-20', [batch('Approved', ['1'])], {}, 'KB1') },
    },
    {
      name: 'an approval for all versions and platforms',
      ...owned(batch('Installed', ['2'], { platform: ['Windows 10'] })),
      suppliers: { 'nw.xml': edition('02-20', [batch('Approved')]) },
    },
    {
      name: 'an approval for the version, although not for the others',
      ...owned(batch('Installed', ['2'])),
      suppliers: { 'nw.xml': edition('02-20', [batch('In Test'), batch('Approved', ['2'])]) },
    },
    {
      name: 'the newest edition has approved it',
      ...owned(batch('Installed')),
      suppliers: {
        'feb.xml': edition('02-20', [batch('In Test')]),
        'mar.xml': edition('03-20', [batch('Approved')]),
      },
    },
    {
      name: 'the newest statement of two publications has approved it',
      ...owned(batch('Installed')),
      suppliers: {
        'a.xml': edition('03-20', [batch('In Test', [], { 'state-date': '2026-02-01T00:00:00Z' })]),
        'b.xml': edition('02-20', [batch('Approved', [], { 'state-date': '2026-02-02T00:00:00Z' })], {
          'document-id': 'NW 2',
        }),
      },
    },
    {
      name: 'an approval that is not listed any more, because the patch is replaced',
      ...owned(batch('Installed')),
      suppliers: {
        'feb.xml': edition('02-20', [batch('Approved')]),
        'mar.xml': edition('03-20', [], {
          'patch-vendor': [
            {
              'vendor-id': 'Microsoft',
              patch: [listed('KB2', [batch('In Test')], { supersedes: ['kb5075906'] })],
            },
          ],
        }),
      },
    },
    {
      name: 'an unknown state, which another rule reports',
      ...owned(batch('installed')),
      suppliers: { 'nw.xml': edition('02-20', [batch('In Test')]) },
    },
  ],
  invalid: [
    ...['Available', 'In Test', 'Not Applicable'].flatMap((said) =>
      ['In Internal Test', 'Authorized', 'Effective', 'Installed'].map((state) =>
        reported(`${said} by the supplier: ${state}`, batch(`[[${state}]]`), batch(said), [
          state,
          'Batch',
          'Northwind',
          said,
          'nw.xml',
        ]),
      ),
    ),
    reported(
      'only an internal test of what the supplier does not approve',
      batch('[[In Internal Test]]'),
      batch('Not Approved'),
      ['In Internal Test', 'Batch', 'Northwind', 'Not Approved', 'nw.xml'],
    ),
    reported('a state that the profile does not have', batch('[[Installed]]'), batch('Reviewed'), [
      'Installed',
      'Batch',
      'Northwind',
      'Reviewed',
      'nw.xml',
    ]),
    reported(
      'other spellings of product, version and platform',
      batch('[[Installed]]', ['r2'], { 'product-id': 'BATCH', platform: ['windows 10'] }),
      batch('In Test', ['R2'], { platform: ['Windows-10'] }),
      ['Installed', 'BATCH, r2, windows 10', 'Northwind', 'In Test', 'nw.xml'],
    ),
    reported('all versions, of which one is in test', batch('[[Installed]]'), batch('In Test', ['1', '2']), [
      'Installed',
      'Batch',
      'Northwind',
      'In Test',
      'nw.xml',
    ]),
    {
      name: 'all versions, of which the approval of one is newer',
      ...owned(batch('[[Installed]]')),
      suppliers: {
        'nw.xml': edition('02-20', [
          batch('In Test', ['1'], { 'state-date': '2026-02-01T00:00:00Z' }),
          batch('Approved', ['2'], { 'state-date': '2026-02-02T00:00:00Z' }),
        ]),
      },
      errors: [{ message: 'state', args: ['Installed', 'Batch', 'Northwind', 'In Test', 'nw.xml'] }],
      output: null,
    },
    {
      name: 'all versions, for which a newer approval of one version does not hold',
      ...owned(batch('[[Installed]]', ['1'])),
      suppliers: {
        'nw.xml': edition('02-20', [
          batch('In Test', [], { 'state-date': '2026-02-01T00:00:00Z' }),
          batch('Approved', ['2'], { 'state-date': '2026-02-02T00:00:00Z' }),
        ]),
      },
      errors: [{ message: 'state', args: ['Installed', 'Batch, 1', 'Northwind', 'In Test', 'nw.xml'] }],
      output: null,
    },
    {
      name: 'several versions of one statement are one problem for each answer',
      ...owned(batch('[[[[Installed]]]]', ['1', '2', '3', '4', '5', '6', '7'])),
      suppliers: {
        'nw.xml': edition('02-20', [
          batch('Approved', ['1']),
          batch('Available', ['2']),
          batch('In Test', ['3', '4', '5', '6', '7']),
        ]),
      },
      errors: [
        { message: 'state', args: ['Installed', 'Batch, 2', 'Northwind', 'Available', 'nw.xml'] },
        { message: 'state', args: ['Installed', 'Batch, 3; Batch, 4; Batch, 5; …', 'Northwind', 'In Test', 'nw.xml'] },
      ],
      output: null,
    },
    {
      name: 'two suppliers have the product, and one has not approved the patch',
      ...owned(batch('[[Installed]]', ['1'])),
      suppliers: {
        'nw.xml': edition('02-20', [batch('Approved', ['1'])]),
        'sw.xml': edition('02-20', [batch('In Test', ['1'])], { supplier: 'Southwind' }),
        'other.xml': edition('02-20', [batch('Available', ['2'])], { supplier: 'Eastwind' }),
      },
      errors: [{ message: 'state', args: ['Installed', 'Batch, 1', 'Southwind', 'In Test', 'sw.xml'] }],
      output: null,
    },
    {
      name: 'the order of two editions is in doubt, and one of them has not approved the patch',
      ...owned(batch('[[Installed]]')),
      suppliers: {
        'a.xml': edition('02-20', [batch('In Test', [], { 'state-date': '2026-02-01T00:00:00Z' })]),
        'b.xml': edition('02-20', [batch('Approved', [], { 'state-date': '2026-02-02T00:00:00Z' })]),
      },
      errors: [{ message: 'state', args: ['Installed', 'Batch', 'Northwind', 'In Test', 'a.xml'] }],
      output: null,
    },
    {
      name: 'the newer edition is in test again',
      ...owned(batch('[[Authorized]]')),
      suppliers: {
        'feb.xml': edition('02-20', [batch('Approved')]),
        'mar.xml': edition('03-20', [batch('In Test')]),
      },
      errors: [{ message: 'state', args: ['Authorized', 'Batch', 'Northwind', 'In Test', 'mar.xml'] }],
      output: null,
    },
    {
      name: 'the supplier lists the product, but not the patch',
      ...owned(batch('[[Effective]]', ['1'])),
      suppliers: { 'nw.xml': edition('02-20', [batch('Approved', ['1'])], {}, 'KB1') },
      errors: [{ message: 'silent', args: ['Effective', 'Batch, 1', 'Northwind', 'nw.xml'] }],
      output: null,
    },
    {
      name: 'the supplier lists the patch, and the product in another version',
      ...owned(batch('[[Effective]]', ['2'])),
      suppliers: { 'nw.xml': edition('02-20', [batch('Approved', ['1'])]) },
      errors: [{ message: 'silent', args: ['Effective', 'Batch, 2', 'Northwind', 'nw.xml'] }],
      output: null,
    },
    {
      name: 'the patch of the same name of another vendor',
      ...owned(batch('[[Effective]]')),
      suppliers: {
        'nw.xml': edition('02-20', [], {
          'patch-vendor': [{ 'vendor-id': 'Contoso', patch: [listed('KB5075906', [batch('Approved')])] }],
        }),
      },
      errors: [{ message: 'silent', args: ['Effective', 'Batch', 'Northwind', 'nw.xml'] }],
      output: null,
    },
    {
      name: 'an approval that is not listed any more',
      ...owned(batch('[[Installed]]')),
      suppliers: {
        'jan.xml': edition('01-20', [batch('In Test')]),
        'feb.xml': edition('02-20', [batch('Approved')]),
        'mar.xml': edition('03-20', [batch('Approved')], {}, 'KB2'),
      },
      errors: [{ message: 'dropped', args: ['Installed', 'Batch', 'Northwind', 'mar.xml', 'Approved', 'feb.xml'] }],
      output: null,
    },
    {
      name: 'an approval that is not listed any more, and a patch that replaces it, which the supplier refuses',
      ...owned(batch('[[Installed]]')),
      suppliers: {
        'feb.xml': edition('02-20', [batch('Approved')]),
        'mar.xml': edition('03-20', [], {
          'patch-vendor': [
            {
              'vendor-id': 'Microsoft',
              patch: [listed('KB2', [batch('Not Approved')], { supersedes: ['KB5075906'] })],
            },
          ],
        }),
      },
      errors: [{ message: 'dropped', args: ['Installed', 'Batch', 'Northwind', 'mar.xml', 'Approved', 'feb.xml'] }],
      output: null,
    },
    {
      name: 'several patches and products, in document order',
      isOwner: true,
      code: patches(
        { 'patch-id': 'KB1', product: [batch('Installed'), { 'product-id': 'Historian', state: '[[Authorized]]' }] },
        { 'patch-id': 'KB2', product: [batch('[[Effective]]')] },
      ),
      suppliers: {
        'nw.xml': edition('02-20', [], {
          'patch-vendor': [
            {
              'vendor-id': 'Microsoft',
              patch: [
                listed('KB1', [batch('Approved'), { 'product-id': 'Historian', state: 'In Test' }]),
                listed('KB2', [batch('Available')]),
              ],
            },
          ],
        }),
      },
      errors: [
        { message: 'state', args: ['Authorized', 'Historian', 'Northwind', 'In Test', 'nw.xml'] },
        { message: 'state', args: ['Effective', 'Batch', 'Northwind', 'Available', 'nw.xml'] },
      ],
      output: null,
    },
  ],
});
