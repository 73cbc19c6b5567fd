import { deepEqual, equal } from 'node:assert/strict';
import { Identity } from '../../server/src/domain/identity';
import { publicationsOf, type PublicationSource } from '../../server/src/domain/publications';

interface File extends PublicationSource {
  readonly name: string;
}

describe('publications', () => {
  const identity = new Identity([], { suppliers: { 'Alpha Controls': ['Alpha'] } });
  const [JANUARY, FEBRUARY, MARCH] = ['2026-01-20T12:00:00Z', '2026-02-20T12:00:00Z', '2026-03-20T12:00:00Z'];

  /** @param patches separated by spaces; `null`: must not be asked for */
  const file = (name: string, published: string, patches: string | null, rest: Partial<File> = {}): File => ({
    name,
    supplier: 'Alpha',
    published,
    documentId: '',
    documentVersion: '',
    patches: () => new Set((patches ?? notAskedFor()).split(' ').filter((patch) => patch !== '')),
    ...rest,
  });
  const notAskedFor = (): never => {
    throw new Error('patches were read');
  };
  const named = (id: string, version: string) => ({ documentId: id, documentVersion: version });
  const grouped = (...files: File[]) =>
    publicationsOf(files, identity).map(({ editions }) => editions.map(({ name }) => name).join(' '));
  const doubts = (...files: File[]) =>
    publicationsOf(files, identity).flatMap((found) =>
      found.doubts.map(({ a, b, doubt }) => `${a.name} ${b.name} ${doubt}`),
    );

  it('are a supplier and a document identifier, compared as names and by aliases', () => {
    const files = [
      file('a2', MARCH, null, { supplier: 'ALPHA  controls', ...named('vpc_1', '2') }),
      file('b', MARCH, null, { supplier: 'Beta', ...named('VPC-1', '1') }),
      file('a1', FEBRUARY, null, named('VPC-1', '1')),
      file('c', FEBRUARY, null, named('VPC-2', '1')),
    ];
    deepEqual(grouped(...files), ['a1 a2', 'b', 'c']);
    const [first] = publicationsOf(files, identity);
    deepEqual([first!.supplier, first!.id], ['alpha controls', 'vpc 1']);
  });

  it('are one for each file without a supplier', () => {
    const unnamed = { supplier: '\u200B', ...named('X', '1') };
    deepEqual(grouped(file('a', JANUARY, null, unnamed), file('b', MARCH, null, unnamed)), ['a', 'b']);
  });

  it('are one without identifiers where the newer file lists half of the patches', () => {
    deepEqual(grouped(file('a', JANUARY, '1 2 3 4'), file('b', FEBRUARY, '3 4 5 6 7 8')), ['a b']);
    deepEqual(grouped(file('a', JANUARY, '1 2 3 4'), file('b', FEBRUARY, '4 5 6')), ['a', 'b']);
    deepEqual(grouped(file('b', FEBRUARY, '1'), file('a', JANUARY, '1 2 3')), ['b', 'a']);
    deepEqual(grouped(file('a', JANUARY, ''), file('b', FEBRUARY, '1')), ['a', 'b']);
    equal(publicationsOf([file('a', JANUARY, '1')], identity)[0]!.id, null);
  });

  it('compare a file with the latest edition of each, and take the one that shares most', () => {
    const files = [
      file('jan1', JANUARY, '1 2 3'),
      file('feb1', '2026-02-10T12:00:00Z', '4 5'),
      file('jan2', FEBRUARY, '1 2 3 6'),
      file('feb2', MARCH, '1 2 4 5'),
    ];
    deepEqual(grouped(...files), ['jan1 jan2', 'feb1 feb2']);
  });

  it('do not read the patches of a single file', () => {
    deepEqual(grouped(file('a', JANUARY, null), file('b', JANUARY, null, named('X', '1'))), ['a', 'b']);
  });

  it('are ordered by version, then by date', () => {
    deepEqual(
      grouped(
        file('v10', MARCH, null, named('X', '1.10')),
        file('v9', FEBRUARY, null, named('X', '1.9')),
        file('v8', FEBRUARY, null, named('X', '1.8')),
        file('v9first', JANUARY, null, named('X', '1.9')),
      ),
      ['v8 v9first v9 v10'],
    );
  });

  it('tell pairs whose order is in doubt', () => {
    const first = file('first', FEBRUARY, '1 2', named('X', '1'));
    deepEqual(doubts(first, file('second', MARCH, '1 2', named('X', '2'))), []);
    deepEqual(doubts(first, file('german', '20.03.2026', '1 2', named('X', '2'))), []);
    deepEqual(doubts(first, file('early', JANUARY, '1 2', named('X', '2'))), ['first early contradiction']);
    deepEqual(doubts(first, file('copy', FEBRUARY, '1 2', named('X', '1'))), ['first copy equal']);
    deepEqual(doubts(first, file('german', '20.03.2026', '1 2', named('X', '1'))), ['first german unreadable']);
  });

  it('join a file without a readable date to the one with which it shares half of either list, in doubt', () => {
    const [older, undated] = [file('older', JANUARY, '1 2 3 4'), file('undated', '20.03.2026', '1')];
    deepEqual(grouped(undated, older), ['older undated']);
    deepEqual(doubts(undated, older), ['older undated unreadable']);
    deepEqual(grouped(file('undated', '', '5 6 1'), older), ['undated', 'older']);
  });

  it('have one order, with a doubt, where versions and dates go round in a circle', () => {
    const files = [
      file('v2', JANUARY, null, named('X', '2')),
      file('none', FEBRUARY, null, named('X', '')),
      file('v1', MARCH, null, named('X', '1')),
    ];
    const found = ['v1 v2 none'];
    deepEqual(grouped(...files), found);
    deepEqual(grouped(...[...files].reverse()), found);
    deepEqual(doubts(...files), ['v1 v2 contradiction', 'v1 none contradiction']);
  });
});
