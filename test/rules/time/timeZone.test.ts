import { timeZone } from '../../../server/src/rules/time/timeZone';
import { patch, patches, testRule } from '../../support/ruleTester';

/** Dates of five or six patches. */
const many = (...dates: readonly string[]) => patches(...dates.map((released) => ({ released })));
const dates = ['1', '2', '3', '4', '5', '6'].map((day) => `2026-02-0${day}T08:00:00`);

testRule(timeZone, {
  valid: [
    { name: 'UTC', code: patch({ revised: '2026-02-11T08:00:00Z' }) },
    {
      name: 'offsets',
      code: patches({ released: '2026-02-10T08:00:00+14:00' }, { released: '2026-02-10T08:00:00-12:00' }),
    },
    { name: 'a value that is not a dateTime', code: patch({ released: '2026-02-10' }) },
  ],
  invalid: [
    {
      name: 'one date',
      code: { ...patch({}), published: '[[2026-02-18T09:00:00]]' },
      errors: [
        {
          message: 'one',
          args: ['2026-02-18T09:00:00'],
          suggestions: [{ title: 'Add Z (UTC)', output: { ...patch({}), published: '2026-02-18T09:00:00Z' } }],
        },
      ],
      output: null,
    },
    {
      name: 'a revision and a state date: one of them, or both',
      code: patch({
        revised: '[[2026-02-11T08:00:00]]',
        product: [{ 'product-id': 'A', 'state-date': '[[2026-02-12T08:00:00.5]]' }],
      }),
      errors: [
        {
          message: 'one',
          args: ['2026-02-11T08:00:00'],
          suggestions: [
            {
              title: 'Add Z (UTC)',
              output: patch({
                revised: '2026-02-11T08:00:00Z',
                product: [{ 'product-id': 'A', 'state-date': '2026-02-12T08:00:00.5' }],
              }),
              leaves: 1,
            },
            {
              title: 'Add Z (UTC) to all of them (2)',
              output: patch({
                revised: '2026-02-11T08:00:00Z',
                product: [{ 'product-id': 'A', 'state-date': '2026-02-12T08:00:00.5Z' }],
              }),
            },
          ],
        },
        {
          message: 'one',
          args: ['2026-02-12T08:00:00.5'],
          suggestions: [
            {
              title: 'Add Z (UTC)',
              output: patch({
                revised: '2026-02-11T08:00:00',
                product: [{ 'product-id': 'A', 'state-date': '2026-02-12T08:00:00.5Z' }],
              }),
              leaves: 1,
            },
            {
              title: 'Add Z (UTC) to all of them (2)',
              output: patch({
                revised: '2026-02-11T08:00:00Z',
                product: [{ 'product-id': 'A', 'state-date': '2026-02-12T08:00:00.5Z' }],
              }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'six dates, at the first',
      code: many(...dates.map((date, index) => (index === 0 ? `[[${date}]]` : date))),
      errors: [
        {
          message: 'many',
          args: [dates[0]!, '6'],
          suggestions: [
            {
              title: 'Add Z (UTC)',
              output: many(`${dates[0]!}Z`, ...dates.slice(1)),
              // Five are left, and each of them is reported.
              brings: ['vpc/time-zone', 'vpc/time-zone', 'vpc/time-zone', 'vpc/time-zone'],
              leaves: 5,
            },
            { title: 'Add Z (UTC) to all of them (6)', output: many(...dates.map((date) => `${date}Z`)) },
          ],
        },
      ],
      output: null,
    },
  ],
});
