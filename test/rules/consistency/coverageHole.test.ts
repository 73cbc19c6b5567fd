import { coverageHole } from '../../../server/src/rules/consistency/coverageHole';
import { patches, publication, testRule } from '../../support/ruleTester';

const patchWith = (id: string, products: readonly string[], target = 'Windows') => ({
  'patch-id': id,
  target,
  product: products.map((product) => {
    const [name = '', version] = product.split(' ');
    return { 'product-id': name, state: 'In Test', ...(version !== undefined && { 'product-version': version }) };
  }),
});

testRule(coverageHole, {
  valid: [
    {
      name: 'other spellings of products and versions',
      code: patches(patchWith('KB1', ['Batch R2']), patchWith('KB2', ['BATCH r2']), patchWith('KB3', ['Batch R2'])),
    },
    {
      name: 'only half of the patches list it',
      code: patches(patchWith('KB1', ['Batch', 'Panel']), patchWith('KB2', ['Batch'])),
    },
    {
      name: 'another target',
      code: patches(
        patchWith('KB1', ['Batch', 'Panel']),
        patchWith('KB2', ['Batch', 'Panel']),
        patchWith('KB3', ['Batch'], 'Office'),
      ),
    },
    {
      name: 'no product at all, which another rule reports',
      code: patches(patchWith('KB1', ['Batch']), patchWith('KB2', ['Batch']), patchWith('KB3', [])),
    },
    {
      name: 'no targets',
      code: patches(
        { 'patch-id': 'KB1', product: [{ 'product-id': 'Batch' }, { 'product-id': 'Panel' }] },
        { 'patch-id': 'KB2', product: [{ 'product-id': 'Batch' }, { 'product-id': 'Panel' }] },
        { 'patch-id': 'KB3', product: [{ 'product-id': 'Batch' }] },
      ),
    },
    {
      name: 'patches of two vendors',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [patchWith('KB1', ['Batch', 'Panel']), patchWith('KB2', ['Batch', 'Panel'])] },
          { 'vendor-id': 'B', patch: [patchWith('KB3', ['Batch'])] },
        ],
      }),
    },
    {
      name: 'another order, and two entries for two versions',
      code: patches(
        patchWith('KB1', ['Batch 1', 'Batch 2', 'Panel']),
        {
          'patch-id': 'KB2',
          target: 'Windows',
          product: [{ 'product-id': 'Panel' }, { 'product-id': 'Batch', 'product-version': ['2', '1'] }],
        },
        patchWith('KB3', ['Panel', 'Batch 2', 'Batch 1']),
      ),
    },
  ],
  invalid: [
    {
      name: 'other spellings of a target',
      code: patches(
        patchWith('{{KB1}}', ['Batch']),
        patchWith('KB2', ['Batch'], 'windows'),
        patchWith('[[KB3]]', ['Panel'], 'WINDOWS'),
      ),
      errors: [{ message: 'hole', args: ['Batch', '3'], related: [{ message: 'other' }] }],
      output: null,
    },
    {
      name: 'a version that two of three list',
      code: patches(
        patchWith('{{KB1}}', ['Batch 1', 'Batch 2']),
        patchWith('KB2', ['Batch 1', 'Batch 2']),
        patchWith('[[KB3]]', ['Batch 1']),
      ),
      errors: [{ message: 'hole', args: ['Batch 2', '3'], related: [{ message: 'other' }] }],
      output: null,
    },
    {
      name: 'five products, of which four are listed; two patches lack them',
      code: patches(
        patchWith('{{KB1}}', ['A', 'B', 'C', 'D', 'E', 'F']),
        patchWith('KB2', ['A', 'B', 'C', 'D', 'E', 'F']),
        patchWith('KB3', ['A', 'B', 'C', 'D', 'E', 'F']),
        patchWith('[[KB4]]', ['F']),
        patchWith('[[KB5]]', ['F', 'E']),
      ),
      errors: [
        { message: 'hole', args: ['A; B; C; D; …', '5'], related: [{ message: 'other' }] },
        { message: 'hole', args: ['A; B; C; D', '5'], related: [{ message: 'other' }] },
      ],
      output: null,
    },
  ],
});
