/** xs:float and xs:double (Datatypes 3.2.4, 3.2.5). */
import type { OrderedSpace } from './order';

const LEXICAL = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|-?INF|NaN)$/;

/** Whether a text is in the lexical space that both types share; `+INF` came with XSD 1.1. */
export function isFloat(text: string): boolean {
  return LEXICAL.test(text);
}

/** The order of xs:double: that of IEEE 754, but NaN equals itself. */
export const doubles: OrderedSpace<number> = { parse: parseDouble, compare: compareNumbers };

/** The order of xs:float, whose values have 24 bits of precision. */
export const floats: OrderedSpace<number> = {
  parse: (text) => Math.fround(parseDouble(text)),
  compare: compareNumbers,
};

/** Equal for equal values; the two zeros are equal, and so are NaN and NaN. */
export function floatKey(value: number): string {
  return String(value);
}

function parseDouble(text: string): number {
  if (text.endsWith('INF')) return text === 'INF' ? Infinity : -Infinity;
  return Number(text);
}

function compareNumbers(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  return a < b ? -1 : a > b ? 1 : NaN;
}
