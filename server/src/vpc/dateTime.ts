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

const DATE_TIME =
  /^(?<year>-?\d{4,})-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d(?:\.\d+)?)(?<zone>Z|[+-]\d\d:\d\d)?$/;

/** Splits a dateTime into its fields; `null` where it is none. That the day exists in its month is the schema's business. */
export function parseDateTime(value: string): DateTime | null {
  const fields = DATE_TIME.exec(value)?.groups;
  return fields === undefined ? null : ({ zone: '', ...defined(fields) } as unknown as DateTime);
}

/**
 * A moment in milliseconds since 1970; without a time zone it is taken as UTC. `null` where it is no dateTime.
 */
export function instantOf(value: string): number | null {
  const fields = parseDateTime(value);
  if (fields === null) return null;
  const { year, month, day, hour, minute, second, zone } = fields;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone || 'Z'}`);
  return Number.isNaN(instant) ? null : instant;
}

function defined(groups: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}
