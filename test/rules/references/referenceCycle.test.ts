import { referenceCycle } from '../../../server/src/rules/references/referenceCycle';
import { patches, publication, testRule } from '../../support/ruleTester';

testRule(referenceCycle, {
  valid: [
    {
      name: 'two ways to the same patch',
      code: patches(
        { 'patch-id': 'KB4', prerequisite: ['KB2', 'KB3'] },
        { 'patch-id': 'KB3', prerequisite: 'KB1' },
        { 'patch-id': 'KB2', prerequisite: 'KB1' },
        { 'patch-id': 'KB1' },
      ),
    },
    {
      name: 'a prerequisite that is superseded by the patch that requires it',
      code: patches({ 'patch-id': 'KB1', prerequisite: 'KB2' }, { 'patch-id': 'KB2', supersedes: 'KB1' }),
    },
    {
      name: 'a reference to itself, which another rule reports',
      code: patches({ 'patch-id': 'KB1', supersedes: 'KB1' }),
    },
    {
      name: 'a reference at both patches',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1' }, { 'patch-id': 'KB1', 'superseded-by': 'KB2' }),
    },
  ],
  invalid: [
    {
      name: 'three prerequisites of each other',
      code: patches(
        { 'patch-id': 'KB1', prerequisite: '[[KB2]]' },
        { 'patch-id': 'KB2', prerequisite: '{{KB3}}' },
        { 'patch-id': 'KB3', prerequisite: '{{KB1}}' },
      ),
      errors: [
        {
          message: 'prerequisite',
          args: ['KB1 → KB2 → KB3 → KB1'],
          related: [
            { message: 'step', args: ['KB3'] },
            { message: 'step', args: ['KB1'], mark: 1 },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'a cycle begins at its first patch, wherever it is entered',
      code: patches(
        { 'patch-id': 'KB9', prerequisite: 'KB2' },
        { 'patch-id': 'KB1', prerequisite: '[[KB2]]' },
        { 'patch-id': 'KB2', prerequisite: '{{KB1}}' },
      ),
      errors: [{ message: 'prerequisite', args: ['KB1 → KB2 → KB1'], related: [{ message: 'step', args: ['KB1'] }] }],
      output: null,
    },
    {
      name: 'references in both directions',
      code: patches({ 'patch-id': 'KB1', supersedes: '[[KB2]]', 'superseded-by': '{{KB2}}' }, { 'patch-id': 'KB2' }),
      errors: [{ message: 'supersedes', args: ['KB1 → KB2 → KB1'], related: [{ message: 'step', args: ['KB2'] }] }],
      output: null,
    },
    {
      name: 'two cycles, one of them over two vendors',
      code: publication({
        'patch-vendor': [
          {
            'vendor-id': 'A',
            patch: [
              { 'patch-id': 'KB1', prerequisite: '[[KB2]]' },
              { 'patch-id': 'KB2', prerequisite: '{{KB1}}' },
              { 'patch-id': 'KB3', prerequisite: '[[X1]]' },
            ],
          },
          { 'vendor-id': 'B', patch: [{ 'patch-id': 'X1', prerequisite: '{{KB3}}' }] },
        ],
      }),
      errors: [
        { message: 'prerequisite', args: ['KB1 → KB2 → KB1'], related: [{ message: 'step', args: ['KB1'] }] },
        { message: 'prerequisite', args: ['KB3 → X1 → KB3'], related: [{ message: 'step', args: ['KB3'], mark: 1 }] },
      ],
      output: null,
    },
  ],
});
