/** The values of fields of a patch or of the publication, as the schema in use has them. */
import type { DraftValue } from '../../domain/publicationText';
import type { FieldRole, FieldRoleIn } from '../../domain/roles';
import type { Vocabulary } from '../../domain/vocabulary';
import type { FieldChange, FieldChanges } from './change';
import type { ChildOrder } from './order';
import { dateOrDay, givenText } from './values';

const DATES: ReadonlySet<FieldRole> = new Set(['published', 'released', 'revised']);

/**
 * The changes of fields that the vocabulary has, checked. Throws a {@link Refusal} for what cannot be written.
 * @param order of the entry
 */
export function writtenFields<C extends 'patch' | 'publication'>(
  container: C,
  fields: FieldChanges<C>,
  vocabulary: Vocabulary,
  order: ChildOrder,
): Map<FieldRoleIn<C>, FieldChange> {
  const written = new Map<FieldRoleIn<C>, FieldChange>();
  for (const [role, value] of Object.entries(fields) as [FieldRoleIn<C>, FieldChange | undefined][]) {
    const name = vocabulary.nameOf(container, role);
    if (name === undefined || value === undefined) continue;
    const text = (given: string): string =>
      DATES.has(role) ? dateOrDay(given, order.textType(name)) : givenText(given);
    const field = (given: string | DraftValue): string | DraftValue =>
      typeof given === 'string' ? text(given) : { ...given, value: text(given.value) };
    if (value === null) written.set(role, null);
    else written.set(role, typeof value === 'string' ? text(value) : value.map(field));
  }
  return written;
}
