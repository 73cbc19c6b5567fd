/**
 * xs:dateTime and the seven related types (Datatypes 3.2.7 to 3.2.14): lexical spaces, and the order on the time line.
 *
 * A value without time zone can be any of the instants within 14 hours of itself, so that its order with a zoned value is
 * defined only if it is the same for all of them (3.2.7.4).
 */
import { compareDigits, withoutTrailingZeros, type OrderedSpace } from './numbers';
import type { ShortMonth } from '../types';

export type DateTypeName = 'dateTime' | 'date' | 'time' | 'gYearMonth' | 'gYear' | 'gMonthDay' | 'gDay' | 'gMonth';

/** The start of a value on the time line, in UTC if it has a zone. */
export interface Instant {
  readonly zoned: boolean;
  /** Unlimited; there is no year 0, the year before 1 is -1. */
  readonly year: bigint;
  readonly month: number;
  readonly day: number;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly second: number;
  /** Fraction digits of the second, without trailing zeros. */
  readonly fraction: string;
}

const YEAR = String.raw`(?<year>(?!-?0000)-?(?:[1-9]\d{4,}|\d{4}))`;
const MONTH = String.raw`(?<month>0[1-9]|1[0-2])`;
const DAY = String.raw`(?<day>0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d)(?:\.(?<fraction>\d+))?|(?<midnight>24):00:00(?:\.0+)?)`;
const ZONE = String.raw`(?<zone>Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?`;

const FORMS: Readonly<Record<DateTypeName, RegExp>> = {
  dateTime: form(`${YEAR}-${MONTH}-${DAY}T${TIME}`),
  date: form(`${YEAR}-${MONTH}-${DAY}`),
  time: form(TIME),
  gYearMonth: form(`${YEAR}-${MONTH}`),
  gYear: form(YEAR),
  gMonthDay: form(`--${MONTH}-${DAY}`),
  gDay: form(`---${DAY}`),
  // The first edition had `--MM--`, which its errata withdrew.
  gMonth: form(`--${MONTH}`),
};

function form(pattern: string): RegExp {
  return new RegExp(`^${pattern}${ZONE}$`);
}

/** Whether a text, whitespace collapsed, is in the lexical space of that type: its form, and that the month has the day. */
export function isDate(type: DateTypeName, text: string): boolean {
  if (!FORMS[type].test(text)) return false;
  switch (type) {
    case 'dateTime':
    case 'date': {
      const yearEnd = text.indexOf('-', 4);
      return isDayOfMonth(text, yearEnd + 1, () => isLeap(lastDigits(text.slice(0, yearEnd))));
    }
    case 'gMonthDay':
      return isDayOfMonth(text, 2, () => true);
    default:
      return true;
  }
}

const SHORT_MONTHS: Readonly<Record<number, ShortMonth>> = { 4: 'april', 6: 'june', 9: 'september', 11: 'november' };

/** The month of a text that has the form of a date, but a day that its month lacks; `null` for any other text. */
export function missingDay(type: string | null, text: string): { month: ShortMonth; year: string } | null {
  if ((type !== 'dateTime' && type !== 'date' && type !== 'gMonthDay') || isDate(type, text)) return null;
  const { year = '', month } = FORMS[type].exec(text)?.groups ?? {};
  if (month === undefined) return null;
  const isCommon = year !== '' && !isLeap(lastDigits(year));
  return { month: SHORT_MONTHS[Number(month)] ?? (isCommon ? 'february' : 'leapFebruary'), year };
}

/** Whether the month has the day, in a text with `MM-DD` at `start`. */
function isDayOfMonth(text: string, start: number, leap: () => boolean): boolean {
  const day = Number(text.slice(start + 3, start + 5));
  if (day <= 28) return true;
  const month = Number(text.slice(start, start + 2));
  return day <= daysIn(month, month === 2 && leap());
}

/** The ordered value space of one of the types. */
export function dateSpace(type: DateTypeName): OrderedSpace<Instant> {
  return { parse: (text) => parseInstant(type, text), compare: compareInstants };
}

/** Equal for equal instants. */
export function instantKey({ zoned, year, month, day, minute, second, fraction }: Instant): string {
  return `${year}-${month}-${day} ${minute}:${second}.${fraction}${zoned ? 'Z' : ''}`;
}

/** Values of absent fields: a leap year and a month of 31 days, so that every day exists. */
const REFERENCE = { year: 2000n, month: 1, day: 1 };

function parseInstant(type: DateTypeName, text: string): Instant {
  const { year, month, day, hour, minute, second, fraction, midnight, zone } = FORMS[type].exec(text)!.groups!;
  const local = {
    zoned: zone !== undefined,
    year: year === undefined ? REFERENCE.year : BigInt(year),
    month: Number(month ?? REFERENCE.month),
    day: Number(day ?? REFERENCE.day),
    // 24:00 is midnight of the next day; for a time, which recurs every day (3.2.8), it is 00:00.
    minute:
      midnight !== undefined && type === 'dateTime' ? MINUTES_PER_DAY : Number(hour ?? 0) * 60 + Number(minute ?? 0),
    second: Number(second ?? 0),
    fraction: withoutTrailingZeros(fraction ?? ''),
  };
  return shifted(local, -zoneMinutes(zone));
}

/** The offset from UTC in minutes of `Z`, `+01:00` or no zone. */
function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

const MINUTES_PER_DAY = 24 * 60;

/** An instant some minutes later; at most a day either way. */
function shifted(instant: Instant, minutes: number): Instant {
  let minute = instant.minute + minutes;
  let { year, month, day } = instant;
  if (minute >= MINUTES_PER_DAY) {
    minute -= MINUTES_PER_DAY;
    if (++day > daysIn(month, isLeap(year))) {
      day = 1;
      if (++month > 12) {
        month = 1;
        year = year === -1n ? 1n : year + 1n;
      }
    }
  } else if (minute < 0) {
    minute += MINUTES_PER_DAY;
    if (--day < 1) {
      if (--month < 1) {
        month = 12;
        year = year === 1n ? -1n : year - 1n;
      }
      day = daysIn(month, isLeap(year));
    }
  }
  return { ...instant, year, month, day, minute };
}

function compareInstants(a: Instant, b: Instant): number {
  if (a.zoned === b.zoned) return compareFields(a, b);
  if (!a.zoned) return -compareInstants(b, a);
  const earliest = compareFields(a, shifted(b, -14 * 60));
  const latest = compareFields(a, shifted(b, 14 * 60));
  return earliest < 0 ? -1 : latest > 0 ? 1 : NaN;
}

function compareFields(a: Instant, b: Instant): number {
  if (a.year !== b.year) return a.year < b.year ? -1 : 1;
  return (
    a.month - b.month ||
    a.day - b.day ||
    a.minute - b.minute ||
    a.second - b.second ||
    compareDigits(a.fraction, b.fraction)
  );
}

/** Days of a month, 1 to 12. */
function daysIn(month: number, leap: boolean): number {
  if (month === 2) return leap ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** By the proleptic Gregorian calendar. */
function isLeap(year: bigint): boolean {
  const inCycle = Number(year % 400n);
  return inCycle % 4 === 0 && (inCycle % 100 !== 0 || inCycle === 0);
}

/** The last four digits decide whether a year is a leap year. */
function lastDigits(year: string): bigint {
  return BigInt(year.slice(-4));
}
