/** Compares texts in natural order: numbers in them by their value (`KB900` before `KB1000`), the rest by code units. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [naturalKey(a), naturalKey(b)];
  if (left === right) return a < b ? -1 : a > b ? 1 : 0;
  return left < right ? -1 : 1;
}

/**
 * A sort key of a text: the order of the keys by code units is the natural order of the texts. Numbers that differ only in
 * leading zeros have equal keys.
 */
export function naturalKey(text: string): string {
  return text.replace(/\d+/g, numberKey);
}

/**
 * Numbers of any length compare by their number of digits, then by the digits. The first digit is the length of the number
 * of digits, which is below 10 because a text has fewer than 10^9 UTF-16 units.
 */
function numberKey(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, '');
  const length = String(significant.length);
  return `${length.length}${length}${significant}`;
}
