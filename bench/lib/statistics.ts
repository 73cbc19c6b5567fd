/** Statistics of measurements. */

/** The median; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The smallest measured value that at least 95 % of the values do not exceed (nearest rank). */
export function p95(values: readonly number[]): number {
  return ascending(values)[Math.ceil(values.length * 0.95) - 1]!;
}

function ascending(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('There is nothing to count: no values were measured.');
  return [...values].sort((a, b) => a - b);
}

/**
 * Runs functions in turns, A B A B, so that other load on the machine affects all of them.
 * @param rounds how often each runs
 * @returns the results of each, in order
 */
export async function inTurns<K extends string, T>(
  competitors: Readonly<Record<K, () => T | Promise<T>>>,
  rounds: number,
): Promise<Record<K, T[]>> {
  const names = Object.keys(competitors) as K[];
  const results = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = 0; round < rounds; round++) {
    for (const name of names) results[name].push(await competitors[name]());
  }
  return results;
}
