/** Checks unique and key (Structures 3.11.4, clauses 3, 4.1 and 4.2): key sequences exist and are unique. */
import type { IdentityConstraint } from '../components';
import type { SubtreeProblemsBuilder } from '../validate/subtreeProblems';
import { forEachEntry, type Entries, type Entry, type EntryProblem, type Range } from './entries';

/**
 * Checks the entries of a unique or key.
 * @param scopeName the name of the element that declares the constraint
 * @param found receives the problems, with offsets from the same start as those of the entries
 */
export function checkKeys(
  constraint: IdentityConstraint,
  scopeName: string,
  entries: Entries | null,
  found: SubtreeProblemsBuilder,
): void {
  const isKey = constraint.kind === 'key';
  const code = isKey ? 'cvc-identity-constraint.4.2.2' : 'cvc-identity-constraint.4.1';
  const seen = new Map<string, Range>();
  forEachEntry(entries, 0, (entry, offset) => {
    const { key, problem, text, valueRange } = entry;
    if (problem !== null && (isKey || problem.kind === 'ambiguous'))
      reportIdentityProblem(constraint, entry, problem, offset, found);
    if (key === null || (isKey && problem !== null)) return;
    const place = { start: offset + valueRange.start, end: offset + valueRange.end };
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, place);
      return;
    }
    const related = [{ ...first, message: 'First occurrence.', args: [] }];
    found.report(code, place.start, place.end, [text, constraint.name, scopeName], undefined, related);
  });
}

const CODES = {
  ambiguous: 'cvc-identity-constraint.3',
  missing: 'cvc-identity-constraint.4.2.1',
  nillable: 'cvc-identity-constraint.4.2.3',
} as const;

/**
 * Reports at its name an element without a usable key sequence.
 * @param offset where the offsets of the entry count from, relative to the node of `found`
 */
export function reportIdentityProblem(
  { name }: IdentityConstraint,
  { name: element, nameRange: { start, end } }: Entry,
  { kind, field }: EntryProblem,
  offset: number,
  found: SubtreeProblemsBuilder,
): void {
  found.report(CODES[kind], offset + start, offset + end, [element, field, name], { field });
}
