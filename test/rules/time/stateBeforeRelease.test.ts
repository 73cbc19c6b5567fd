import { stateBeforeRelease } from '../../../server/src/rules/time/stateBeforeRelease';
import { patch, testRule } from '../../support/ruleTester';

const dated = (released: string, ...dates: readonly string[]) =>
  patch({ released, product: dates.map((date, index) => ({ 'product-id': `P${index}`, 'state-date': date })) });

testRule(stateBeforeRelease, {
  valid: [
    { name: 'earlier on the same day', code: dated('2026-02-10T23:59:59Z', '2026-02-10T00:00:00Z') },
    { name: 'the same instant', code: dated('2026-02-10T00:00:00Z', '2026-02-10T00:00:00Z') },
    { name: 'the same day in UTC', code: dated('2026-02-10T23:59:59Z', '2026-02-10T14:00:00+14:00') },
    { name: 'no release', code: dated('', '2026-02-10T00:00:00Z') },
    { name: 'an invalid date, which the schema reports', code: dated('2026-02-10T00:00:00Z', 'yesterday') },
  ],
  invalid: [
    {
      name: 'the day before, a second earlier',
      code: dated('{{2026-02-10T00:00:00Z}}', '2026-02-10T00:00:00Z', '[[2026-02-09T23:59:59Z]]'),
      errors: [
        {
          message: 'before',
          args: ['2026-02-09T23:59:59Z', '2026-02-10T00:00:00Z'],
          related: [{ message: 'released' }],
        },
      ],
      output: null,
    },
    {
      name: 'the day before in UTC only, and another one',
      code: dated('{{2026-02-10T00:00:00Z}}', '[[2026-02-10T13:59:59+14:00]]', '[[2025-12-31T24:00:00Z]]'),
      errors: ['2026-02-10T13:59:59+14:00', '2025-12-31T24:00:00Z'].map((date) => ({
        message: 'before',
        args: [date, '2026-02-10T00:00:00Z'],
        related: [{ message: 'released' }],
      })),
      output: null,
    },
  ],
});
