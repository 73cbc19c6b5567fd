/** Dates and times as people write them, taken apart. Nothing here knows XML Schema. */

/** A day. `sure`: the text can mean no other. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly sure: boolean;
}

/** A time of day, with the zone that is written with it (`''` for none). */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** With its fraction, as it is written. */
  readonly second: string;
  readonly zone: string;
}

/** What a text says: the days that it may mean, and the time; `null` for no time. */
export interface Reading {
  readonly days: readonly Day[];
  readonly clock: Clock | null;
}

/** The first letters of the months, in English, German, French, Spanish and Italian. */
const MONTHS: readonly RegExp[] = [
  /^(jan|jän|ene|gen)/,
  /^(feb|fév|fev)/,
  /^(mar|mär|mrz|maerz)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aoû|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott)/,
  /^(nov)/,
  /^(dec|dez|déc|dic)/,
];
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-zäé]*\.?,?\s+/i;
/** Zones by name; those that have a summer time are left out where they do not say which. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['z', 'Z'],
  ['utc', 'Z'],
  ['gmt', 'Z'],
  ['cet', '+01:00'],
  ['mez', '+01:00'],
  ['cest', '+02:00'],
  ['mesz', '+02:00'],
  ['est', '-05:00'],
  ['edt', '-04:00'],
  ['pst', '-08:00'],
  ['pdt', '-07:00'],
]);

/** Takes a text apart; `null` where it is no date. */
export function readDate(text: string): Reading | null {
  const plain = text
    .trim()
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(WEEKDAY, '');
  const [date, rest] = splitDate(plain);
  if (date === null) return null;
  const days = daysIn(date).filter(exists);
  const clock = rest === '' ? null : readClock(rest);
  return days.length === 0 || (rest !== '' && clock === null) ? null : { days, clock };
}

/** The time of day in a text; `null` where it is none. */
export function readClock(text: string): Clock | null {
  const match =
    /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{1,2})(?:[:.](?<second>\d{1,2}(?:[.,]\d+)?))?)?\s*(?:Uhr|h)?\s*(?<half>[ap]\.?m\.?)?\s*(?<zone>z|[a-z]{3,4}|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d\d)?)?$/i.exec(
      text.trim(),
    ) ??
    /^(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d(?:[.,]\d+)?)?\s*(?<half>[ap]m)?\s*(?<zone>z|[+-]\d\d(?::?\d\d)?)?$/i.exec(
      text.trim(),
    );
  if (match?.groups === undefined) return null;
  const { hour = '', minute, second = '0', half, zone = '' } = match.groups;
  if (minute === undefined && half === undefined) return null;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  const offset = zoneOf(zone.trim());
  return offset === null
    ? null
    : { hour: hours, minute: Number(minute ?? 0), second: second.replace(',', '.'), zone: offset };
}

function zoneOf(text: string): string | null {
  if (text === '') return '';
  const named = ZONES.get(text.toLowerCase());
  if (named !== undefined) return named;
  const [, sign, hours, minutes = '00'] = /^(?:utc|gmt)?\s*([+-])(\d{1,2}):?(\d\d)?$/i.exec(text) ?? [];
  return sign === undefined ? null : `${sign}${hours!.padStart(2, '0')}:${minutes}`;
}

/** The part of a text that is the date, and the rest, without what separates the two. */
function splitDate(text: string): [date: string | null, rest: string] {
  const date =
    /^(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{8}(?!\d)|\d{1,2}[-/.] ?\d{1,2}[-/.] ?(?:\d{4}|\d\d)(?!\d)|\d{1,2}\.?[- ]?[a-zäéû]{3,}\.?,?[- ]?\d{4}|[a-zäéû]{3,}\.? ?\d{1,2}(?:st|nd|rd|th)?,? \d{4})/i.exec(
      text,
    )?.[0];
  if (date === undefined) return [null, text];
  return [date, text.slice(date.length).replace(/^(?:t|,| um| at)?\s*/i, '')];
}

function daysIn(date: string): Day[] {
  const numbers = (date.match(/\d+/g) ?? []).map(Number);
  const word = /[a-zäéû]{3,}/i.exec(date.replace(/(?<=\d)(?:st|nd|rd|th)\b/, ''))?.[0].toLowerCase();
  if (word !== undefined) {
    const month = MONTHS.findIndex((name) => name.test(word)) + 1;
    return month === 0 ? [] : [{ year: numbers[1]!, month, day: numbers[0]!, sure: true }];
  }
  if (/^\d{8}$/.test(date)) {
    return [
      { year: Number(date.slice(0, 4)), month: Number(date.slice(4, 6)), day: Number(date.slice(6)), sure: true },
    ];
  }
  const [first, second, third] = numbers as [number, number, number];
  if (/^\d{4}/.test(date)) return [{ year: first, month: second, day: third, sure: true }];
  const hasCentury = /\d{4}$/.test(date);
  const year = hasCentury ? third : 2000 + third;
  const european = { year, month: second, day: first, sure: hasCentury };
  // Points are written between day, month and year in this order only; with / and - both orders are in use.
  if (date.includes('.') || first === second) return [european];
  const american = { year, month: first, day: second, sure: hasCentury };
  const possible = [european, american].filter(exists);
  return possible.length === 1 ? possible : possible.map((day) => ({ ...day, sure: false }));
}

/** Whether there is such a day. */
function exists({ year, month, day }: Day): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The day behind a day. */
export function nextDay({ year, month, day, sure }: Day): Day {
  if (day < daysInMonth(year, month)) return { year, month, day: day + 1, sure };
  return month < 12 ? { year, month: month + 1, day: 1, sure } : { year: year + 1, month: 1, day: 1, sure };
}
