import assert from 'node:assert/strict';
import fc from 'fast-check';
import { step, type GridShape, TypeAhead } from '../../../client/webview/grid/steps';
import { assertProperty } from '../../support/seeds';

const KEYS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];

/**
 * A grid whose products have three columns each, and whose suppliers, if there are three lines of heads, have six; every
 * seventh line is the heading of a group.
 */
function gridShape(lines: number, columns: number, heads = 2, first = 1): GridShape {
  return {
    lines: lines + heads,
    heads,
    columns: columns + first,
    first,
    page: 5,
    pageAcross: 3,
    isGroup: (line) => line >= heads && (line - heads) % 7 === 0,
    group: (line, column) => {
      const size = heads === 3 && line === 0 ? 6 : 3;
      const start = Math.floor((column - first) / size) * size + first;
      return [start, Math.min(start + size, columns + first)];
    },
    // Four lines and two columns have the same state each.
    state: (line, column) =>
      line < heads || (line - heads) % 7 === 0 || column < first
        ? undefined
        : `${Math.floor((line - heads) / 4)} ${Math.floor((column - first) / 2)}`,
  };
}

describe('the keys of the grid', () => {
  it('stay inside the grid after any sequence of keys', () => {
    const key = fc.record({ key: fc.constantFrom(...KEYS), ctrl: fc.boolean(), alt: fc.boolean() });
    const heads = fc.tuple(fc.constantFrom(2, 3), fc.constantFrom(1, 3));
    assertProperty(
      fc.property(
        fc.nat(30),
        fc.nat(10),
        heads,
        fc.array(key, { maxLength: 80 }),
        (lines, columns, [top, left], keys) => {
          const shape = gridShape(lines, columns, top, left);
          let place = { line: Math.min(top, shape.lines - 1), column: 0 };
          for (const one of keys) {
            place = step(one, place, shape)!;
            assert.ok(place.line >= 0 && place.line < shape.lines, JSON.stringify([one, place]));
            assert.ok(place.column >= 0 && place.column < shape.columns, JSON.stringify([one, place]));
          }
        },
      ),
      { numRuns: 100, seed: 2026 },
    );
  });

  it('go from supplier to supplier, from product to product, and from column to column', () => {
    const shape = gridShape(5, 12, 3);
    const right = (line: number) => {
      const places = [1];
      while (places.at(-1)! < 12) {
        places.push(
          step({ key: 'ArrowRight', ctrl: false, alt: false }, { line, column: places.at(-1)! }, shape)!.column,
        );
      }
      return places;
    };
    assert.deepEqual(right(0), [1, 7, 12]);
    assert.deepEqual(right(1), [1, 4, 7, 10, 12]);
    assert.equal(right(2).length, 12);
    assert.deepEqual(step({ key: 'ArrowLeft', ctrl: false, alt: false }, { line: 0, column: 9 }, shape), {
      line: 0,
      column: 1,
    });
    assert.deepEqual(step({ key: 'ArrowLeft', ctrl: false, alt: false }, { line: 0, column: 3 }, shape), {
      line: 0,
      column: 0,
    });
  });

  it('pass the heads of fields, which span all lines of the heads', () => {
    const shape = gridShape(5, 6, 3, 3);
    const go = (key: string, line: number, column: number) =>
      step({ key, ctrl: false, alt: false }, { line, column }, shape);
    assert.deepEqual(go('ArrowUp', 3, 2), { line: 0, column: 2 });
    assert.deepEqual(go('ArrowDown', 0, 2), { line: 3, column: 2 });
    assert.deepEqual(go('ArrowLeft', 1, 4), { line: 1, column: 2 });
    assert.deepEqual(go('ArrowRight', 0, 2), { line: 0, column: 3 });
  });

  it('go with Control to the next change of state, else to the last cell, else to the end', () => {
    // The lines 2 and 9 are headings of groups; the states change at the lines 6 and 10, and every two columns.
    const shape = gridShape(10, 6);
    const go = (key: string, line: number, column: number) =>
      step({ key, ctrl: true, alt: false }, { line, column }, shape);
    assert.deepEqual(go('ArrowDown', 3, 1), { line: 6, column: 1 });
    assert.deepEqual(go('ArrowDown', 8, 1), { line: 10, column: 1 });
    assert.deepEqual(go('ArrowDown', 10, 1), { line: 11, column: 1 });
    assert.deepEqual(go('ArrowDown', 11, 1), { line: 11, column: 1 });
    assert.deepEqual(go('ArrowUp', 10, 1), { line: 8, column: 1 });
    assert.deepEqual(go('ArrowUp', 5, 1), { line: 3, column: 1 });
    assert.deepEqual(go('ArrowUp', 3, 1), { line: 0, column: 1 });
    assert.deepEqual(go('ArrowRight', 3, 2), { line: 3, column: 3 });
    assert.deepEqual(go('ArrowLeft', 3, 5), { line: 3, column: 4 });
    assert.deepEqual(go('ArrowLeft', 3, 1), { line: 3, column: 0 });
    assert.deepEqual(go('ArrowDown', 3, 0), { line: 11, column: 0 });
  });

  it('ignore other keys', () => {
    assert.equal(step({ key: 'a', ctrl: false, alt: false }, { line: 2, column: 0 }, gridShape(3, 3)), undefined);
  });
});

describe('type-ahead in the grid', () => {
  const names = ['KB5001', 'KB5002', undefined, 'ORACLE-1', 'KB6001'];
  const search = (clock: () => number) => {
    const typed = new TypeAhead(clock);
    return (letter: string, now: number) =>
      typed.type(letter, { count: names.length, now, nameOf: (index) => names[index] });
  };

  it('finds the next name with the typed letter, and wraps around', () => {
    let time = 0;
    const type = search(() => (time += 2_000));
    assert.deepEqual([type('k', 0), type('k', 1), type('k', 4), type('o', 0), type('x', 0)], [1, 4, 0, 3, undefined]);
  });

  it('appends to what was typed shortly before, for whole names and for their numbers', () => {
    const type = search(() => 0);
    assert.deepEqual([type('6', 0), type('0', 4)], [4, 4]);
    const other = search(() => 0);
    assert.deepEqual([other('K', 0), other('b', 1), other('6', 1)], [1, 1, 4]);
  });
});
