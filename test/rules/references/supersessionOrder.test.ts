import { supersessionOrder } from '../../../server/src/rules/references/supersessionOrder';
import { patches, testRule } from '../../support/ruleTester';

const [early, late, next] = ['2026-02-10T00:00:00Z', '2026-02-10T23:59:59Z', '2026-02-11T00:00:00Z'];

testRule(supersessionOrder, {
  valid: [
    {
      name: 'released later on the same day',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1', released: early }, { 'patch-id': 'KB1', released: late }),
    },
    {
      name: 'the same day in UTC',
      code: patches(
        { 'patch-id': 'KB2', supersedes: 'KB1', released: early },
        { 'patch-id': 'KB1', released: '2026-02-11T13:59:59+14:00' },
      ),
    },
    {
      name: 'one has no date',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1', released: '' }, { 'patch-id': 'KB1', released: next }),
    },
    {
      name: 'the other has no date',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1', released: next }, { 'patch-id': 'KB1', released: '' }),
    },
    {
      name: 'a prerequisite',
      code: patches({ 'patch-id': 'KB2', prerequisite: 'KB1', released: early }, { 'patch-id': 'KB1', released: next }),
    },
  ],
  invalid: [
    {
      name: 'released on the next day, a second later',
      code: patches(
        { 'patch-id': 'KB2', supersedes: '[[KB1]]', released: late },
        { 'patch-id': '{{KB1}}', released: next },
      ),
      errors: [{ message: 'reversed', args: ['KB1'], related: [{ message: 'other' }] }],
      output: null,
    },
  ],
});
