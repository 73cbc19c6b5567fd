/** xs:decimal, xs:float and xs:double (Datatypes 3.2.3 to 3.2.5), and the order of ordered value spaces. */

/** The value space of a primitive datatype that has an order (Datatypes 2.4.1.2). */
export interface OrderedSpace<V> {
  /** The value of a text that is in the lexical space, whitespace collapsed. */
  parse(text: string): V;
  /** Negative, zero or positive; `NaN` for incomparable values (dates with and without time zone, durations). */
  compare(a: V, b: V): number;
}

/** A decimal number of any size, as its digits; zero is never negative. */
export interface Decimal {
  readonly negative: boolean;
  /** Digits before the point without leading zeros. */
  readonly whole: string;
  /** Digits after the point without trailing zeros. */
  readonly fraction: string;
}

const DECIMAL_PARTS = /^([+-]?)0*(\d*)(?:\.(\d*))?$/;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** The order of xs:decimal, which is total. */
export const decimals: OrderedSpace<Decimal> = { parse: parseDecimal, compare: compareDecimals };

/** Whether a text is in the lexical space: an optional sign, digits, at most one point. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** The number that a text of the lexical space denotes. */
export function parseDecimal(text: string): Decimal {
  const [, sign, whole = '', fraction = ''] = DECIMAL_PARTS.exec(text)!;
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

/** Number of decimal digits (4.3.11): those of the number, at least those after the point. */
export function totalDigits({ whole, fraction }: Decimal): number {
  return whole.length + fraction.length;
}

/** Compares digit strings as text: correct for fractions, and for whole numbers of equal length. */
export function compareDigits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The digits of a fraction without trailing zeros. */
export function withoutTrailingZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end--;
  return end === digits.length ? digits : digits.slice(0, end);
}

const FLOAT = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|-?INF|NaN)$/;

/** Whether a text is in the lexical space of xs:float and xs:double; `+INF` is XSD 1.1. */
export function isFloat(text: string): boolean {
  return FLOAT.test(text);
}

/** The order of xs:double: that of IEEE 754, but NaN equals itself. */
export const doubles: OrderedSpace<number> = { parse: parseDouble, compare: compareDoubles };

/** The order of xs:float, whose values have 24 bits of precision. */
export const floats: OrderedSpace<number> = {
  parse: (text) => Math.fround(parseDouble(text)),
  compare: compareDoubles,
};

/** Equal for equal values; the two zeros are equal, and so are NaN and NaN. */
export function floatKey(value: number): string {
  return String(value);
}

function parseDouble(text: string): number {
  if (text.endsWith('INF')) return text === 'INF' ? Infinity : -Infinity;
  return Number(text);
}

function compareDoubles(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  return a < b ? -1 : a > b ? 1 : NaN;
}
