import { futureDate } from '../../../server/src/rules/time/futureDate';
import { patch, patches, product, publication, testRule } from '../../support/ruleTester';

const now = '2026-02-18T12:00:00Z';

testRule(futureDate, {
  valid: [
    { name: 'now', code: publication({ published: now }), now },
    {
      name: 'now, in another time zone',
      code: publication({ published: '2026-02-19T02:00:00+14:00' }),
      now,
    },
    { name: 'later on the same day', code: product({ 'state-date': '2026-02-18T23:59:59Z' }), now },
    { name: 'later on the same day there', code: patch({ released: '2026-02-19T23:59:59+14:00' }), now },
    {
      name: 'no time zone, and today in the one furthest ahead',
      code: patch({ released: '2026-02-19T23:59:59' }),
      now,
    },
    { name: 'the current time is not known', code: publication({ published: '2999-01-01T00:00:00Z' }), now: null },
    { name: 'a day that does not exist', code: patch({ released: '2027-02-30T00:00:00Z' }), now },
    { name: 'midnight at the end of the day before', code: product({ 'state-date': '2026-02-17T24:00:00Z' }), now },
  ],
  invalid: [
    {
      name: 'tomorrow',
      code: publication({ published: '[[2026-02-19T00:00:00Z]]' }),
      now,
      errors: [{ message: 'future', args: ['2026-02-19T00:00:00Z'] }],
      output: null,
    },
    {
      name: 'tomorrow there, in another time zone',
      code: patch({ released: '[[2026-02-19T00:00:00-12:00]]' }),
      now,
      errors: [{ message: 'future', args: ['2026-02-19T00:00:00-12:00'] }],
      output: null,
    },
    {
      name: 'no time zone, and tomorrow in every time zone',
      code: patch({ revised: '[[2026-02-20T00:00:00]]' }),
      now,
      errors: [{ message: 'future', args: ['2026-02-20T00:00:00'] }],
      output: null,
    },
    {
      name: 'five, each reported',
      code: patches(...['1', '2', '3', '4', '5'].map((n) => ({ released: `[[2027-02-0${n}T00:00:00Z]]` }))),
      now,
      errors: ['1', '2', '3', '4', '5'].map((n) => ({ message: 'future', args: [`2027-02-0${n}T00:00:00Z`] })),
      output: null,
    },
    {
      name: 'six, at the first',
      code: patches(
        { released: '[[2027-02-01T00:00:00Z]]', revised: '2027-02-02T00:00:00Z' },
        {
          released: '2027-02-03T00:00:00Z',
          product: ['4', '5', '6'].map((n) => ({ 'product-id': n, 'state-date': `2027-02-0${n}T00:00:00Z` })),
        },
      ),
      now,
      errors: [{ message: 'many', args: ['2027-02-01T00:00:00Z', '6'] }],
      output: null,
    },
  ],
});
