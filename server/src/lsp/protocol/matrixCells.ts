/**
 * The encoding of the cells of a row: run-length, because a row of 500 products mostly has the same content for many of
 * them, or none.
 *
 * The text is base64 of a sequence of numbers in LEB128: groups of seven bits, the lowest first, the eighth bit set on all but
 * the last. An even number `2n` is a cell with content `n`; an odd number `2n + 1` repeats the previous cell `n` times.
 */

/** @param cells the number of the content of each slot; trailing zeros are not encoded */
export function encodeCells(cells: ArrayLike<number>): string {
  let end = cells.length;
  while (end > 0 && cells[end - 1] === 0) end--;
  let bytes = '';
  for (let start = 0; start < end;) {
    const content = cells[start]!;
    let next = start + 1;
    while (next < end && cells[next] === content) next++;
    bytes += leb128(content * 2);
    if (next - start > 1) bytes += leb128((next - start - 1) * 2 + 1);
    start = next;
  }
  return btoa(bytes);
}

/**
 * Decodes the text of {@link encodeCells}. Throws if it is not base64.
 * @param slots number of cells; missing ones are 0, surplus ones are dropped
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

function leb128(number: number): string {
  let groups = '';
  for (; number >= 128; number = Math.floor(number / 128)) groups += String.fromCharCode((number % 128) + 128);
  return groups + String.fromCharCode(number);
}
