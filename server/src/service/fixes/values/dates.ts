/** Dates and times, written as XML Schema wants them. */
import { anotherValue, type Proposal } from './place';
import { nextDay, readClock, readDate, type Clock, type Day } from './dateText';

/**
 * The moment that the text says. What it does not say is not made up unasked: midnight and UTC are offered, and never
 * preferred; nor is one of two days that it may mean.
 */
export const dateTimeValue = anotherValue(function* ({ text, members }): Generator<Proposal> {
  if (!members.some(({ primitive }) => primitive === 'dateTime')) return;
  const reading = readDate(text);
  for (const day of reading?.days ?? []) {
    const clock = reading!.clock;
    if (clock === null) {
      yield { value: `${written(day)}T00:00:00` };
      yield { value: `${written(day)}T00:00:00Z` };
      continue;
    }
    const value = moment(day, clock);
    yield { value, preferred: day.sure };
    if (clock.zone === '') yield { value: `${value}Z` };
  }
});

/** The day that the text says, without its time. */
export const dateValue = anotherValue(function* ({ text, members }): Generator<Proposal> {
  if (!members.some(({ primitive }) => primitive === 'date')) return;
  const reading = readDate(text);
  for (const day of reading?.days ?? []) {
    yield { value: written(day), preferred: day.sure && reading!.clock === null };
  }
});

/** The time of day that the text says. */
export const timeValue = anotherValue(function* ({ text, members }): Generator<Proposal> {
  if (!members.some(({ primitive }) => primitive === 'time')) return;
  const clock = readClock(text) ?? readDate(text)?.clock ?? null;
  if (clock !== null) yield { value: time(clock), preferred: true };
});

/** A day and a time; 24 o'clock is 0 o'clock of the next day. */
function moment(day: Day, clock: Clock): string {
  const isEndOfDay = clock.hour === 24 && clock.minute === 0 && Number(clock.second) === 0;
  return isEndOfDay ? `${written(nextDay(day))}T${time({ ...clock, hour: 0 })}` : `${written(day)}T${time(clock)}`;
}

function written({ year, month, day }: Day): string {
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

function time({ hour, minute, second, zone }: Clock): string {
  const [whole = '0', fraction] = second.split('.');
  const seconds = padded(Number(whole), 2) + (fraction === undefined ? '' : `.${fraction}`);
  return `${padded(hour, 2)}:${padded(minute, 2)}:${seconds}${zone}`;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
