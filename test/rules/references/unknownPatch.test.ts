import { unknownPatch } from '../../../server/src/rules/references/unknownPatch';
import { patch, patches, publication, testRule } from '../../support/ruleTester';

testRule(unknownPatch, {
  valid: [
    {
      name: 'another file describes it',
      code: patch({ prerequisite: 'KB1' }),
      others: { complete: true, patches: ['KB1'] },
    },
    {
      name: 'other files are still being read',
      code: patch({ prerequisite: 'KB1' }),
      others: { complete: false, patches: [] },
    },
    {
      name: 'another vendor of the file has it',
      code: publication({
        'patch-vendor': [
          { 'vendor-id': 'A', patch: [{ 'patch-id': 'KB1', prerequisite: 'X1' }] },
          { 'vendor-id': 'B', patch: [{ 'patch-id': 'X1' }] },
        ],
      }),
    },
    {
      name: 'this file and another one describe it in another spelling',
      code: patches({ 'patch-id': 'KB1', prerequisite: ['2', 'kb3'] }, { 'patch-id': 'KB2' }),
      files: { 'other.xml': patch({ 'patch-id': 'KB3' }) },
    },
    { name: 'a superseded patch, which another rule reports', code: patch({ supersedes: 'KB1' }) },
    { name: 'an empty reference, which another rule reports', code: patch({ prerequisite: '' }) },
  ],
  invalid: [
    {
      name: 'a prerequisite and a successor',
      code: patches({ 'superseded-by': '[[X1]]' }, { 'patch-id': 'KB2', prerequisite: '[[X2]]' }),
      errors: [
        { message: 'superseded-by', args: ['X1'] },
        { message: 'prerequisite', args: ['X2'] },
      ],
      output: null,
    },
    {
      name: 'other files describe another one',
      code: patch({ prerequisite: ['KB1', '[[X2]]'] }),
      others: { complete: true, patches: ['KB1'] },
      errors: [{ message: 'prerequisite', args: ['X2'] }],
      output: null,
    },
    {
      name: 'identifiers with at most two other characters, the nearest first, and not its own',
      code: patches(
        { 'patch-id': 'KB5075907', prerequisite: '[[KB5075906]]' },
        { 'patch-id': 'KB5075928' },
        { 'patch-id': 'KB5075926' },
        { 'patch-id': 'KB5075828' },
      ),
      errors: [
        {
          message: 'prerequisite',
          args: ['KB5075906'],
          suggestions: ['KB5075926', 'KB5075928'].map((id) => ({
            title: `Replace with "${id}"`,
            output: patches(
              { 'patch-id': 'KB5075907', prerequisite: id },
              { 'patch-id': 'KB5075928' },
              { 'patch-id': 'KB5075926' },
              { 'patch-id': 'KB5075828' },
            ),
          })),
        },
      ],
      output: null,
    },
    {
      name: 'a digit is missing',
      code: patches({ 'patch-id': 'A', prerequisite: '[[KB507590]]' }, { 'patch-id': 'KB5075906' }),
      errors: [
        {
          message: 'prerequisite',
          args: ['KB507590'],
          suggestions: [
            {
              title: 'Replace with "KB5075906"',
              output: patches({ 'patch-id': 'A', prerequisite: 'KB5075906' }, { 'patch-id': 'KB5075906' }),
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
