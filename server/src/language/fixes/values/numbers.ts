/** Fixes of numbers with a decimal comma, digit groups, spaces or units. */
import { valueFixes, isValid } from './invalidValue';

const NUMERIC: ReadonlySet<string | null> = new Set(['decimal', 'float', 'double']);

/** The number in the text, in the lexical form of XML Schema. */
export const numberValue = valueFixes(function* ({ text, members }) {
  if (!members.some(({ primitive }) => NUMERIC.has(primitive))) return;
  const bare = text.trim().replace(/[\s\u00a0\u202f']/g, '');
  const [sign, digits] = /^[+\-−–]/.test(bare) ? [bare.startsWith('+') ? '' : '-', bare.slice(1)] : ['', bare];
  const known = interpretations(digits);
  for (const { value, preferred } of known) yield { value: `${sign}${value}`, preferred };
  if (known.length > 0) return;
  // The number before a unit or after a currency.
  const [number] = /[+-]?\d+(?:\.\d+)?/.exec(text) ?? [];
  if (number !== undefined) yield { value: number };
});

/** The possible values of a text of digits, commas and points. */
function interpretations(digits: string): { value: string; preferred: boolean }[] {
  if (/^\d+(\.\d*)?$/.test(digits)) return [{ value: digits.replace(/\.0*$/, ''), preferred: true }];
  if (/^\d*\.\d+$/.test(digits)) return [{ value: digits, preferred: true }];
  // One separator with three digits after it: a decimal or a thousands separator, depending on the language.
  if (/^\d{1,3},\d{3}$/.test(digits)) return both(digits, ',');
  if (/^\d{1,3}\.\d{3}$/.test(digits)) return both(digits, '.');
  if (/^\d*,\d+$/.test(digits)) return [{ value: digits.replace(',', '.'), preferred: true }];
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(digits))
    return [{ value: digits.replaceAll('.', '').replace(',', '.'), preferred: true }];
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) return [{ value: digits.replaceAll(',', ''), preferred: true }];
  return [];
}

function both(digits: string, separator: string): { value: string; preferred: boolean }[] {
  return [
    { value: digits.replace(separator, ''), preferred: false },
    { value: digits.replace(separator, '.'), preferred: false },
  ];
}

/** Removes insignificant zeros, then rounds to the allowed number of digits. */
export const fewerDigits = valueFixes(function* (invalid) {
  const trimmed = invalid.text.trim();
  const significant = trimmed
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^([+-]?)0+(?=\d)/, '$1');
  if (significant !== trimmed) yield { value: significant, preferred: true };
  const [, fraction] = /\.(\d+)$/.exec(significant) ?? [];
  if (fraction === undefined) return;
  for (let digits = fraction.length - 1; digits >= 0; digits--) {
    const value = rounded(significant, digits);
    if (!isValid(value, invalid)) continue;
    yield { value, title: 'Round to {0}' };
    return;
  }
});

/** A decimal rounded half up; computed on its digits, as a floating-point number would lose some. */
function rounded(decimal: string, digits: number): string {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace(/^[+-]/, '').split('.');
  const kept = BigInt(`${whole || '0'}${fraction.slice(0, digits)}`) + (fraction[digits]! >= '5' ? 1n : 0n);
  const text = String(kept).padStart(digits + 1, '0');
  const value = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${negative ? '-' : ''}${value}`;
}
