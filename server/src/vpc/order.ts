/** Compares texts as people sort them: numbers in them by their size (`KB900` before `KB1000`), the rest by code units. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [naturalKey(a), naturalKey(b)];
  if (left === right) return a < b ? -1 : a > b ? 1 : 0;
  return left < right ? -1 : 1;
}

const LONGEST_NUMBER = 20;

/** What stands for a text in an order by code units, so that the order is as people sort: for whoever sorts much. */
export function naturalKey(text: string): string {
  return text.replace(/\d+/g, (digits) => digits.padStart(LONGEST_NUMBER, '0'));
}
