/** Addresses of cells, as spreadsheets write them. */

/** The letters of a column: 0 is `A`, 26 is `AA`. @param column from 0 */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The address of a cell: `B12`. @param row from 1 @param column from 0 */
export function addressOf(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** A letter or two more than the last column that spreadsheets have. */
const ADDRESS = /^([A-Z]{1,3})([1-9]\d{0,6})$/;

/** Reads an address; `null` for any other text. @returns row from 1, column from 0 */
export function placeOfAddress(address: string): { readonly row: number; readonly column: number } | null {
  const [, letters, digits] = ADDRESS.exec(address) ?? [];
  if (letters === undefined) return null;
  let column = 0;
  for (let index = 0; index < letters.length; index++) column = column * 26 + letters.charCodeAt(index) - 64;
  return { row: Number(digits), column: column - 1 };
}
