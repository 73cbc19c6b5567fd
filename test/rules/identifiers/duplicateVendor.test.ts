import { duplicateVendor } from '../../../server/src/rules/identifiers/duplicateVendor';
import { publication, testRule } from '../../support/ruleTester';

testRule(duplicateVendor, {
  valid: [
    {
      name: 'names that differ in a space, which another rule reports',
      code: publication({ 'patch-vendor': [{ 'vendor-id': 'Rockwell' }, { 'vendor-id': 'Rock well' }] }),
    },
    {
      name: 'two without identifier',
      code: publication({ 'patch-vendor': [{ 'vendor-id': '' }, { 'vendor-id': '' }] }),
    },
    {
      name: 'a vendor with the name of the supplier',
      code: publication({ supplier: 'Northwind', 'patch-vendor': [{ 'vendor-id': 'Northwind' }] }),
    },
  ],
  invalid: [
    {
      name: 'another spelling',
      code: publication({
        'patch-vendor': [{ 'vendor-id': '{{Rockwell_Automation}}' }, { 'vendor-id': '[[ROCKWELL Automation]]' }],
      }),
      errors: [
        {
          message: 'spelled',
          args: ['ROCKWELL Automation', 'Rockwell_Automation'],
          related: [{ message: 'first' }],
        },
      ],
      output: null,
    },
    {
      name: 'every one but the first',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': '{{Microsoft}}' },
          { 'vendor-id': 'Adobe' },
          { 'vendor-id': '[[Microsoft]]', patch: [{ 'patch-id': 'KB1' }] },
          { 'vendor-id': ' [[Microsoft]] ' },
        ],
      }),
      errors: [
        { message: 'duplicate', args: ['Microsoft'], related: [{ message: 'first' }] },
        { message: 'duplicate', args: ['Microsoft'], related: [{ message: 'first' }] },
      ],
      output: null,
    },
  ],
});
