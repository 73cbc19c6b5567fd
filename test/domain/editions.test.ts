import { deepEqual, equal } from 'node:assert/strict';
import { compareEditions, compareVersions } from '../../server/src/domain/editions';

describe('the order of editions', () => {
  const edition = (documentVersion: string, published: string) => ({ documentVersion, published });
  const [FEBRUARY, MARCH] = ['2026-02-20T12:00:00Z', '2026-03-20T12:00:00Z'];

  it('compares the segments of versions as numbers', () => {
    equal(Math.sign(compareVersions('1.9', '1.10')!), -1);
    equal(compareVersions('1', '1.0'), 0);
    equal(Math.sign(compareVersions('2-rc1', '2')!), -1);
    equal(compareVersions('', '2'), null);
  });

  it('is that of the versions, else that of the dates', () => {
    deepEqual(compareEditions(edition('2', MARCH), edition('1', FEBRUARY)), { order: 1, doubt: null });
    equal(compareEditions(edition('', FEBRUARY), edition('', MARCH)).order < 0, true);
    equal(compareEditions(edition('1', FEBRUARY), edition('1', MARCH)).order < 0, true);
  });

  it('does not need a date where the versions decide', () => {
    deepEqual(compareEditions(edition('2', '20.03.2026'), edition('1', FEBRUARY)), { order: 1, doubt: null });
  });

  it('is in doubt where version and date disagree, where both are equal, and where the date that decides is unreadable', () => {
    deepEqual(compareEditions(edition('2', FEBRUARY), edition('1', MARCH)), { order: 1, doubt: 'contradiction' });
    deepEqual(compareEditions(edition('1', MARCH), edition('1', MARCH)), { order: 0, doubt: 'equal' });
    deepEqual(compareEditions(edition('1', '20.03.2026'), edition('1', MARCH)), { order: 0, doubt: 'unreadable' });
    deepEqual(compareEditions(edition('', ''), edition('', MARCH)), { order: 0, doubt: 'unreadable' });
  });
});
