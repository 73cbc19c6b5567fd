import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Editions, lastOf, type Edition } from '../../server/src/service/editions';
import { compareNaturally } from '../../server/src/vpc/order';

const edition = (published: string, documentVersion: string, documentId = 'A'): Edition => ({
  supplier: 'Northwind',
  documentId,
  published,
  documentVersion,
});

/** `date version` of the edition before; of a list that is written so. */
function before(wanted: string, ...written: readonly string[]): string | null {
  const [own, ...others] = [wanted, ...written].map((text) => edition(...(text.split(' ') as [string, string])));
  const found = new Editions(others).before(own!, undefined);
  return found && `${found.published} ${found.documentVersion}`;
}

describe('the edition before', () => {
  it('is the one that was published last before', () => {
    assert.equal(before('2026-03 3', '2026-01 1', '2026-02 2', '2026-04 4'), '2026-02 2');
    assert.equal(before('2026-01 1', '2026-01 1', '2026-02 2'), null);
  });

  it('is, of those with the same date, the one with the highest lower version', () => {
    assert.equal(before('2026-03 10', '2026-03 2', '2026-03 9', '2026-03 11', '2026-02 1'), '2026-03 9');
    assert.equal(before('2026-03 10', '2026-03 ', '2026-02 1'), '2026-02 1');
    assert.equal(before('2026-03 ', '2026-03 2', '2026-02 ', '2026-01 7'), '2026-02 ');
  });

  it('is none of another publication', () => {
    assert.equal(new Editions([edition('2026-01', '1', 'B')]).before(edition('2026-02', '2'), undefined), null);
  });

  it('is the one that looking at all of them finds', () => {
    const any = fc.record({
      supplier: fc.constantFrom('Northwind', 'Southwind'),
      documentId: fc.constantFrom('A', ''),
      published: fc.constantFrom('', '2026-01', '2026-02', '2026-03'),
      documentVersion: fc.constantFrom('', '1', '2', '10'),
    });
    const isBefore = (a: Edition, b: Edition): boolean =>
      a.supplier === b.supplier &&
      a.documentId === b.documentId &&
      a.published !== '' &&
      (a.published < b.published ||
        (a.published === b.published &&
          a.documentVersion !== '' &&
          compareNaturally(a.documentVersion, b.documentVersion) < 0));
    const plain = (found: Edition | null | undefined): Edition | null => (found ? { ...found } : null);
    fc.assert(
      fc.property(fc.array(any), fc.array(any), any, fc.nat(), (some, others, own, left) => {
        const but = some[left % (some.length + 1)];
        const [best] = [...some.filter((other) => other !== but), ...others]
          .filter((other) => isBefore(other, own))
          .sort(
            (a, b) =>
              -compareNaturally(a.published, b.published) || -compareNaturally(a.documentVersion, b.documentVersion),
          );
        const found = lastOf(new Editions(some).before(own, but), new Editions(others).before(own, undefined));
        assert.deepEqual(plain(found), plain(best));
      }),
    );
  });
});
