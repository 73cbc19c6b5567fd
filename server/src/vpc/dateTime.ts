/** Dates and times as XML Schema writes them (XSD 1.0 Datatypes 3.2.7), as far as the domain looks into them. */

import { shared } from '../xml/own';

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

/** Splits a dateTime into its fields; `null` where it is none. That the day exists in its month is the schema's business. */
export function parseDateTime(value: string): DateTime | null {
  const found = DATE_TIME.exec(value);
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', zone = ''] = found;
  return { year, month, day, hour, minute, second, zone };
}

/**
 * A moment in milliseconds since 1970; without a time zone it is taken as UTC. `null` where it is no dateTime, or a day
 * that does not exist.
 */
export function instantOf(value: string): number | null {
  return momentOf(value)?.instant ?? null;
}

/** Whether a date is one and has no time zone. */
export function isZoneless(value: string): boolean {
  return momentOf(value)?.isZoneless ?? false;
}

/** What rules want to know of a dateTime. */
export interface Moment {
  readonly instant: number | null;
  readonly isZoneless: boolean;
}

/** A publication has thousands of dates, and most of them many times. */
const MOST_MOMENTS = 4_096;
/** Longer ones are read each time. */
const LONGEST_MOMENT = 40;
const moments = new Map<string, Moment | null>();

/** What rules want to know of a dateTime; `null` where it is none. What was asked before is remembered. */
export function momentOf(value: string): Moment | null {
  if (value === '' || value.length > LONGEST_MOMENT) return readMoment(value);
  let moment = moments.get(value);
  if (moment === undefined) {
    moment = readMoment(value);
    if (moments.size >= MOST_MOMENTS) moments.clear();
    moments.set(shared(value), moment);
  }
  return moment;
}

function readMoment(value: string): Moment | null {
  const fields = parseDateTime(value);
  return fields && { instant: instantAt(fields), isZoneless: fields.zone === '' };
}

function instantAt(fields: DateTime): number | null {
  const { year, month, day, hour, minute, second, zone } = fields;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone || 'Z'}`);
  return Number.isNaN(instant) || !isInMonth(year, month, day) ? null : instant;
}

/** Some engines take the 30th of February for the 2nd of March. */
function isInMonth(year: string, month: string, day: string): boolean {
  return new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
}
