import { duplicateValue } from '../../../server/src/rules/identifiers/duplicateValue';
import { patch, product, testRule } from '../../support/ruleTester';

testRule(duplicateValue, {
  valid: [
    { name: 'two targets', code: patch({ target: ['Windows 10', 'Windows 11'] }) },
    {
      name: 'targets that differ in case, which another rule reports',
      code: patch({ target: ['Windows', 'WINDOWS'] }),
    },
    { name: 'two empty ones, which another rule reports', code: patch({ target: ['', ''] }) },
    { name: 'two titles, which another rule reports', code: patch({ title: ['Update', 'Update'] }) },
    { name: 'the same value in two lists', code: patch({ supersedes: 'KB1', prerequisite: 'KB1' }) },
  ],
  invalid: [
    {
      name: 'a vulnerability three times',
      code: patch({ vulnerability: ['{{CVE-2026-1}}', 'CVE-2026-2', '[[CVE-2026-1]]', ' [[CVE-2026-1]] '] }),
      errors: [
        { message: 'duplicate', args: ['CVE-2026-1'], related: [{ message: 'first' }] },
        { message: 'duplicate', args: ['CVE-2026-1'], related: [{ message: 'first' }] },
      ],
      output: patch({ vulnerability: ['CVE-2026-1', 'CVE-2026-2'] }),
    },
    {
      name: 'the same value with another attribute, whose removal is not automatic',
      code: patch({
        hash: [
          { value: '{{x}}', attributes: { 'hash-algorithm': 'A' } },
          { value: '[[x]]', attributes: { 'hash-algorithm': 'B' } },
        ],
      }),
      errors: [
        {
          message: 'duplicate',
          args: ['x'],
          related: [{ message: 'first' }],
          suggestions: [
            {
              title: 'Remove the second one',
              output: patch({ hash: [{ value: 'x', attributes: { 'hash-algorithm': 'A' } }] }),
            },
          ],
        },
      ],
      output: null,
    },
    ...(['bulletin', 'target', 'prerequisite', 'supersedes', 'superseded-by', 'download-url', 'hash'] as const).map(
      (role) => ({
        name: `a ${role} twice`,
        code: patch({ [role]: ['{{x}}', '[[x]]'] }),
        errors: [{ message: 'duplicate', args: ['x'], related: [{ message: 'first' }] }],
        output: patch({ [role]: ['x'] }),
      }),
    ),
    ...(['product-version', 'platform'] as const).map((role) => ({
      name: `a ${role} twice`,
      code: product({ [role]: ['{{x}}', '[[x]]'] }),
      errors: [{ message: 'duplicate', args: ['x'], related: [{ message: 'first' }] }],
      output: product({ [role]: ['x'] }),
    })),
    {
      name: 'another spelling of a patch',
      code: patch({ supersedes: ['{{KB2}}', '[[kb2]]'] }),
      errors: [
        {
          message: 'spelled',
          args: ['kb2', 'KB2'],
          related: [{ message: 'first' }],
          suggestions: [{ title: 'Remove the second one', output: patch({ supersedes: ['KB2'] }) }],
        },
      ],
      output: null,
    },
    {
      name: 'on one line',
      code: `<publication>
  <patch-vendor>
    <patch>
      <target>{{A}}</target> <target>[[A]]</target> <target>B</target>
    </patch>
  </patch-vendor>
</publication>
`,
      errors: [{ message: 'duplicate', args: ['A'], related: [{ message: 'first' }] }],
      output: `<publication>
  <patch-vendor>
    <patch>
      <target>A</target>  <target>B</target>
    </patch>
  </patch-vendor>
</publication>
`,
    },
  ],
});
