/**
 * How the cells of a row travel: as one short text. A row of 500 products mostly says the same of many of them, or
 * nothing at all, so that a run of equal cells takes as much as one.
 *
 * The text is base64 of a series of numbers in groups of seven bits, the lowest first, the eighth bit set on all but the
 * last (LEB128). An even number `2n` is a cell with content `n`; an odd number `2n + 1` repeats the cell before `n` times.
 */

/** @param cells the content of each slot; holes at the end may be left out */
export function encodeCells(cells: ArrayLike<number>): string {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === 0) end--;
  let bytes = '';
  for (let at = 0; at < end;) {
    const content = cells[at]!;
    let behind = at + 1;
    while (behind < end && cells[behind] === content) behind++;
    bytes += groupsOf(content * 2);
    if (behind - at > 1) bytes += groupsOf((behind - at - 1) * 2 + 1);
    at = behind;
  }
  return btoa(bytes);
}

/**
 * Reads what {@link encodeCells} wrote.
 * @param slots how many cells there are; those beyond the text are holes, those beyond `slots` are left out
 */
export function decodeCells(text: string, slots: number): Uint32Array {
  const bytes = atob(text);
  const cells = new Uint32Array(slots);
  let slot = 0;
  let content = 0;
  for (let at = 0; at < bytes.length && slot < slots;) {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes.charCodeAt(at++);
      number += (byte & 127) * factor;
      if (byte < 128 || at >= bytes.length) break;
    }
    if (number % 2 === 0) {
      content = number / 2;
      cells[slot++] = content;
    } else {
      const repeated = (number - 1) / 2;
      cells.fill(content, slot, slot + repeated);
      slot += repeated;
    }
  }
  return cells;
}

function groupsOf(number: number): string {
  let groups = '';
  for (; number >= 128; number = Math.floor(number / 128)) groups += String.fromCharCode((number % 128) + 128);
  return groups + String.fromCharCode(number);
}
