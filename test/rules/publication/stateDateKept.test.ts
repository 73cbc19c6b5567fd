import { earlierEdition } from '../../../server/src/rules/examples';
import { stateDateKept } from '../../../server/src/rules/publication/stateDateKept';
import { patches, product, testRule } from '../../support/ruleTester';

const [old, now, later] = ['2026-02-12T08:00:00Z', '2026-02-14T08:00:00Z', '2026-02-16T08:00:00Z'];
const published = '2026-02-18T09:00:00Z';
const TITLE = `Set it to the publication date: ${published}`;

const stated = (state: string, date: string, versions: readonly string[] = [], id = 'Batch') => ({
  'product-id': id,
  'product-version': versions,
  state,
  ...(date !== '' && { 'state-date': date }),
});
const before = (...products: readonly ReturnType<typeof stated>[]) => earlierEdition({}, [{ product: products }]);

testRule(stateDateKept, {
  valid: [
    { name: 'no previous edition available', code: product({ state: 'Approved', 'state-date': old }) },
    {
      name: 'the state is the same',
      code: patches({ product: [stated('In Test', old)] }),
      previous: before(stated('In Test', old)),
    },
    {
      name: 'a second later',
      code: patches({ product: [stated('Approved', '2026-02-12T08:00:01Z')] }),
      previous: before(stated('In Test', old)),
    },
    {
      name: 'no date now',
      code: patches({ product: [stated('Approved', '')] }),
      previous: before(stated('In Test', old)),
    },
    {
      name: 'no date before',
      code: patches({ product: [stated('Approved', old)] }),
      previous: before(stated('In Test', '')),
    },
    {
      name: 'an invalid date, which the schema reports',
      code: patches({ product: [stated('Approved', 'soon')] }),
      previous: before(stated('In Test', old)),
    },
    {
      name: 'another version',
      code: patches({ product: [stated('Approved', old, ['2'])] }),
      previous: before(stated('In Test', old, ['1'])),
    },
    {
      name: 'contradicting statements in the previous edition',
      code: patches({ product: [stated('Approved', old)] }),
      previous: before(stated('In Test', old), stated('Available', old)),
    },
  ],
  invalid: [
    {
      name: 'the same instant in another time zone',
      code: patches({ product: [stated('Approved', '[[2026-02-12T22:00:00+14:00]]')] }),
      previous: before(stated('In Test', old)),
      errors: [
        {
          message: 'kept',
          args: ['previous.xml', 'Batch', 'In Test', old, 'Approved'],
          suggestions: [{ title: TITLE, output: patches({ product: [stated('Approved', published)] }) }],
        },
      ],
      output: null,
    },
    {
      name: 'the version that had the later date, and each product once',
      code: patches({
        product: [stated('Approved', `[[${now}]]`, ['1', '2', '3']), stated('Approved', later, ['1'], 'Panel')],
      }),
      previous: before(
        stated('Available', old, ['1']),
        stated('In Test', now, ['2']),
        stated('Released', later, ['3']),
        stated('In Test', now, ['1'], 'Panel'),
      ),
      errors: [
        {
          message: 'kept',
          args: ['previous.xml', 'Batch, 2', 'In Test', now, 'Approved'],
          suggestions: [
            {
              title: TITLE,
              output: patches({
                product: [stated('Approved', published, ['1', '2', '3']), stated('Approved', later, ['1'], 'Panel')],
              }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'checks each version of a statement, except those with contradicting statements in the previous edition',
      code: patches({
        product: [stated('Approved', `[[${now}]]`, ['1', '2', '3']), stated('Approved', now, ['4'])],
      }),
      previous: before(
        stated('In Test', old, ['1']),
        stated('Not Applicable', now, ['2']),
        stated('Released', old, ['3']),
        stated('Not Applicable', now, ['4']),
        stated('In Test', now, ['4']),
      ),
      errors: [
        {
          message: 'kept',
          args: ['previous.xml', 'Batch, 2', 'Not Applicable', now, 'Approved'],
          suggestions: [
            {
              title: TITLE,
              output: patches({
                product: [stated('Approved', published, ['1', '2', '3']), stated('Approved', now, ['4'])],
              }),
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
