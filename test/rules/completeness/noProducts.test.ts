import { noProducts } from '../../../server/src/rules/completeness/noProducts';
import { patch, patches, publication, testRule } from '../../support/ruleTester';

testRule(noProducts, {
  valid: [
    { name: 'a product without a state', code: patch({ product: [{ 'product-id': 'Batch' }] }) },
    { name: 'no identifier to report it at', code: patch({ 'patch-id': '' }) },
    { name: 'a vendor without patches', code: publication({ 'patch-vendor': [{ 'vendor-id': 'A', patch: [] }] }) },
  ],
  invalid: [
    {
      name: 'one of two',
      code: patches({ 'patch-id': 'KB1', product: [{ 'product-id': 'Batch' }] }, { 'patch-id': '[[KB2]]' }),
      errors: [{ message: 'one' }],
      output: null,
    },
    {
      name: 'two, at the first',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [{ 'patch-id': '[[KB1]]' }] },
          { 'vendor-id': 'B', patch: [{ 'patch-id': 'KB2' }] },
        ],
      }),
      errors: [{ message: 'many', args: ['2'] }],
      output: null,
    },
  ],
});
