/** What unique and key ask (Structures 3.11.4, clauses 3, 4.1 and 4.2): a key sequence each, and each once. */
import type { IdentityConstraint } from '../components';
import type { FindingsBuilder } from '../validate/findings';
import { forEachEntry, type Entries, type Range } from './entries';
import { reportFault } from './faults';

/**
 * Checks what a unique or a key found.
 * @param scopeName the name of the element that it is declared for
 * @param found takes the mistakes; offsets count as those of the entries
 */
export function checkKeys(
  constraint: IdentityConstraint,
  scopeName: string,
  entries: Entries | null,
  found: FindingsBuilder,
): void {
  const isKey = constraint.kind === 'key';
  const code = isKey ? 'cvc-identity-constraint.4.2.2' : 'cvc-identity-constraint.4.1';
  const seen = new Map<string, Range>();
  forEachEntry(entries, 0, (entry, offset) => {
    const { key, fault, text, valueRange } = entry;
    if (fault !== null && (isKey || fault.kind === 'ambiguous')) reportFault(constraint, entry, fault, offset, found);
    if (key === null || (isKey && fault !== null)) return;
    const place = { start: offset + valueRange.start, end: offset + valueRange.end };
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, place);
      return;
    }
    const related = [{ ...first, message: 'It stands here first.', args: [] }];
    found.report(code, place.start, place.end, [text, constraint.name, scopeName], undefined, related);
  });
}
