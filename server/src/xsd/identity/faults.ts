/** Reports an element that has no key sequence though it should. */
import type { IdentityConstraint } from '../components';
import type { FindingsBuilder } from '../validate/findings';
import type { Entry, EntryFault } from './entries';

const CODES = {
  ambiguous: 'cvc-identity-constraint.3',
  missing: 'cvc-identity-constraint.4.2.1',
  nillable: 'cvc-identity-constraint.4.2.3',
} as const;

/** Reports a fault at the element's name. @param offset what the entry's places count from, in what `found` is for */
export function reportFault(
  { name }: IdentityConstraint,
  { name: element, nameRange: { start, end } }: Entry,
  { kind, field }: EntryFault,
  offset: number,
  found: FindingsBuilder,
): void {
  found.report(CODES[kind], offset + start, offset + end, [element, field, name], { field });
}
