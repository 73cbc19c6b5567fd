/** Dates and times as XML Schema writes them (XSD 1.0 Datatypes 3.2.7), as far as the domain reads them. */

import { interned } from '../xml/strings';

/** The fields of a dateTime, as they are written: no time zone is applied. */
export interface DateTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** `Z`, `+01:00`, or empty where none is given. */
  readonly zone: string;
}

const DATE_TIME = /^(-?\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/;

/** Splits a dateTime into its fields; `null` where it is not one. The schema checks that the day exists in its month. */
export function parseDateTime(value: string): DateTime | null {
  const found = DATE_TIME.exec(value);
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', zone = ''] = found;
  return { year, month, day, hour, minute, second, zone };
}

/**
 * The instant of a dateTime in milliseconds since 1970; without a time zone, UTC is assumed. `null` where it is not a
 * dateTime or its day does not exist.
 */
export function instantOf(value: string): number | null {
  return momentOf(value)?.instant ?? null;
}

/** Whether a value is a dateTime without a time zone. */
export function isZoneless(value: string): boolean {
  return momentOf(value)?.isZoneless ?? false;
}

/** A dateTime as rules compare it. */
export interface Moment {
  /** Milliseconds since 1970; `null` where the day does not exist. */
  readonly instant: number | null;
  readonly isZoneless: boolean;
  /** Of its time zone from UTC, in milliseconds; `null` where it has none. */
  readonly offset: number | null;
}

/** A publication has thousands of dates, most of them repeated. */
const MAX_MOMENTS = 4_096;
/** Longer values are not memoised. */
const MAX_LENGTH = 40;
const moments = new Map<string, Moment | null>();

/** A dateTime as rules compare it; `null` where the value is not one. Memoised by value. */
export function momentOf(value: string): Moment | null {
  if (value === '' || value.length > MAX_LENGTH) return readMoment(value);
  let moment = moments.get(value);
  if (moment === undefined) {
    moment = readMoment(value);
    if (moments.size >= MAX_MOMENTS) moments.clear();
    moments.set(interned(value), moment);
  }
  return moment;
}

function readMoment(value: string): Moment | null {
  const fields = parseDateTime(value);
  return fields && { instant: instantAt(fields), isZoneless: fields.zone === '', offset: offsetOf(fields.zone) };
}

function offsetOf(zone: string): number | null {
  if (zone === '') return null;
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function instantAt(fields: DateTime): number | null {
  const { year, month, day, hour, minute, second, zone } = fields;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone || 'Z'}`);
  return Number.isNaN(instant) || !isInMonth(year, month, day) ? null : instant;
}

/** Some engines read the 30th of February as the 2nd of March. */
function isInMonth(year: string, month: string, day: string): boolean {
  return new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
}

/** Milliseconds of a day. Many dates are only days, with midnight as their time, so rules compare days. */
export const DAY = 86_400_000;

/** The start of the UTC day of an instant, as a dateTime. */
export function startOfDay(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** Whether a moment is on a day after that of an instant, by the time zone of the moment; without one, by the one furthest ahead. */
export function isOnLaterDay({ instant, offset }: Moment, than: number): boolean {
  const ahead = offset ?? MAX_OFFSET;
  return instant !== null && dayOf(instant + (offset ?? 0)) > dayOf(than + ahead);
}

/** The largest offset from UTC, in milliseconds. */
const MAX_OFFSET = 14 * 3_600_000;

/** The UTC day of an instant, counted from 1970. */
export function dayOf(instant: number): number {
  return Math.floor(instant / DAY);
}
