import { CLOCK_TYPES, startOfDay, formatClock, type Clock } from '../../domain/clock';
import { dateOfToday } from '../../exchange/write/values';
import type { GovernedDocument } from '../../workspace/document';
import { relativeDate } from '../support/relativeDate';
import type { PrimitiveName, SimpleType } from '../../xsd/simpleTypes';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './item';
import { precedingValue } from './precedingValue';
import { patchValueAt } from '../support/vocabularyAt';
import type { Localize } from '../../xml/problem';

/** Likely dates for a date field: today, now, the release date of the patch, the date in the preceding entry. */
export function dateProposals(
  document: GovernedDocument,
  place: ValuePlace,
  clock: Clock,
  localize: Localize,
): Proposal[] {
  const type = place.description.simpleType && clockType(place.description.simpleType);
  if (type === null) return [];
  const release = patchValueAt(document, place.element, 'released');
  const preceding = precedingValue(document, place);
  // As the matrix and `vpc set` write it: the files have one form for it.
  const today = type === 'dateTime' ? dateOfToday(clock, null) : formatClock(startOfDay(clock), type);
  const dates: readonly (readonly [value: string | null, detail: string])[] = [
    [today, localize('today')],
    [formatClock(clock, type), localize('now')],
    [release, localize('patch release date')],
    [preceding, localize('as above')],
  ];
  return dates.flatMap(([value, detail]) =>
    value === null
      ? []
      : [{ value, kind: 'date', detail, documentation: () => relativeDate(value, clock, localize) ?? '' }],
  );
}

/** The primitive type of a date or time type, or of the first such member of a union; `null` for other types. */
export function clockType(type: SimpleType): PrimitiveName | null {
  if (type.primitive !== null) return CLOCK_TYPES.has(type.primitive) ? type.primitive : null;
  for (const member of type.memberTypes) {
    const found = clockType(member);
    if (found !== null) return found;
  }
  return null;
}
