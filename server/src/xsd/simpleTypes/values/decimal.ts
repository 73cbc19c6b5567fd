/** xs:decimal (Datatypes 3.2.3): numbers of any size, kept as their digits. */
import type { OrderedSpace } from './order';

/** A decimal number; zero is never negative. */
export interface Decimal {
  readonly negative: boolean;
  /** Digits before the point without leading zeros. */
  readonly whole: string;
  /** Digits behind the point without trailing zeros. */
  readonly fraction: string;
}

const DECIMAL = /^([+-]?)0*(\d*)(?:\.(\d*))?$/;
const LEXICAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The order of xs:decimal, which is total. */
export const decimals: OrderedSpace<Decimal> = { parse: parseDecimal, compare: compareDecimals };

/** Whether a text is in the lexical space: an optional sign, digits, at most one point. */
export function isDecimal(text: string): boolean {
  return LEXICAL.test(text);
}

/** The number that a text of the lexical space stands for. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text)!;
  const digits = withoutTrailingZeros(fraction);
  return { negative: sign === '-' && (whole !== '' || digits !== ''), whole, fraction: digits };
}

/** Equal for equal numbers: `-1.5`, `0`, `.25`. */
export function decimalKey({ negative, whole, fraction }: Decimal): string {
  const digits = fraction === '' ? whole || '0' : `${whole}.${fraction}`;
  return negative ? `-${digits}` : digits;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.negative !== b.negative) return a.negative ? -1 : 1;
  const magnitude =
    a.whole.length - b.whole.length || compareDigits(a.whole, b.whole) || compareDigits(a.fraction, b.fraction);
  return a.negative ? -magnitude : magnitude;
}

/** Decimal digits needed (4.3.11): as many as the number has, and no fewer than stand behind the point. */
export function totalDigits({ whole, fraction }: Decimal): number {
  return whole.length + fraction.length;
}

/** Digits strings compared as text: right for fractions, and for whole numbers of one length. */
export function compareDigits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A fraction's digits without the zeros that do not count. */
export function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return end === digits.length ? digits : digits.slice(0, end);
}
