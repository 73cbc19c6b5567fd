import { prerequisiteNotApproved } from '../../../server/src/rules/references/prerequisiteNotApproved';
import { patches, testRule } from '../../support/ruleTester';

const stated = (state: string, version?: string, platform: readonly string[] = []) => ({
  'product-id': 'Batch',
  ...(version !== undefined && { 'product-version': [version] }),
  platform,
  state,
  'state-date': '2026-02-16T14:30:00Z',
});

testRule(prerequisiteNotApproved, {
  valid: [
    {
      name: 'neither is approved',
      code: patches(
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [stated('In Test')] },
        { 'patch-id': 'KB1', product: [stated('Available')] },
      ),
    },
    {
      name: 'approved after released',
      code: patches(
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [stated('Approved')] },
        { 'patch-id': 'KB1', product: [stated('Released')] },
      ),
    },
    {
      name: 'in test for another version and on another platform',
      code: patches(
        { 'patch-id': 'KB2', prerequisite: 'KB1', product: [stated('Approved', '8', ['A'])] },
        { 'patch-id': 'KB1', product: [stated('In Test', '9', ['A']), stated('In Test', '8', ['B'])] },
      ),
    },
    {
      name: 'the prerequisite is not described',
      code: patches({ 'patch-id': 'KB2', prerequisite: 'KB1', product: [stated('Approved')] }),
    },
    {
      name: 'a prerequisite of itself, which another rule reports',
      code: patches({
        'patch-id': 'KB1',
        prerequisite: 'KB1',
        product: [stated('Approved', '8'), stated('In Test', '8')],
      }),
    },
    {
      name: 'a superseded patch, which is not a prerequisite',
      code: patches(
        { 'patch-id': 'KB2', supersedes: 'KB1', product: [stated('Approved')] },
        { 'patch-id': 'KB1', product: [stated('In Test')] },
      ),
    },
  ],
  invalid: [
    {
      name: "compares versions and platforms, and relates the prerequisite's state",
      code: patches(
        {
          'patch-id': 'KB2',
          prerequisite: '[[KB1]]',
          product: [stated('Approved', '8', ['A', 'B']), stated('Approved', '9', ['A', 'B'])],
        },
        {
          'patch-id': 'KB1',
          product: [stated('Approved', '8', ['A', 'B']), stated('{{In Test}}', '9', ['A', 'B'])],
        },
      ),
      errors: [
        {
          message: 'blocked',
          args: ['Approved', 'Batch, 9, A', 'KB1', 'In Test'],
          related: [{ message: 'state', args: ['In Test'] }],
        },
      ],
      output: null,
    },
    {
      name: 'one of two prerequisites, not approved',
      code: patches(
        {
          'patch-id': 'KB3',
          prerequisite: ['KB2', '[[KB1]]'],
          product: [stated('Available', '1'), stated('Released')],
        },
        { 'patch-id': 'KB2', product: [stated('Approved')] },
        { 'patch-id': 'KB1', product: [stated('{{Not Approved}}')] },
      ),
      errors: [
        {
          message: 'blocked',
          args: ['Released', 'Batch', 'KB1', 'Not Approved'],
          related: [{ message: 'state', args: ['Not Approved'] }],
        },
      ],
      output: null,
    },
    {
      name: 'available',
      code: patches(
        { 'patch-id': 'KB2', prerequisite: '[[KB1]]', product: [stated('Approved')] },
        { 'patch-id': 'KB1', product: [stated('{{Available}}')] },
      ),
      errors: [
        {
          message: 'blocked',
          args: ['Approved', 'Batch', 'KB1', 'Available'],
          related: [{ message: 'state', args: ['Available'] }],
        },
      ],
      output: null,
    },
  ],
});
