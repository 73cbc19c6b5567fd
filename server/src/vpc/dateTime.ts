/** Dates and times as XML Schema writes them (XSD 1.0 Datatypes 3.2.7), as far as the domain looks into them. */

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
  const fields = parseDateTime(value);
  if (fields === null) return null;
  const { year, month, day, hour, minute, second, zone } = fields;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone || 'Z'}`);
  return Number.isNaN(instant) || !isInMonth(year, month, day) ? null : instant;
}

/** Some engines take the 30th of February for the 2nd of March. */
function isInMonth(year: string, month: string, day: string): boolean {
  return new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
}
