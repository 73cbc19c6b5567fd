/** Numbers as people write them: with a comma, with groups of digits, with blanks and units. */
import { anotherValue, fits } from './place';

const NUMERIC: ReadonlySet<string | null> = new Set(['decimal', 'float', 'double']);

/** The number in the text, in the way that XML Schema writes it. */
export const numberValue = anotherValue(function* ({ text, members }) {
  if (!members.some(({ primitive }) => NUMERIC.has(primitive))) return;
  const bare = text.trim().replace(/[\s\u00a0\u202f']/g, '');
  const [sign, digits] = /^[+\-−–]/.test(bare) ? [bare.startsWith('+') ? '' : '-', bare.slice(1)] : ['', bare];
  const known = readings(digits);
  for (const { value, preferred } of known) yield { value: `${sign}${value}`, preferred };
  if (known.length > 0) return;
  // The number in front of a unit or behind a currency.
  const [number] = /[+-]?\d+(?:\.\d+)?/.exec(text) ?? [];
  if (number !== undefined) yield { value: number };
});

/** What a run of digits, commas and points may mean. */
function readings(digits: string): { value: string; preferred: boolean }[] {
  if (/^\d+(\.\d*)?$/.test(digits)) return [{ value: digits.replace(/\.0*$/, ''), preferred: true }];
  if (/^\d*\.\d+$/.test(digits)) return [{ value: digits, preferred: true }];
  // One comma and three digits behind it: a fraction here, a thousand there.
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

/** Zeros that mean nothing away; then as many digits as are allowed. */
export const fewerDigits = anotherValue(function* (place) {
  const trimmed = place.text.trim();
  const meaning = trimmed
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/^([+-]?)0+(?=\d)/, '$1');
  if (meaning !== trimmed) yield { value: meaning, preferred: true };
  const [, fraction] = /\.(\d+)$/.exec(meaning) ?? [];
  if (fraction === undefined) return;
  for (let digits = fraction.length - 1; digits >= 0; digits--) {
    const value = rounded(meaning, digits);
    if (!fits(value, place)) continue;
    yield { value, title: 'Round to {0}' };
    return;
  }
});

/** A decimal rounded half up, by its digits: a floating point number would not hold them. */
function rounded(decimal: string, digits: number): string {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace(/^[+-]/, '').split('.');
  const kept = BigInt(`${whole || '0'}${fraction.slice(0, digits)}`) + (fraction[digits]! >= '5' ? 1n : 0n);
  const text = String(kept).padStart(digits + 1, '0');
  const value = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return `${negative ? '-' : ''}${value}`;
}
