import { missingInverse } from '../../../server/src/rules/references/missingInverse';
import { patches, publication, testRule } from '../../support/ruleTester';

testRule(missingInverse, {
  valid: [
    {
      name: 'a reference at both patches, in other spellings',
      code: patches({ 'patch-id': 'KB2', supersedes: '1' }, { 'patch-id': 'KB1', 'superseded-by': 'kb2' }),
    },
    { name: 'the file does not describe the other one', code: patches({ 'patch-id': 'KB2', supersedes: 'KB1' }) },
    { name: 'a prerequisite', code: patches({ 'patch-id': 'KB2', prerequisite: 'KB1' }, { 'patch-id': 'KB1' }) },
    { name: 'a reference to itself', code: patches({ 'patch-id': 'KB1', supersedes: 'KB1' }) },
    { name: 'a patch without identifier', code: patches({ 'patch-id': '', supersedes: 'KB1' }, { 'patch-id': 'KB1' }) },
    {
      name: 'among others',
      code: patches(
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB3', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': ['KB3', 'KB2'] },
      ),
    },
  ],
  invalid: [
    {
      name: 'a reference at the newer patch only',
      code: patches(
        { 'patch-id': 'KB2', supersedes: '{{KB1}}' },
        { 'patch-id': '[[KB1]]', prerequisite: 'KB0', product: [{ 'product-id': 'Batch' }] },
      ),
      errors: [{ message: 'superseded-by', args: ['KB2'], related: [{ message: 'reference' }] }],
      output: patches(
        { 'patch-id': 'KB2', supersedes: 'KB1' },
        { 'patch-id': 'KB1', 'superseded-by': 'KB2', prerequisite: 'KB0', product: [{ 'product-id': 'Batch' }] },
      ),
    },
    {
      name: 'a reference at the older patch only, with characters that must be escaped',
      code: patches({ 'patch-id': '[[A & B]]' }, { 'patch-id': 'C & D', 'superseded-by': '{{A & B}}' }),
      errors: [{ message: 'supersedes', args: ['C & D'], related: [{ message: 'reference' }] }],
      output: patches({ 'patch-id': 'A & B', supersedes: 'C & D' }, { 'patch-id': 'C & D', 'superseded-by': 'A & B' }),
    },
    {
      name: 'inserts after an existing reference',
      code: patches({ 'patch-id': 'KB2', supersedes: '{{KB1}}' }, { 'patch-id': '[[KB1]]', 'superseded-by': 'X3' }),
      errors: [{ message: 'superseded-by', args: ['KB2'], related: [{ message: 'reference' }] }],
      output: patches({ 'patch-id': 'KB2', supersedes: 'KB1' }, { 'patch-id': 'KB1', 'superseded-by': ['X3', 'KB2'] }),
    },
    {
      name: 'patches of two vendors',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [{ 'patch-id': 'KB2', supersedes: '{{KB1}}' }] },
          { 'vendor-id': 'B', patch: [{ 'patch-id': '[[KB1]]' }] },
        ],
      }),
      errors: [{ message: 'superseded-by', args: ['KB2'], related: [{ message: 'reference' }] }],
      output: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [{ 'patch-id': 'KB2', supersedes: 'KB1' }] },
          { 'vendor-id': 'B', patch: [{ 'patch-id': 'KB1', 'superseded-by': 'KB2' }] },
        ],
      }),
    },
    {
      name: 'on one line',
      code: `<publication>
  <patch-vendor><patch><patch-id>[[KB1]]</patch-id></patch><patch><patch-id>KB2</patch-id><supersedes>{{KB1}}</supersedes></patch></patch-vendor>
</publication>
`,
      errors: [{ message: 'superseded-by', args: ['KB2'], related: [{ message: 'reference' }] }],
      output: `<publication>
  <patch-vendor><patch><patch-id>KB1</patch-id><superseded-by>KB2</superseded-by></patch><patch><patch-id>KB2</patch-id><supersedes>KB1</supersedes></patch></patch-vendor>
</publication>
`,
    },
  ],
});
