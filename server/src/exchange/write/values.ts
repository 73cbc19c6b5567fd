/** Values as they are given, made ready to be written: checked, and in the form that the schema in use has for them. */
import { formatClock, startOfDay, type Clock } from '../../domain/clock';
import { dayOf, instantOf } from '../../domain/dateTime';
import type { State } from '../../domain/profile';
import { stateNamed, nearestStates } from '../../domain/stateNames';
import type { Vocabulary } from '../../domain/vocabulary';
import { hasIllegalCharacter } from '../../xml/characters';
import { check, type SimpleType, type ValueContext } from '../../xsd';
import { Refusal } from './change';

/** Checks values without a document: dates and texts need none. */
const NO_CONTEXT: ValueContext = {
  scope: { lookup: () => undefined },
  unparsedEntities: null,
  isNotation: () => true,
};

/** A state by its value in files, or by another name. Throws a {@link Refusal} with the nearest ones. */
export function givenState(vocabulary: Vocabulary, given: string): State {
  const state = stateNamed(vocabulary, given);
  if (state !== null) return state;
  const expected = nearestStates(vocabulary, given).join(', ');
  throw new Refusal('value', '"{0}" is not a state of the profile. Expected: {1}.', given, expected);
}

/** A text without whitespace around it, with line feeds as line ends. Throws a {@link Refusal} for what XML cannot hold. */
export function givenText(given: string): string {
  const text = given.replace(/\r\n?/g, '\n').trim();
  if (hasIllegalCharacter(text))
    throw new Refusal('value', 'XML does not allow some characters of "{0}". Remove them.', given);
  return text;
}

/** An identifier in one line. Throws a {@link Refusal} where it is empty, or for what XML cannot hold. */
export function givenIdentifier(given: string): string {
  const text = givenText(given).replace(/\s+/g, ' ');
  if (text === '') throw new Refusal('value', 'An identifier must not be empty.');
  return text;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * A date as the type of its element has it. Throws a {@link Refusal} for any other text, and for days that do not exist.
 * @param given a day, or a date and time
 * @param type `null`: xs:dateTime
 */
export function givenDate(given: string, type: SimpleType | null): string {
  const text = given.trim();
  const forms = DAY.test(text) ? [`${text}T00:00:00Z`, text] : [text];
  const fits = (form: string): boolean =>
    type === null ? instantOf(form) !== null : check(type, form, NO_CONTEXT) === null;
  const written = forms.find(fits);
  // A schema of the user can take any text.
  if (written !== undefined && (!DAY.test(text) || instantOf(`${text}T00:00:00Z`) !== null)) return written;
  throw new Refusal(
    'value',
    '"{0}" is not a valid date. Write it as {1} or {2}.',
    given,
    '2026-03-10',
    '2026-03-10T14:30:00Z',
  );
}

/** A date and time as the type of its element has it, which can be a day only; else as {@link givenDate}. */
export function dateOrDay(given: string, type: SimpleType | null): string {
  const day = /^\d{4}-\d\d-\d\d(?=T)/.exec(given)?.[0];
  const isDay = day !== undefined && type !== null && check(type, given, NO_CONTEXT) !== null;
  return givenDate(isDay ? day : given, type);
}

/** The clock's day, by its calendar, as `2026-03-10`. */
export function today(clock: Clock): string {
  return formatClock(clock, 'date');
}

/**
 * The clock's day as a date of a state, as the type of its element has it. Midnight in UTC, as other dates that are only days; before
 * that midnight, the local one, because a date in the future would be wrong.
 */
export function dateOfToday(clock: Clock, type: SimpleType | null): string {
  const day = today(clock);
  const isFuture = Date.parse(`${day}T00:00:00Z`) > clock.instant;
  const local = formatClock(startOfDay(clock), 'dateTime');
  return isFuture && (type === null || check(type, local, NO_CONTEXT) === null) ? local : givenDate(day, type);
}

/** Whether a value is a date on a day, in UTC as dates are compared. */
export function isOnDay(value: string, day: string): boolean {
  const [instant, start] = [instantOf(value), instantOf(`${day}T00:00:00Z`)];
  return value === day || (instant !== null && start !== null && dayOf(instant) === dayOf(start));
}
