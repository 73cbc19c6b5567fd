import { reasonMissing } from '../../../server/src/rules/states/reasonMissing';
import { product, testRule } from '../../support/ruleTester';

const refused = { state: 'Not Approved', 'state-date': '2026-02-16T14:30:00Z' } as const;

testRule(reasonMissing, {
  valid: [
    { name: 'a restriction', code: product({ ...refused, restriction: 'Only on single stations.' }) },
    { name: 'an empty comment, which another rule reports', code: product({ ...refused, comment: '' }) },
    { name: 'not applicable', code: product({ state: 'Not Applicable' }) },
    { name: 'the state of an asset owner', code: product({ state: 'Not Authorized' }) },
  ],
  invalid: [
    {
      name: 'inserts a comment with a tab stop for the reason',
      code: product({ ...refused, state: '[[Not Approved]]' }),
      errors: [
        {
          message: 'missing',
          args: ['Not Approved'],
          suggestions: [
            {
              title: 'Add a comment with the reason',
              output: product({ ...refused, comment: '' }),
              snippet: ({ vocabulary }) => {
                const name = vocabulary.nameOf('product', 'comment')!;
                return `\n<${name}>$1</${name}>`;
              },
              brings: ['vpc/empty-value'],
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'with a prefix, on one line',
      code: `<publication>
  <patch-vendor><patch><product><state>[[Not Approved]]</state></product></patch></patch-vendor>
</publication>
`,
      errors: [
        {
          message: 'missing',
          args: ['Not Approved'],
          suggestions: [
            {
              title: 'Add a comment with the reason',
              output: `<publication>
  <patch-vendor><patch><product><state>Not Approved</state><comment></comment></product></patch></patch-vendor>
</publication>
`,
              snippet: ({ vocabulary, prefix }) => {
                const name = prefix + vocabulary.nameOf('product', 'comment')!;
                return `<${name}>$1</${name}>`;
              },
              brings: ['vpc/empty-value'],
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
