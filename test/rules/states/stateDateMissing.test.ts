import { stateDateMissing } from '../../../server/src/rules/states/stateDateMissing';
import { patches, product, testRule } from '../../support/ruleTester';

const date = '2026-02-18T09:00:00Z';
const today = '2026-02-18T00:00:00Z';
const TITLE = `Add the publication date: ${date}`;
const TODAY = `Add the date of today: ${today}`;

testRule(stateDateMissing, {
  valid: [
    ...['Available', 'In Test', 'Not Applicable', 'Authorized'].map((state) => ({
      name: `not a test result: ${state}`,
      code: product({ state }),
    })),
    { name: 'an empty date, which the schema reports', code: product({ state: 'Approved', 'state-date': '' }) },
    { name: 'an unknown state, which another rule reports', code: product({ state: 'approved' }) },
  ],
  invalid: [
    ...['Approved', 'Released'].map((state) => ({
      name: state,
      code: product({ state: `[[${state}]]`, 'product-version': '8.2', comment: 'Yes' }),
      errors: [
        {
          message: 'missing',
          args: [state],
          suggestions: [
            {
              title: TODAY,
              output: product({ state, 'state-date': today, 'product-version': '8.2', comment: 'Yes' }),
            },
            {
              title: TITLE,
              output: product({ state, 'state-date': date, 'product-version': '8.2', comment: 'Yes' }),
            },
          ],
        },
      ],
      output: null,
    })),
    {
      name: 'fixes the second product only',
      code: patches({
        product: [
          { state: 'Approved', 'state-date': date, 'product-id': 'Batch' },
          { state: '[[Not Approved]]', 'product-id': 'Panel', comment: 'It stops.' },
        ],
      }),
      errors: [
        {
          message: 'missing',
          args: ['Not Approved'],
          suggestions: [today, date].map((added) => ({
            title: added === today ? TODAY : TITLE,
            output: patches({
              product: [
                { state: 'Approved', 'state-date': date, 'product-id': 'Batch' },
                { state: 'Not Approved', 'state-date': added, 'product-id': 'Panel', comment: 'It stops.' },
              ],
            }),
          })),
        },
      ],
      output: null,
    },
    {
      name: 'no publication date to suggest, and the current time is not known',
      now: null,
      code: `<publication>
  <patch-vendor><patch><product><state>[[Approved]]</state></product></patch></patch-vendor>
</publication>
`,
      errors: [{ message: 'missing', args: ['Approved'] }],
      output: null,
    },
  ],
});
