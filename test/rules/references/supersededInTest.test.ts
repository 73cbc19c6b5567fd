import { supersededInTest } from '../../../server/src/rules/references/supersededInTest';
import { patches, testRule } from '../../support/ruleTester';

const stated = (state: string, product = 'Batch') => ({ 'product-id': product, state });
const TITLE = 'Set all of them to "Not Applicable"';

testRule(supersededInTest, {
  valid: [
    {
      name: 'only available',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1' }, { 'patch-id': 'KB1', product: [stated('Available')] }),
    },
    {
      name: 'a prerequisite is still in test',
      code: patches({ 'patch-id': 'KB2', prerequisite: 'KB1' }, { 'patch-id': 'KB1', product: [stated('In Test')] }),
    },
    {
      name: 'the newer one is in test',
      code: patches({ 'patch-id': 'KB2', supersedes: 'KB1', product: [stated('In Test')] }, { 'patch-id': 'KB1' }),
    },
    {
      name: 'references to itself, which another rule reports',
      code: patches({ 'patch-id': 'KB1', supersedes: 'KB1', 'superseded-by': 'KB1', product: [stated('In Test')] }),
    },
  ],
  invalid: [
    {
      name: 'for two of three products',
      code: patches(
        { 'patch-id': 'KB2', supersedes: '{{KB1}}' },
        {
          'patch-id': 'KB1',
          product: [stated('Approved', 'A'), stated('[[In Test]]', 'B'), stated('In Test', 'C')],
        },
      ),
      errors: [
        {
          message: 'idle',
          args: ['KB2', '2', 'Not Applicable'],
          related: [{ message: 'reference' }],
          suggestions: [
            {
              title: TITLE,
              output: patches(
                { 'patch-id': 'KB2', supersedes: 'KB1' },
                {
                  'patch-id': 'KB1',
                  product: [stated('Approved', 'A'), stated('Not Applicable', 'B'), stated('Not Applicable', 'C')],
                },
              ),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'superseded by a patch of another file; two patches, each reported once',
      code: patches(
        { 'patch-id': 'KB1', 'superseded-by': '{{KB9}}', product: [stated('[[In Test]]')] },
        { 'patch-id': 'KB2', 'superseded-by': ['{{KB8}}', 'KB9'], product: [stated('[[In Test]]')] },
      ),
      errors: [
        {
          message: 'idle',
          args: ['KB9', '1', 'Not Applicable'],
          related: [{ message: 'reference' }],
          suggestions: [
            {
              title: TITLE,
              output: patches(
                { 'patch-id': 'KB1', 'superseded-by': 'KB9', product: [stated('Not Applicable')] },
                { 'patch-id': 'KB2', 'superseded-by': ['KB8', 'KB9'], product: [stated('In Test')] },
              ),
              leaves: 1,
            },
          ],
        },
        {
          message: 'idle',
          args: ['KB8', '1', 'Not Applicable'],
          related: [{ message: 'reference', mark: 1 }],
          suggestions: [
            {
              title: TITLE,
              output: patches(
                { 'patch-id': 'KB1', 'superseded-by': 'KB9', product: [stated('In Test')] },
                { 'patch-id': 'KB2', 'superseded-by': ['KB8', 'KB9'], product: [stated('Not Applicable')] },
              ),
              leaves: 1,
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
