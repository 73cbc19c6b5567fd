/** Values of cells as people write them. */
import type { CellKind } from '../tables/sheets';

/** A value that was understood, or why not: an English template for the value as its argument. */
export type ReadValue<T> =
  { readonly value: T; readonly problem: null } | { readonly value: null; readonly problem: string };

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januar', 'jänner', 'jan'],
  ['february', 'februar', 'feb'],
  ['march', 'märz', 'maerz', 'mar', 'mär', 'mrz'],
  ['april', 'apr'],
  ['may', 'mai'],
  ['june', 'juni', 'jun'],
  ['july', 'juli', 'jul'],
  ['august', 'aug'],
  ['september', 'sep', 'sept'],
  ['october', 'oktober', 'oct', 'okt'],
  ['november', 'nov'],
  ['december', 'dezember', 'dec', 'dez'],
];

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$/;
const DOTS = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const SLASHES = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const DAY_FIRST = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*(\p{L}+)\.?,?[\s-]*(\d{4})$/u;
const MONTH_FIRST = /^(\p{L}+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

const NO_DATE = '"{0}" is not a date. Write it as 2026-03-10.';

/**
 * A date: `2026-03-10`, `10.03.2026`, `10. March 2026`; with slashes only where day and month cannot be exchanged.
 * @returns a day as `2026-03-10`, or a date and time as XML Schema writes it
 */
export function readDate(text: string, kind: CellKind): ReadValue<string> {
  if (kind === 'number') return refused('"{0}" is a number. Format the cell as a date, or write it as 2026-03-10.');
  const given = text.trim();
  if (DATE_TIME.test(given)) return understood(given.replace(' ', 'T').replace(/(T\d\d:\d\d)(?=$|Z|[+-])/, '$1:00'));
  const [, year, month, day] = ISO.exec(given) ?? [];
  if (year !== undefined) return dayOf(year, Number(month), Number(day));
  const [, dotDay, dotMonth, dotYear] = DOTS.exec(given) ?? [];
  if (dotYear !== undefined) return dayOf(dotYear, Number(dotMonth), Number(dotDay));
  const [, first, second, slashYear] = SLASHES.exec(given) ?? [];
  if (slashYear !== undefined) return withSlashes(Number(first), Number(second), slashYear);
  const [, namedDay, name, namedYear] = DAY_FIRST.exec(given) ?? [];
  if (namedYear !== undefined) return dayOf(namedYear, monthOf(name!), Number(namedDay));
  const [, month1, day1, year1] = MONTH_FIRST.exec(given) ?? [];
  return year1 === undefined ? refused(NO_DATE) : dayOf(year1, monthOf(month1!), Number(day1));
}

function withSlashes(first: number, second: number, year: string): ReadValue<string> {
  const isMonth = (number: number): boolean => number >= 1 && number <= 12;
  if (first !== second && isMonth(first) && isMonth(second)) {
    return refused('"{0}" can be two dates: it is unclear which number is the month. Write it as 2026-03-10.');
  }
  return first > 12 ? dayOf(year, second, first) : dayOf(year, first, second);
}

/** The number of a month by its name, from 1; 0 for none. */
function monthOf(name: string): number {
  return MONTHS.findIndex((names) => names.includes(name.toLowerCase())) + 1;
}

function dayOf(year: string, month: number, day: number): ReadValue<string> {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const instant = Date.parse(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
  return exists ? understood(text) : refused(NO_DATE);
}

const YES = new Set(['yes', 'y', 'ja', 'j', 'true', 'wahr', '1', 'x', 'required', 'erforderlich']);
const NO = new Set(['no', 'n', 'nein', 'false', 'falsch', '0', 'not required', 'nicht erforderlich']);

/** Yes or no, in English or German. */
export function readYesNo(text: string): ReadValue<boolean> {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return understood(true);
  return NO.has(word) ? understood(false) : refused('"{0}" is neither yes nor no.');
}

function understood<T>(value: T): ReadValue<T> {
  return { value, problem: null };
}

function refused<T>(problem: string): ReadValue<T> {
  return { value: null, problem };
}
