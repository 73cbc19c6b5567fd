/** The version of the next edition: the last number is raised by one, with its leading zeros. `null` where there is no number. */
export function nextVersion(version: string): string | null {
  const [, before, number, after] = /^(.*?)(\d+)(\D*)$/s.exec(version) ?? [];
  if (number === undefined) return null;
  return `${before}${(BigInt(number) + 1n).toString().padStart(number.length, '0')}${after}`;
}
