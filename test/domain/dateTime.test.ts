import assert from 'node:assert/strict';
import { instantOf, isZoneless, momentOf, parseDateTime } from '../../server/src/domain/dateTime';

describe('a dateTime', () => {
  const SAME: readonly (readonly [what: string, one: string, other: string])[] = [
    ['the zone that is furthest ahead', '2026-02-18T14:00:00+14:00', '2026-02-18T00:00:00Z'],
    ['the zone that is furthest behind', '2026-02-17T12:00:00-12:00', '2026-02-18T00:00:00Z'],
    ['midnight at the end of a day', '2026-02-17T24:00:00Z', '2026-02-18T00:00:00Z'],
    ['midnight at the end of a year', '2025-12-31T24:00:00Z', '2026-01-01T00:00:00Z'],
    ['no zone: UTC', '2026-02-18T00:00:00', '2026-02-18T00:00:00Z'],
    ['a fraction of zero', '2026-02-18T00:00:00.000Z', '2026-02-18T00:00:00Z'],
    ['the last day of a leap year', '2024-02-29T24:00:00Z', '2024-03-01T00:00:00Z'],
  ];
  for (const [what, one, other] of SAME) {
    it(`is the same instant: ${what}`, () => assert.equal(instantOf(one), instantOf(other)));
  }

  it('counts milliseconds since 1970', () => {
    assert.equal(instantOf('1970-01-01T00:00:00Z'), 0);
    assert.equal(instantOf('1969-12-31T23:59:59.999Z'), -1);
    assert.equal(instantOf('1970-01-02T00:00:00Z'), 86_400_000);
  });

  it('is in UTC without a time zone, whatever the local time zone', () => {
    const before = process.env.TZ;
    try {
      process.env.TZ = 'Pacific/Kiritimati';
      // A new value each time: results are memoised.
      assert.equal(instantOf('2026-02-18T06:07:08.9'), Date.UTC(2026, 1, 18, 6, 7, 8, 900));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('has no instant on a day that does not exist', () => {
    for (const value of [
      '2026-02-29T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-00-10T00:00:00Z',
    ])
      assert.equal(instantOf(value), null, value);
    assert.equal(instantOf('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29));
  });

  it('is not recognised in any other format', () => {
    for (const value of ['', '2026-02-18', '2026-02-18T00:00Z', '2026-2-18T00:00:00Z', ' 2026-02-18T00:00:00Z', 'x'])
      assert.deepEqual([instantOf(value), momentOf(value), isZoneless(value)], [null, null, false], value);
  });

  it('may lack a time zone', () => {
    assert.equal(isZoneless('2026-02-18T00:00:00'), true);
    assert.equal(isZoneless('2026-02-30T00:00:00'), true);
    for (const zone of ['Z', '+14:00', '-00:00']) assert.equal(isZoneless(`2026-02-18T00:00:00${zone}`), false, zone);
  });

  it('gives the same result where it is too long to be memoised', () => {
    const long = `2026-02-18T00:00:00.${'0'.repeat(40)}Z`;
    assert.equal(instantOf(long), instantOf('2026-02-18T00:00:00Z'));
    assert.equal(instantOf(long), instantOf(long));
  });

  it('gives the same result after more dates than are memoised', () => {
    const before = momentOf('2026-02-18T01:02:03');
    for (let index = 0; index < 5_000; index++) momentOf(`${2000 + index}-01-01T00:00:00Z`);
    assert.deepEqual(momentOf('2026-02-18T01:02:03'), before);
  });

  it('is split into its fields', () => {
    assert.deepEqual(parseDateTime('-0044-03-15T12:30:05.25+14:00'), {
      year: '-0044',
      month: '03',
      day: '15',
      hour: '12',
      minute: '30',
      second: '05.25',
      zone: '+14:00',
    });
  });
});
