import type { Localize } from '../localize';
import { CLOCK_TYPES, startOfDay, written, type Clock } from '../clock';
import type { GovernedDocument } from '../document';
import { dateMeaning } from '../dateMeaning';
import type { PrimitiveName, SimpleType } from '../../xsd/simpleTypes';
import type { ValuePlace } from './valuePlace';
import type { Proposal } from './values';
import { valueAbove } from './valueAbove';
import { saidOfPatch } from '../domain';

/** Dates that are likely where a date belongs: now, today, when the patch was released, the one in the entry before. */
export function dateProposals(
  document: GovernedDocument,
  place: ValuePlace,
  clock: Clock,
  localize: Localize,
): Proposal[] {
  const type = place.description.simpleType && clockType(place.description.simpleType);
  if (type === null) return [];
  const release = saidOfPatch(document, place.element, 'released');
  const above = valueAbove(document, place);
  const today = written(startOfDay(clock), type);
  const dates: readonly (readonly [value: string | null, detail: string])[] = [
    [written(clock, type), localize('now')],
    [today, localize('today')],
    [release, localize('release of the patch')],
    [above, localize('as above')],
  ];
  return dates.flatMap(([value, detail]) =>
    value === null
      ? []
      : [{ value, kind: 'date', detail, documentation: () => dateMeaning(value, clock, localize) ?? '' }],
  );
}

/** The primitive type of a date; of a union, of its first member that is one. */
export function clockType(type: SimpleType): PrimitiveName | null {
  if (type.primitive !== null) return CLOCK_TYPES.has(type.primitive) ? type.primitive : null;
  for (const member of type.memberTypes) {
    const found = clockType(member);
    if (found !== null) return found;
  }
  return null;
}
