/** Hash algorithms of downloads (FIPS 180-4; RFC 1321) and the lengths of their hashes. */

/** The usual name of an algorithm, and the number of hexadecimal digits of its hashes. */
export interface HashAlgorithm {
  readonly name: string;
  readonly digits: number;
}

const ALGORITHMS: readonly HashAlgorithm[] = [
  { name: 'MD5', digits: 32 },
  { name: 'SHA-1', digits: 40 },
  { name: 'SHA-224', digits: 56 },
  { name: 'SHA-256', digits: 64 },
  { name: 'SHA-384', digits: 96 },
  { name: 'SHA-512', digits: 128 },
];

const byName = new Map(ALGORITHMS.map((algorithm) => [plain(algorithm.name), algorithm]));

/** The algorithm of a name, compared by its letters and digits only; `undefined` where it is not known. */
export function hashAlgorithm(written: string): HashAlgorithm | undefined {
  return byName.get(plain(written));
}

/** The name of the algorithm whose hashes have `digits` hexadecimal digits; `undefined` where there is none. */
export function algorithmByDigits(digits: number): string | undefined {
  return ALGORITHMS.find((algorithm) => algorithm.digits === digits)?.name;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
