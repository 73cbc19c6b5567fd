import assert from 'node:assert/strict';
import fc from 'fast-check';
import { step, type Ground } from '../../../client/webview/grid/steps';
import { TypeAhead } from '../../../client/webview/grid/typeAhead';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];

/** Groups of columns of three; every seventh line is the heading of a group. */
function ground(lines: number, columns: number): Ground {
  return {
    lines: lines + 2,
    columns: columns + 1,
    page: 5,
    pageAcross: 3,
    isGroup: (line) => line >= 2 && (line - 2) % 7 === 0,
    product: (column) => {
      const start = Math.floor((column - 1) / 3) * 3 + 1;
      return [start, Math.min(start + 3, columns + 1)];
    },
  };
}

describe('the keys of the grid', () => {
  it('never lead out of it, whatever is pressed', () => {
    const key = fc.record({ key: fc.constantFrom(...KEYS), ctrl: fc.boolean(), alt: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(30), fc.nat(10), fc.array(key, { maxLength: 80 }), (lines, columns, keys) => {
        const where = ground(lines, columns);
        let place = { line: Math.min(2, where.lines - 1), column: 0 };
        for (const one of keys) {
          place = step(one, place, where)!;
          assert.ok(place.line >= 0 && place.line < where.lines, JSON.stringify([one, place]));
          assert.ok(place.column >= 0 && place.column < where.columns, JSON.stringify([one, place]));
        }
      }),
    );
  });

  it('leave other keys to others', () => {
    assert.equal(step({ key: 'a', ctrl: false, alt: false }, { line: 2, column: 0 }, ground(3, 3)), undefined);
  });
});

describe('what is typed in the grid', () => {
  const names = ['KB5001', 'KB5002', undefined, 'ORACLE-1', 'KB6001'];
  const search = (clock: () => number) => {
    const typed = new TypeAhead(clock);
    return (letter: string, now: number) =>
      typed.type(letter, { count: names.length, now, nameOf: (index) => names[index] });
  };

  it('leads to the next name that begins so, and round to the first', () => {
    let time = 0;
    const type = search(() => (time += 2_000));
    assert.deepEqual([type('k', 0), type('k', 1), type('k', 4), type('o', 0), type('x', 0)], [1, 4, 0, 3, undefined]);
  });

  it('goes on with what was typed shortly before, letters or the number alone', () => {
    const type = search(() => 0);
    assert.deepEqual([type('6', 0), type('0', 4)], [4, 4]);
    const other = search(() => 0);
    assert.deepEqual([other('K', 0), other('b', 1), other('6', 1)], [1, 1, 4]);
  });
});
