import { unknownSuperseded } from '../../../server/src/rules/references/unknownSuperseded';
import { patch, patches, testRule } from '../../support/ruleTester';

testRule(unknownSuperseded, {
  valid: [
    {
      name: 'another file describes it',
      code: patch({ supersedes: 'X1' }),
      others: { complete: true, patches: ['X1'] },
    },
    {
      name: 'other files are still being read',
      code: patch({ supersedes: 'X1' }),
      others: { complete: false, patches: [] },
    },
    {
      name: 'a superseding patch and a prerequisite, which another rule reports',
      code: patch({ 'superseded-by': 'X1', prerequisite: 'X2' }),
    },
  ],
  invalid: [
    {
      name: 'three, one of them twice: all are listed, at the first',
      code: patches({ supersedes: ['[[X1]]', 'X2'] }, { supersedes: ['X1', 'X3'] }),
      errors: [{ message: 'unknown', args: ['3', 'X1, X2, X3'] }],
      output: null,
    },
    {
      name: 'four: three of them are listed',
      code: patch({ supersedes: ['[[X1]]', 'X2', 'X3', 'X4'] }),
      errors: [{ message: 'unknown', args: ['4', 'X1, X2, X3, …'] }],
      output: null,
    },
    {
      name: 'other files describe the first one',
      code: patch({ supersedes: ['X1', '[[X2]]'] }),
      others: { complete: true, patches: ['X1'] },
      errors: [{ message: 'unknown', args: ['1', 'X2'] }],
      output: null,
    },
  ],
});
