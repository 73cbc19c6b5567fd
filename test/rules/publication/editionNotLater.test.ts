import { earlierEdition } from '../../../server/src/rules/examples';
import { editionNotLater } from '../../../server/src/rules/publication/editionNotLater';
import { publication, testRule } from '../../support/ruleTester';

const now = (published: string, version?: string) =>
  publication({ published, ...(version !== undefined && { 'document-version': version }) });
const before = (published: string, version?: string) =>
  earlierEdition({ published, ...(version !== undefined && { 'document-version': version }) });

testRule(editionNotLater, {
  valid: [
    { name: 'no previous edition available', code: now('2026-02-18T09:00:00Z') },
    {
      name: 'a second later',
      code: now('2026-02-18T09:00:00Z'),
      previous: before('2026-02-18T08:59:59Z'),
    },
    {
      name: 'later, although the local time is earlier',
      code: now('2026-02-18T01:00:00Z'),
      previous: before('2026-02-18T14:59:59+14:00'),
    },
    {
      name: 'the same date, and the other one has the higher version: it is not the previous edition',
      code: now('2026-02-18T09:00:00Z', '9'),
      previous: before('2026-02-18T09:00:00Z', '10'),
    },
    {
      name: 'the previous edition has no date, which the schema reports',
      code: now('2026-02-18T09:00:00Z'),
      previous: before('last week'),
    },
    {
      name: 'editions with one date and equal versions, which another rule reports',
      code: now('2026-02-18T09:00:00Z', '2'),
      doubtful: { publication: before('2026-02-18T09:00:00Z', '2'), doubt: 'equal', isBefore: null },
    },
    {
      name: 'a date of this edition that is not valid, which the schema reports',
      code: now('18.02.2026'),
      doubtful: { publication: before('2026-02-18T09:00:00Z'), doubt: 'unreadable', isBefore: null },
    },
    {
      name: 'a later edition with a lower version, which another rule reports',
      code: now('2026-02-18T09:00:00Z', '1'),
      doubtful: { publication: before('2026-01-18T09:00:00Z', '2'), doubt: 'contradiction', isBefore: false },
    },
    { name: 'this edition has no date', code: now(''), previous: before('2026-02-18T09:00:00Z') },
  ],
  invalid: [
    {
      name: 'an edition with a lower version that was published later',
      code: now('[[2026-02-18T09:00:00Z]]', '3'),
      previous: before('2026-01-18T09:00:00Z', '2'),
      doubtful: { publication: before('2026-03-18T09:00:00Z', '1'), doubt: 'contradiction', isBefore: true },
      errors: [{ message: 'same', args: ['other.xml', '2026-03-18T09:00:00Z', '2026-02-18T09:00:00Z'] }],
      output: null,
    },
    {
      name: 'another edition with the same date, and no version',
      code: now('[[2026-02-18T09:00:00Z]]'),
      doubtful: { publication: before('2026-02-18T10:00:00+01:00', '2'), doubt: 'equal', isBefore: null },
      errors: [{ message: 'equal', args: ['other.xml'] }],
      output: null,
    },
    {
      name: 'another edition whose date cannot be read',
      code: now('[[2026-02-18T09:00:00Z]]', '2'),
      doubtful: { publication: before('20.02.2026', '2'), doubt: 'unreadable', isBefore: null },
      errors: [{ message: 'unreadable', args: ['other.xml', '20.02.2026'] }],
      output: null,
    },
    {
      name: 'the same instant in another time zone',
      code: now('[[2026-02-18T09:00:00Z]]'),
      previous: before('2026-02-18T23:00:00+14:00'),
      errors: [{ message: 'same', args: ['previous.xml', '2026-02-18T23:00:00+14:00', '2026-02-18T09:00:00Z'] }],
      output: null,
    },
    {
      name: 'earlier, without versions',
      code: now('[[2026-02-18T09:00:00Z]]'),
      previous: before('2026-02-18T09:00:01Z', '1'),
      errors: [{ message: 'same', args: ['previous.xml', '2026-02-18T09:00:01Z', '2026-02-18T09:00:00Z'] }],
      output: null,
    },
    {
      name: 'a higher version with the same date',
      code: now('[[2026-02-18T09:00:00Z]]', '10'),
      previous: before('2026-02-18T09:00:00Z', '9'),
      errors: [{ message: 'same', args: ['previous.xml', '2026-02-18T09:00:00Z', '2026-02-18T09:00:00Z'] }],
      output: null,
    },
    {
      name: 'the same version',
      code: now('[[2026-02-18T09:00:00Z]]', '2'),
      previous: before('2026-02-18T09:00:00Z', '2'),
      errors: [{ message: 'same', args: ['previous.xml', '2026-02-18T09:00:00Z', '2026-02-18T09:00:00Z'] }],
      output: null,
    },
  ],
});
