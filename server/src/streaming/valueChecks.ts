/** Validates values by their bytes, and caches the results of recent values. */
import type { SimpleType } from '../xsd/components';
import { check } from '../xsd/simpleTypes';
import type { Run } from '../xsd/validate/run';
import { Scope } from '../xml/namespaces';

/** Longer values are validated each time, in bytes. */
const MAX_CACHED_LENGTH = 64;
/** The number of cached values of a type; a power of two. A new one replaces the one in its slot. */
const SLOTS = 1024;

/** Accepts values of one simple type. A refused value may be valid. */
export interface ValueCheck {
  /** @param hash of the value: equal for equal ones */
  accepts(bytes: Uint8Array, start: number, end: number, hash: number): boolean;
}

/** The check of a type; `null` where any text is valid; `undefined` where validity depends on more than the text. */
export function valueCheckOf(type: SimpleType, run: Run): ValueCheck | null | undefined {
  if (type.usesIds || type.usesScope || type.usesEntities) return undefined;
  if (type.space.check === null) return null;
  const quick = type.builtin && type.name === 'dateTime' ? isDateTime : null;
  return new CachedCheck(type, run, quick);
}

type Quick = (bytes: Uint8Array, start: number, end: number) => boolean;

/** A check that caches the results of the last values. */
class CachedCheck implements ValueCheck {
  readonly #ends = new Int32Array(SLOTS).fill(-1);
  readonly #isValid = new Uint8Array(SLOTS);
  readonly #values = new Uint8Array(SLOTS * MAX_CACHED_LENGTH);

  constructor(
    private readonly type: SimpleType,
    private readonly run: Run,
    /** Accepts most valid values, faster than the full check. */
    private readonly quick: Quick | null,
  ) {}

  accepts(bytes: Uint8Array, start: number, end: number, hash: number): boolean {
    if (this.quick?.(bytes, start, end)) return true;
    const length = end - start;
    if (length > MAX_CACHED_LENGTH) return this.#check(bytes, start, end);
    const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
    const at = slot * MAX_CACHED_LENGTH;
    if (this.#ends[slot] === length && isEqual(this.#values, at, bytes, start, length)) {
      return this.#isValid[slot] === 1;
    }
    const isValid = this.#check(bytes, start, end);
    this.#ends[slot] = length;
    this.#isValid[slot] = isValid ? 1 : 0;
    this.#values.set(bytes.subarray(start, end), at);
    return isValid;
  }

  #check(bytes: Uint8Array, start: number, end: number): boolean {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end));
    return check(this.type, text, this.run.values(Scope.ROOT)) === null;
  }
}

function isEqual(some: Uint8Array, at: number, others: Uint8Array, from: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (some[at + i] !== others[from + i]) return false;
  return true;
}

const ZERO = 0x30;
const DASH = 0x2d;
const COLON = 0x3a;
const DATE_TIME_SHAPE = new TextEncoder().encode('0000-00-00T00:00:00');

/** Whether bytes are a `dateTime` in its usual form (Datatypes 3.2.7): a year of four digits; `Z`, an offset or nothing. */
function isDateTime(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 19 || length > 25) return false;
  for (let i = 0; i < 19; i++) {
    const expected = DATE_TIME_SHAPE[i]!;
    const found = bytes[start + i]!;
    if (expected === ZERO ? found < ZERO || found > 0x39 : found !== expected) return false;
  }
  const two = (at: number): number => (bytes[start + at]! - ZERO) * 10 + bytes[start + at + 1]! - ZERO;
  const month = two(5);
  const day = two(8);
  // Days from the 29th on depend on month and year; year 0 and hour 24 have rules of their own: all left to the full check.
  if (month < 1 || month > 12 || day < 1 || day > 28 || two(0) === 0) return false;
  if (two(11) > 23 || two(14) > 59 || two(17) > 59) return false;
  if (length === 19) return true;
  if (length === 20) return bytes[start + 19] === 0x5a;
  if (length !== 25 || bytes[start + 22] !== COLON) return false;
  const sign = bytes[start + 19]!;
  if (sign !== 0x2b && sign !== DASH) return false;
  for (const at of [20, 21, 23, 24]) if (bytes[start + at]! < ZERO || bytes[start + at]! > 0x39) return false;
  return two(20) <= 13 && two(23) <= 59;
}
