import { selfReference } from '../../../server/src/rules/references/selfReference';
import { patch, patches, testRule } from '../../support/ruleTester';

const removed = { title: 'Remove the reference' };

testRule(selfReference, {
  valid: [
    { name: 'another identifier', code: patch({ 'patch-id': 'KB1', supersedes: 'KB10' }) },
    { name: 'a bulletin of the same name', code: patch({ 'patch-id': 'KB1', bulletin: 'KB1' }) },
    {
      name: 'two that refer to each other',
      code: patches({ 'patch-id': 'KB1', prerequisite: 'KB2' }, { 'patch-id': 'KB2', prerequisite: 'KB1' }),
    },
  ],
  invalid: [
    ...(['supersedes', 'superseded-by', 'prerequisite'] as const).map((role) => ({
      name: role,
      code: patch({ 'patch-id': 'KB1', [role]: ['KB2', ' [[KB1]] '] }),
      errors: [
        {
          message: role,
          args: ['KB1'],
          suggestions: [{ ...removed, output: patch({ 'patch-id': 'KB1', [role]: ['KB2'] }) }],
        },
      ],
      output: null,
    })),
    {
      name: 'in another spelling',
      code: patch({ 'patch-id': 'KB1', prerequisite: ['[[1]]', 'KB2'] }),
      errors: [
        {
          message: 'prerequisite',
          args: ['KB1'],
          suggestions: [{ ...removed, output: patch({ 'patch-id': 'KB1', prerequisite: ['KB2'] }) }],
        },
      ],
      output: null,
    },
    {
      name: 'in two roles',
      code: patch({ 'patch-id': 'KB1', supersedes: '[[KB1]]', 'superseded-by': '[[KB1]]' }),
      errors: [
        {
          message: 'supersedes',
          args: ['KB1'],
          suggestions: [{ ...removed, output: patch({ 'patch-id': 'KB1', 'superseded-by': 'KB1' }), leaves: 1 }],
        },
        {
          message: 'superseded-by',
          args: ['KB1'],
          suggestions: [{ ...removed, output: patch({ 'patch-id': 'KB1', supersedes: 'KB1' }), leaves: 1 }],
        },
      ],
      output: null,
    },
  ],
});
