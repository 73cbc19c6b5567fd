/** Fixes of dates and times: the same value in the lexical form of XML Schema. */
import { valueFixes, type ValueCandidate } from './invalidValue';
import { nextDay, parseTime, parseDate, type TimeOfDay, type Day, type ParsedDate } from './dateText';

/**
 * The date and time in the text. A missing time or zone is a decision of the author: midnight and UTC are offered, but never
 * preferred; neither is one of two possible days.
 */
export const dateTimeValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'dateTime')) return;
  const parsed = parseDate(text);
  for (const day of parsed?.days ?? []) {
    const { time } = parsed!;
    const own = ofDay(day, parsed!);
    if (time === null) {
      yield { value: `${dateText(day)}T00:00:00`, ...own };
      yield { value: `${dateText(day)}T00:00:00Z`, ...own };
      continue;
    }
    const value = dateTimeText(day, time);
    yield { value, preferred: day.isUnambiguous, ...own };
    if (time.zone === '') yield { value: `${value}Z`, ...own };
  }
});

/** The date in the text, without its time. */
export const dateValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'date')) return;
  const parsed = parseDate(text);
  for (const day of parsed?.days ?? []) {
    yield { value: dateText(day), preferred: day.isUnambiguous && parsed!.time === null, ...ofDay(day, parsed!) };
  }
});

/** The time of day in the text; a date beside it would be lost. */
export const timeValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'time')) return;
  const own = parseTime(text);
  const time = own ?? parseDate(text)?.time ?? null;
  if (time !== null) yield { value: timeText(time), preferred: own !== null };
});

/** A title for each month, because its name is translated. */
const TITLES: readonly string[] = [
  'Replace with "{0}" ({1} January {2})',
  'Replace with "{0}" ({1} February {2})',
  'Replace with "{0}" ({1} March {2})',
  'Replace with "{0}" ({1} April {2})',
  'Replace with "{0}" ({1} May {2})',
  'Replace with "{0}" ({1} June {2})',
  'Replace with "{0}" ({1} July {2})',
  'Replace with "{0}" ({1} August {2})',
  'Replace with "{0}" ({1} September {2})',
  'Replace with "{0}" ({1} October {2})',
  'Replace with "{0}" ({1} November {2})',
  'Replace with "{0}" ({1} December {2})',
];

/** What the candidates of a day have in common. The title names the day where the text can mean several: 03/04/2026 is 3 April or 4 March. */
function ofDay(date: Day, { days }: ParsedDate): Pick<ValueCandidate, 'title' | 'args' | 'decision'> {
  const decision = dateText(date);
  if (days.length === 1) return { decision };
  return { decision, title: TITLES[date.month - 1]!, args: [String(date.day), String(date.year)] };
}

/** A day and a time; 24:00:00 is 00:00:00 of the next day. */
function dateTimeText(day: Day, time: TimeOfDay): string {
  const isEndOfDay = time.hour === 24 && time.minute === 0 && Number(time.second) === 0;
  return isEndOfDay
    ? `${dateText(nextDay(day))}T${timeText({ ...time, hour: 0 })}`
    : `${dateText(day)}T${timeText(time)}`;
}

function dateText({ year, month, day }: Day): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function timeText({ hour, minute, second, zone }: TimeOfDay): string {
  const [whole = '0', fraction] = second.split('.');
  const seconds = padded(Number(whole), 2) + (fraction === undefined ? '' : `.${fraction}`);
  return `${padded(hour, 2)}:${padded(minute, 2)}:${seconds}${zone}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
