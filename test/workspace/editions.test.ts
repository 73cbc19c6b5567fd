import { deepEqual } from 'node:assert/strict';
import { Identity } from '../../server/src/domain/identity';
import type { PublicationSource } from '../../server/src/domain/publications';
import { editionsAround } from '../../server/src/workspace/editions';

const IDENTITY = new Identity([]);

/** An edition written as `month version`, of publication A. */
const edition = (text: string, documentId = 'A', patches = ''): PublicationSource => {
  const [month = '', documentVersion = ''] = text.split(' ');
  const published = /^\d\d$/.test(month) ? `2026-${month}-15T08:00:00Z` : month;
  return { supplier: 'Northwind', documentId, published, documentVersion, patches: () => new Set(patches.split(' ')) };
};

/** The editions around `own` among others: the previous one, then those in doubt with `<`, `>` or `?`. */
function around(own: string, ...others: readonly string[]): readonly string[] {
  const names = new Map(others.map((text) => [edition(text), text]));
  const found = editionsAround(edition(own), [...names.keys()], IDENTITY);
  const name = (source: PublicationSource | null) => (source === null ? 'none' : names.get(source)!);
  const doubts = found.doubtful.map(({ edition: other, doubt, isBefore }) => {
    return `${isBefore === null ? '?' : isBefore ? '<' : '>'} ${name(other)} ${doubt}`;
  });
  return [name(found.before), ...doubts];
}

describe('the editions around one', () => {
  it('has the latest earlier one, by version, then by date', () => {
    deepEqual(around('03 3', '01 1', '02 2', '04 4'), ['02 2']);
    deepEqual(around('03 1.10', '02 1.9', '01 1.2'), ['02 1.9']);
    deepEqual(around('03', '01', '02', '04'), ['02']);
    deepEqual(around('01 1', '02 2'), ['none']);
  });

  it('has one whose date cannot be read, where the version decides', () => {
    deepEqual(around('03 3', '15.02.2026 2', '01 1'), ['15.02.2026 2']);
  });

  it('tells an order that is in doubt', () => {
    deepEqual(around('01 2', '02 1'), ['02 1', '< 02 1 contradiction']);
    deepEqual(around('02 1', '01 2'), ['none', '> 01 2 contradiction']);
    deepEqual(around('02 1', '02 1', '01 1'), ['01 1', '? 02 1 equal']);
    deepEqual(around('02', '15.01.2026'), ['none', '? 15.01.2026 unreadable']);
  });

  it('leaves out one whose version was not raised before this one was published', () => {
    deepEqual(around('02 8', '01 7', '03 7'), ['01 7']);
    deepEqual(around('03 7', '01 7', '02 8'), ['01 7', '> 02 8 contradiction']);
  });

  it('has the first of several copies', () => {
    const copies = [edition('01 1'), edition('01 1')];
    deepEqual(editionsAround(edition('02 2'), copies, IDENTITY).before === copies[0], true);
  });

  it('compares suppliers and document identifiers as names, and has none of another publication', () => {
    const others = [edition('01 1', 'A-1'), edition('02 2', 'B')];
    deepEqual(editionsAround(edition('03 3', 'a_1'), others, IDENTITY).before, others[0]);
  });

  it('takes files without identifiers for one publication only where they share enough patches', () => {
    const others = [edition('01', '', '1 2'), edition('02', '', '3 4')];
    deepEqual(editionsAround(edition('03', '', '1 2 5'), others, IDENTITY).before, others[0]);
    deepEqual(editionsAround(edition('03', '', '5 6'), others, IDENTITY).before, null);
  });
});
