/** Fixes of dates and times: the same value in the lexical form of XML Schema. */
import { valueFixes, type ValueCandidate } from './invalidValue';
import { nextDay, parseTime, parseDate, type TimeOfDay, type Day } from './dateText';

/**
 * The date and time in the text. A missing time or zone is a decision of the author: midnight and UTC are offered, but never
 * preferred; neither is one of two possible days.
 */
export const dateTimeValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'dateTime')) return;
  const parsed = parseDate(text);
  for (const day of parsed?.days ?? []) {
    const { time } = parsed!;
    if (time === null) {
      yield { value: `${dateText(day)}T00:00:00` };
      yield { value: `${dateText(day)}T00:00:00Z` };
      continue;
    }
    const value = dateTimeText(day, time);
    yield { value, preferred: day.isUnambiguous };
    if (time.zone === '') yield { value: `${value}Z` };
  }
});

/** The date in the text, without its time. */
export const dateValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'date')) return;
  const parsed = parseDate(text);
  for (const day of parsed?.days ?? []) {
    yield { value: dateText(day), preferred: day.isUnambiguous && parsed!.time === null };
  }
});

/** The time of day in the text; a date beside it would be lost. */
export const timeValue = valueFixes(function* ({ text, members }): Generator<ValueCandidate> {
  if (!members.some(({ primitive }) => primitive === 'time')) return;
  const own = parseTime(text);
  const time = own ?? parseDate(text)?.time ?? null;
  if (time !== null) yield { value: timeText(time), preferred: own !== null };
});

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
