import { rebootContradiction } from '../../../server/src/rules/completeness/rebootContradiction';
import { patch, testRule } from '../../support/ruleTester';

const batch = { 'product-id': 'Batch', reboot: 'false' };

testRule(rebootContradiction, {
  valid: [
    { name: 'neither needs one', code: patch({ reboot: 'false', product: [batch] }) },
    { name: 'no requirement at the patch', code: patch({ product: [batch] }) },
    { name: 'no requirement at the product', code: patch({ reboot: 'true', product: [{ 'product-id': 'Batch' }] }) },
    { name: 'a comment', code: patch({ reboot: 'true', product: [{ ...batch, comment: 'Restart the service.' }] }) },
    { name: 'a restriction', code: patch({ reboot: 'true', product: [{ ...batch, restriction: 'Stop it first.' }] }) },
    { name: 'a value that is not a boolean', code: patch({ reboot: 'yes', product: [batch] }) },
  ],
  invalid: [
    {
      name: 'as words, and as digits',
      code: patch({
        reboot: '{{true}}',
        product: [
          { ...batch, reboot: '[[false]]' },
          { 'product-id': 'Panel', reboot: 'true' },
          { 'product-id': 'Historian', reboot: '[[0]]' },
        ],
      }),
      errors: [
        { message: 'contradiction', related: [{ message: 'patch' }] },
        { message: 'contradiction', related: [{ message: 'patch' }] },
      ],
      output: null,
    },
    {
      name: 'the patch as a digit',
      code: patch({ reboot: '{{1}}', product: [{ ...batch, reboot: '[[false]]' }] }),
      errors: [{ message: 'contradiction', related: [{ message: 'patch' }] }],
      output: null,
    },
  ],
});
