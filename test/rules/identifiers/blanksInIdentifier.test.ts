import { blanksInIdentifier } from '../../../server/src/rules/identifiers/blanksInIdentifier';
import { patch, product, publication, testRule } from '../../support/ruleTester';

testRule(blanksInIdentifier, {
  valid: [
    { name: 'a no-break space, which another rule reports', code: publication({ supplier: 'Northwind\u00a0Systems' }) },
    { name: 'single spaces between words', code: product({ platform: 'Windows Server 2022' }) },
    { name: 'spaces around a text that is not an identifier', code: patch({ title: ' Update  for Windows ' }) },
    { name: 'an empty value, which another rule reports', code: patch({ 'patch-id': '  ' }) },
  ],
  invalid: [
    {
      name: 'a space after the identifier',
      code: patch({ 'patch-id': '[[KB5075906 ]]' }),
      errors: [{ message: 'outer', args: ['KB5075906'] }],
      output: patch({ 'patch-id': 'KB5075906' }),
    },
    {
      name: 'an identifier on its own line',
      code: product({ 'product-id': '[[\n  Northwind Batch\n]]' }),
      errors: [{ message: 'outer', args: ['Northwind Batch'] }],
      output: product({ 'product-id': 'Northwind Batch' }),
    },
    {
      name: 'two spaces, a tab and spaces around it',
      code: product({ platform: '[[ Windows  Server\t2022 ]]' }),
      errors: [{ message: 'inner', args: ['Windows  Server\t2022'] }],
      output: product({ platform: 'Windows Server 2022' }),
    },
    {
      name: 'characters that must be escaped',
      code: product({ 'product-id': '[[Batch & Panel ]]' }),
      errors: [{ message: 'outer', args: ['Batch & Panel'] }],
      output: product({ 'product-id': 'Batch & Panel' }),
    },
    {
      name: 'no fix where there is a comment inside',
      code: `<publication>
  <patch-vendor>
    <vendor-id>[[ Microsoft<!-- the old name --> ]]</vendor-id>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'outer', args: ['Microsoft'] }],
      output: null,
    },
  ],
});
