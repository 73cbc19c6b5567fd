import { publishedBeforeContent } from '../../../server/src/rules/time/publishedBeforeContent';
import { patches, testRule } from '../../support/ruleTester';
import type { Draft } from '../../../server/src/domain/publicationText';

const now = '2026-03-01T00:00:00Z';
const at = (published: string, ...patch: readonly Draft<'patch'>[]) => ({ ...patches(...patch), published });

testRule(publishedBeforeContent, {
  valid: [
    {
      name: 'later on the same day',
      code: at('2026-02-18T00:00:00Z', { revised: '2026-02-18T23:59:59Z' }),
      now,
    },
    {
      name: 'the same day in UTC',
      code: at('2026-02-18T00:00:00Z', { revised: '2026-02-19T13:59:59+14:00' }),
      now,
    },
    {
      name: 'in the future, which another rule reports',
      code: at('2026-02-18T00:00:00Z', { revised: '2026-03-02T00:00:00Z' }),
      now,
    },
    { name: 'no publication date', code: at('', { revised: '2026-02-19T00:00:00Z' }), now },
  ],
  invalid: [
    {
      name: 'the next day, a second later',
      code: at('[[2026-02-18T23:59:59Z]]', { revised: '{{2026-02-19T00:00:00Z}}' }),
      now,
      errors: [
        {
          message: 'before',
          args: ['2026-02-18T23:59:59Z', '2026-02-19T00:00:00Z'],
          related: [{ message: 'latest' }],
          suggestions: [
            {
              title: 'Set the date to 2026-02-19T00:00:00Z',
              output: at('2026-02-19T00:00:00Z', { revised: '2026-02-19T00:00:00Z' }),
              brings: ['vpc/filename', 'vpc/filename'],
            },
            {
              title: 'Set the date to 2026-03-01T00:00:00Z',
              output: at('2026-03-01T00:00:00Z', { revised: '2026-02-19T00:00:00Z' }),
              brings: ['vpc/filename', 'vpc/filename'],
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'the latest of all dates up to now',
      code: at(
        '[[2026-02-18T00:00:00Z]]',
        { released: '2026-02-20T00:00:00Z' },
        {
          released: '2026-02-21T00:00:00Z',
          product: [
            { 'product-id': 'A', 'state-date': '2026-02-22T00:00:00Z' },
            { 'product-id': 'B', 'state-date': '{{2026-03-01T14:00:00+14:00}}' },
          ],
        },
        { released: '2026-02-28T00:00:00Z' },
      ),
      now,
      errors: [
        {
          message: 'before',
          args: ['2026-02-18T00:00:00Z', '2026-03-01T14:00:00+14:00'],
          related: [{ message: 'latest' }],
          suggestions: [
            {
              title: 'Set the date to 2026-03-01T14:00:00+14:00',
              output: at(
                '2026-03-01T14:00:00+14:00',
                { released: '2026-02-20T00:00:00Z' },
                {
                  released: '2026-02-21T00:00:00Z',
                  product: [
                    { 'product-id': 'A', 'state-date': '2026-02-22T00:00:00Z' },
                    { 'product-id': 'B', 'state-date': '2026-03-01T14:00:00+14:00' },
                  ],
                },
                { released: '2026-02-28T00:00:00Z' },
              ),
              brings: ['vpc/filename', 'vpc/filename'],
            },
          ],
        },
      ],
      output: null,
    },
    {
      name: 'the current time is not known',
      code: at('[[2026-02-18T00:00:00Z]]', { revised: '{{2999-01-01T00:00:00Z}}' }),
      now: null,
      errors: [
        {
          message: 'before',
          args: ['2026-02-18T00:00:00Z', '2999-01-01T00:00:00Z'],
          related: [{ message: 'latest' }],
          suggestions: [
            {
              title: 'Set the date to 2999-01-01T00:00:00Z',
              output: at('2999-01-01T00:00:00Z', { revised: '2999-01-01T00:00:00Z' }),
              brings: ['vpc/filename', 'vpc/filename'],
            },
          ],
        },
      ],
      output: null,
    },
  ],
});
