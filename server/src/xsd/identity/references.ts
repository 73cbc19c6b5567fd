/** What a keyref asks (Structures 3.11.4, clauses 3 and 4.3): that each of its key sequences is one of the key's. */
import type { IdentityConstraint } from '../components';
import { nearestFirst } from '../simpleTypes/nearest';
import { FindingsBuilder, type Findings } from '../validate/findings';
import type { Entries, Entry } from './entries';
import { reportFault } from './faults';
import type { NodeTable } from './tables';

/** A mistake names the nearest keys as long as there are no more than these. */
const MAX_COMPARED = 500;
const MAX_EXPECTED = 10;

/** Checks references, and remembers for the parts of a document what became of them: mostly, the keys stay as they are. */
export class References {
  readonly #memory = new WeakMap<Entries, { readonly table: NodeTable | null; readonly findings: Findings | null }>();

  /** What is wrong with the entries of a keyref; offsets count as theirs. @param table the keys that there are */
  check(
    keyref: IdentityConstraint,
    key: IdentityConstraint,
    entries: Entries | null,
    table: NodeTable | null,
  ): Findings | null {
    if (entries === null) return null;
    // A single element is checked as fast as it is recalled.
    if (entries.nested.length === 0) return this.#find(keyref, key, entries, table);
    const known = this.#memory.get(entries);
    if (known?.table === table) return known.findings;
    const findings = this.#find(keyref, key, entries, table);
    this.#memory.set(entries, { table, findings });
    return findings;
  }

  #find(
    keyref: IdentityConstraint,
    key: IdentityConstraint,
    { own, nested }: Entries,
    table: NodeTable | null,
  ): Findings | null {
    const found = new FindingsBuilder();
    for (const entry of own) {
      if (entry.fault?.kind === 'ambiguous') reportFault(keyref, entry, entry.fault, 0, found);
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
  found: FindingsBuilder,
): void {
  const nearest = table !== null && table.size <= MAX_COMPARED ? nearestFirst(text, [...table.values()]) : [];
  const expected = nearest.slice(0, MAX_EXPECTED);
  found.report('cvc-identity-constraint.4.3', start, end, [text, keyref.name, key.name], { expected });
}
