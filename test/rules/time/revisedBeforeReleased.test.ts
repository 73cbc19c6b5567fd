import { revisedBeforeReleased } from '../../../server/src/rules/time/revisedBeforeReleased';
import { patch, testRule } from '../../support/ruleTester';

const SWAP = 'Swap the two dates';

testRule(revisedBeforeReleased, {
  valid: [
    {
      name: 'earlier on the same day',
      code: patch({ released: '2026-02-10T23:59:59Z', revised: '2026-02-10T00:00:00Z' }),
    },
    {
      name: 'the same day in UTC',
      code: patch({ released: '2026-02-10T23:59:59Z', revised: '2026-02-10T14:00:00+14:00' }),
    },
    { name: 'no release', code: patch({ released: '', revised: '2026-02-10T00:00:00Z' }) },
    { name: 'a revision date that is not valid', code: patch({ released: '2026-02-10T00:00:00Z', revised: 'no' }) },
  ],
  invalid: [
    {
      name: 'the day before, a second earlier',
      code: patch({ released: '{{2026-02-10T00:00:00Z}}', revised: '[[2026-02-09T23:59:59Z]]' }),
      errors: [
        {
          message: 'before',
          args: ['2026-02-09T23:59:59Z', '2026-02-10T00:00:00Z'],
          related: [{ message: 'released' }],
          suggestions: [
            {
              title: SWAP,
              output: patch({ released: '2026-02-09T23:59:59Z', revised: '2026-02-10T00:00:00Z' }),
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'the day before in UTC only',
      code: patch({ released: '{{2026-02-10T00:00:00Z}}', revised: '[[2026-02-10T13:59:59+14:00]]' }),
      errors: [
        {
          message: 'before',
          args: ['2026-02-10T13:59:59+14:00', '2026-02-10T00:00:00Z'],
          related: [{ message: 'released' }],
          suggestions: [
            {
              title: SWAP,
              output: patch({ released: '2026-02-10T13:59:59+14:00', revised: '2026-02-10T00:00:00Z' }),
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
