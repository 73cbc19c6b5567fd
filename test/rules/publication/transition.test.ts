import { earlierEdition } from '../../../server/src/rules/examples';
import { transition } from '../../../server/src/rules/publication/transition';
import { patches, publication, testRule } from '../../support/ruleTester';

const [old, now] = ['2026-02-12T08:00:00Z', '2026-02-14T08:00:00Z'];

const stated = (state: string, versions: readonly string[] = [], more: { platform?: readonly string[] } = {}) => ({
  'product-id': 'Batch',
  'product-version': versions,
  state,
  'state-date': now,
  comment: 'Tested',
  ...more,
});
const before = (...products: readonly ReturnType<typeof stated>[]) =>
  earlierEdition({}, [{ product: products.map((product) => ({ ...product, 'state-date': old })) }]);

/** A change that the state model allows, in one transition or several. */
const possible = (from: string, to: string) => ({
  name: `${from}, then ${to}`,
  code: patches({ product: [stated(to)] }),
  previous: before(stated(from)),
});

testRule(transition, {
  valid: [
    { name: 'no previous edition available', code: patches({ product: [stated('Available')] }) },
    possible('Approved', 'Approved'),
    possible('Available', 'Released'),
    possible('Approved', 'Not Approved'),
    possible('Not Approved', 'Approved'),
    ...['Authorized', 'Effective', 'Installed'].map((from) => ({ ...possible(from, 'Not Authorized'), isOwner: true })),
    { ...possible('In Internal Test', 'Installed'), isOwner: true },
    {
      name: 'another version',
      code: patches({ product: [stated('Available', ['2'])] }),
      previous: before(stated('Approved', ['1'])),
    },
    {
      name: 'another platform',
      code: patches({ product: [stated('Available', [], { platform: ['B'] })] }),
      previous: before(stated('Approved', [], { platform: ['A'] })),
    },
    {
      name: 'the patch of another vendor',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'Contoso', patch: [{ 'patch-id': 'KB5075906', product: [stated('Available')] }] },
        ],
      }),
      previous: before(stated('Approved')),
    },
    {
      name: 'another patch',
      code: patches({ 'patch-id': 'KB1', product: [stated('Available')] }),
      previous: before(stated('Approved')),
    },
    {
      name: 'an unknown state, which another rule reports',
      code: patches({ product: [stated('available')] }),
      previous: before(stated('Approved')),
    },
    {
      name: 'contradicting statements in the previous edition',
      code: patches({ product: [stated('Available')] }),
      previous: before(stated('Approved'), stated('In Test')),
    },
  ],
  invalid: [
    {
      name: 'other spellings of supplier, vendor, patch, product, version and platform',
      code: publication({
        supplier: 'NORTHWIND process systems',
        'patch-vendor': [
          {
            'vendor-id': 'MICROSOFT',
            patch: [
              {
                'patch-id': 'kb5075906',
                product: [{ ...stated('[[Available]]', ['r2'], { platform: ['windows 10'] }), 'product-id': 'BATCH' }],
              },
            ],
          },
        ],
      }),
      previous: before(stated('Approved', ['R2'], { platform: ['Windows 10'] })),
      errors: [
        {
          message: 'impossible',
          args: ['previous.xml', 'Approved', 'BATCH, r2, windows 10', 'Available'],
          suggestions: [
            {
              title: 'Restore the state "Approved"',
              output: publication({
                supplier: 'NORTHWIND process systems',
                'patch-vendor': [
                  {
                    'vendor-id': 'MICROSOFT',
                    patch: [
                      {
                        'patch-id': 'kb5075906',
                        product: [
                          { ...stated('Approved', ['r2'], { platform: ['windows 10'] }), 'product-id': 'BATCH' },
                        ],
                      },
                    ],
                  },
                ],
              }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'a state that the model does not reach',
      code: patches({ product: [stated('[[Available]]')] }),
      previous: before(stated('Approved')),
      errors: [
        {
          message: 'impossible',
          args: ['previous.xml', 'Approved', 'Batch', 'Available'],
          suggestions: [{ title: 'Restore the state "Approved"', output: patches({ product: [stated('Approved')] }) }],
        },
      ],
      output: null,
    },
    {
      name: 'an unpublished refusal between the states',
      code: patches({ product: [stated('[[In Test]]')] }),
      previous: before(stated('Approved')),
      errors: [
        {
          message: 'concealed',
          args: ['previous.xml', 'Approved', 'Batch', 'In Test', 'Not Approved'],
          suggestions: [{ title: 'Restore the state "Approved"', output: patches({ product: [stated('Approved')] }) }],
        },
      ],
      output: null,
    },
    {
      name: "a state of the asset owner's own file that the model does not reach",
      isOwner: true,
      code: patches({ product: [stated('[[Approved]]')] }),
      previous: before(stated('Installed')),
      errors: [
        {
          message: 'impossible',
          args: ['previous.xml', 'Installed', 'Batch', 'Approved'],
          suggestions: [
            { title: 'Restore the state "Installed"', output: patches({ product: [stated('Installed')] }) },
          ],
        },
      ],
      output: null,
    },
    {
      name: "a refusal that the asset owner's own file does not record",
      isOwner: true,
      code: patches({ product: [stated('[[In Internal Test]]')] }),
      previous: before(stated('Authorized')),
      errors: [
        {
          message: 'concealed',
          args: ['previous.xml', 'Authorized', 'Batch', 'In Internal Test', 'Not Authorized'],
          suggestions: [
            { title: 'Restore the state "Authorized"', output: patches({ product: [stated('Authorized')] }) },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'checks each version of a statement, and reports a product once',
      code: patches({ product: [stated('[[Approved]]', ['1', '2', '3']), stated('Approved', ['4'])] }),
      previous: before(
        stated('In Test', ['1']),
        stated('Not Applicable', ['2']),
        stated('Released', ['3']),
        stated('Not Applicable', ['4']),
        stated('In Test', ['4']),
      ),
      errors: [
        {
          message: 'impossible',
          args: ['previous.xml', 'Not Applicable', 'Batch, 2', 'Approved'],
          suggestions: [
            {
              title: 'Restore the state "Not Applicable"',
              output: patches({ product: [stated('Not Applicable', ['1', '2', '3']), stated('Approved', ['4'])] }),
              leaves: 1,
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'two products',
      code: patches({ product: [stated('[[Available]]', ['1']), stated('[[Available]]', ['2'])] }),
      previous: before(stated('Released', ['1', '2'])),
      errors: [
        {
          message: 'impossible',
          args: ['previous.xml', 'Released', 'Batch, 1', 'Available'],
          suggestions: [
            {
              title: 'Restore the state "Released"',
              output: patches({ product: [stated('Released', ['1']), stated('Available', ['2'])] }),
              leaves: 1,
            },
          ],
        },
        {
          message: 'impossible',
          args: ['previous.xml', 'Released', 'Batch, 2', 'Available'],
          suggestions: [
            {
              title: 'Restore the state "Released"',
              output: patches({ product: [stated('Available', ['1']), stated('Released', ['2'])] }),
              leaves: 1,
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
