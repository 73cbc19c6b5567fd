/** Parses dates and times in the usual notations. Independent of XML Schema. */

/** A calendar day. `isUnambiguous`: the text can mean no other. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly isUnambiguous: boolean;
}

/** A time of day, with its zone in the form of XML Schema (`''` for none). */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  /** With the fraction, as written. */
  readonly second: string;
  readonly zone: string;
}

/** The days that a text can mean, and its time; `null` for no time. */
export interface ParsedDate {
  readonly days: readonly Day[];
  readonly time: TimeOfDay | null;
}

/** The first letters of the months in English, German, French, Spanish and Italian. */
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
/** Offsets by zone name; names that do not distinguish standard from summer time (ET, PT) are left out. */
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

/** Parses a date with an optional time; `null` where the text is not a date. Days that do not exist give the nearest ones. */
export function parseDate(text: string): ParsedDate | null {
  const plain = text
    .trim()
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(WEEKDAY, '');
  const serial = serialDate(plain);
  if (serial !== null) return serial;
  const [date, rest] = splitDate(plain);
  if (date === null) return null;
  const written = daysIn(date);
  const existing = written.filter(exists);
  const days = existing.length > 0 ? existing : written.flatMap(nearestDays);
  const time = rest === '' ? null : parseTime(rest);
  return days.length === 0 || (rest !== '' && time === null) ? null : { days, time };
}

/** The serial numbers of 2000 and 2100, between which a number can be a date. */
const [MIN_SERIAL, MAX_SERIAL] = [36_526, 73_051];
/** Serial 0 of spreadsheets, from which they are right for all days after February 1900. */
const SERIAL_ORIGIN = Date.UTC(1899, 11, 30);

/**
 * The date of a spreadsheet that shows its number, as pasted from a cell without a format: `45992` is 2025-12-01, `45992.5` its noon.
 * It is never unambiguous: workbooks from old Macintosh programs count from 1904.
 */
function serialDate(text: string): ParsedDate | null {
  if (!/^\d{5}(?:[.,]\d{1,15})?$/.test(text)) return null;
  const serial = Number(text.replace(',', '.'));
  if (serial < MIN_SERIAL || serial >= MAX_SERIAL) return null;
  const at = new Date(SERIAL_ORIGIN + Math.round(serial * 86_400) * 1_000);
  const day = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    isUnambiguous: false,
  };
  const time = { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: String(at.getUTCSeconds()), zone: '' };
  return { days: [day], time: /[.,]/.test(text) ? time : null };
}

/** Parses a time of day; `null` where the text is not one. */
export function parseTime(text: string): TimeOfDay | null {
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

/** The date at the start of a text and the rest, without the separator. */
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
    return month === 0 ? [] : [{ year: numbers[1]!, month, day: numbers[0]!, isUnambiguous: true }];
  }
  if (/^\d{8}$/.test(date)) {
    return [
      {
        year: Number(date.slice(0, 4)),
        month: Number(date.slice(4, 6)),
        day: Number(date.slice(6)),
        isUnambiguous: true,
      },
    ];
  }
  const [first, second, third] = numbers as [number, number, number];
  if (/^\d{4}/.test(date)) return [{ year: first, month: second, day: third, isUnambiguous: true }];
  const hasCentury = /\d{4}$/.test(date);
  const year = hasCentury ? third : 2000 + third;
  const european = { year, month: second, day: first, isUnambiguous: hasCentury };
  // With points, the order is always day, month, year; with / and - both orders are in use.
  if (date.includes('.') || first === second) return [european];
  const american = { year, month: first, day: second, isUnambiguous: hasCentury };
  const possible = [european, american].filter(exists);
  return possible.length === 1 ? possible : possible.map((day) => ({ ...day, isUnambiguous: false }));
}

function exists({ year, month, day }: Day): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** For a day that its month lacks, the last day of the month and the one after it: 30 June and 1 July for 31 June. */
function nearestDays({ year, month, day }: Day): Day[] {
  if (month < 1 || month > 12 || day < 1 || day > 31) return [];
  const last = { year, month, day: daysInMonth(year, month), isUnambiguous: false };
  return [last, nextDay(last)];
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

export function nextDay({ year, month, day, isUnambiguous }: Day): Day {
  if (day < daysInMonth(year, month)) return { year, month, day: day + 1, isUnambiguous };
  return month < 12
    ? { year, month: month + 1, day: 1, isUnambiguous }
    : { year: year + 1, month: 1, day: 1, isUnambiguous };
}
