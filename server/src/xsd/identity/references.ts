/** Checks keyref (Structures 3.11.4, clauses 3 and 4.3): each of its key sequences is one of the referenced key. */
import type { IdentityConstraint } from '../components';
import { nearestFirst } from '../../xml/nearest';
import { SubtreeProblemsBuilder, type SubtreeProblems } from '../validate/subtreeProblems';
import type { Entries, Entry } from './entries';
import type { NodeTable } from './tables';
import { reportIdentityProblem } from './keys';

/** A problem lists the nearest keys unless there are more than these. */
const MAX_COMPARED = 500;
const MAX_EXPECTED = 10;

/** Checks references. Results are memoised per subtree and table: after most edits, the keys are the same. */
export class References {
  readonly #memo = new WeakMap<
    Entries,
    { readonly table: NodeTable | null; readonly problems: SubtreeProblems | null }
  >();

  /** The problems of the entries of a keyref; offsets count from the same start. @param table the existing keys */
  check(
    keyref: IdentityConstraint,
    key: IdentityConstraint,
    entries: Entries | null,
    table: NodeTable | null,
  ): SubtreeProblems | null {
    if (entries === null) return null;
    // Checking a single element costs no more than finding its memoised result.
    if (entries.nested.length === 0) return this.#find(keyref, key, entries, table);
    const known = this.#memo.get(entries);
    if (known?.table === table) return known.problems;
    const problems = this.#find(keyref, key, entries, table);
    this.#memo.set(entries, { table, problems });
    return problems;
  }

  #find(
    keyref: IdentityConstraint,
    key: IdentityConstraint,
    { own, nested }: Entries,
    table: NodeTable | null,
  ): SubtreeProblems | null {
    const found = new SubtreeProblemsBuilder();
    for (const entry of own) {
      if (entry.problem?.kind === 'ambiguous') reportIdentityProblem(keyref, entry, entry.problem, 0, found);
      if (entry.key !== null && !table?.has(entry.key)) reportUnknown(keyref, key, entry, table, found);
    }
    for (const { offset, entries } of nested) found.nest(offset, this.check(keyref, key, entries, table));
    return found.build();
  }
}

function reportUnknown(
  keyref: IdentityConstraint,
  key: IdentityConstraint,
  { text, valueRange: { start, end } }: Entry,
  table: NodeTable | null,
  found: SubtreeProblemsBuilder,
): void {
  const nearest = table !== null && table.size <= MAX_COMPARED ? nearestFirst(text, [...table.values()]) : [];
  const expected = nearest.slice(0, MAX_EXPECTED);
  found.report('cvc-identity-constraint.4.3', start, end, [text, keyref.name, key.name], { expected });
}
