/** Node tables (Structures 3.11.5): the key sequences of a key that a keyref may refer to at an element. */
import type { IdentityConstraint } from '../components';
import type { Run } from '../validate/run';
import { glancedChildren } from '../../xml/hollow';
import { isElement } from '../../xml/nodes';
import { EntryCollector, forEachEntry, type Entries } from './entries';
import { governedChild, type Governed } from './governed';
import { Reach } from './reach';

/** Key sequences and what they look like. */
export type NodeTable = ReadonlyMap<string, string>;

/** One constraint with what is remembered of it. */
export class ConstraintTables {
  readonly #collector: EntryCollector;
  readonly #reach: Reach;
  #latest: NodeTable | null = null;

  constructor(
    run: Run,
    private readonly constraint: IdentityConstraint,
  ) {
    this.#collector = new EntryCollector(run.facts, constraint);
    this.#reach = new Reach(run.facts, (declaration) => declaration.identityConstraints.includes(constraint));
  }

  /** What the constraint finds in an element that it is declared for. */
  entriesOf(run: Run, scopeElement: Governed): Entries | null {
    return this.#collector.entriesOf(run, scopeElement);
  }

  /**
   * The table at an element: what the constraint finds there, and what it finds further down, as far as that is unambiguous.
   * As long as it holds the same, it is the same object, so that what was checked by it needs no other check.
   */
  tableOf(run: Run, at: Governed): NodeTable | null {
    const table = this.#collect(run, at);
    if (table === null || (this.#latest !== null && isEqual(table, this.#latest))) return table && this.#latest;
    this.#latest = table;
    return table;
  }

  #collect(run: Run, at: Governed): NodeTable | null {
    const below = this.#reach.within(at.type) ? this.#below(run, at) : [];
    const isDeclared = at.declaration?.identityConstraints.includes(this.constraint) ?? false;
    if (!isDeclared) return below.length > 1 ? merged(below) : (below[0] ?? null);
    const table = new Map(below.length === 0 ? [] : merged(below));
    forEachEntry(this.entriesOf(run, at), 0, ({ key, text }) => {
      if (key !== null) table.set(key, text);
    });
    return table;
  }

  #below(run: Run, at: Governed): NodeTable[] {
    const tables: NodeTable[] = [];
    for (const child of glancedChildren(at.node.content)) {
      const inside = isElement(child) ? governedChild(run, at, at.scope, child) : null;
      const table = inside && this.#collect(run, inside);
      if (table !== null) tables.push(table);
    }
    return tables;
  }
}

/** The same keys in the same order: mistakes name the nearest ones, of equally near ones the first. */
function isEqual(some: NodeTable, others: NodeTable): boolean {
  if (some.size !== others.size) return false;
  const rest = others.entries();
  for (const [key, text] of some) {
    const [otherKey, otherText] = rest.next().value!;
    if (key !== otherKey || text !== otherText) return false;
  }
  return true;
}

/** What several children's tables hold together; a key sequence in two of them refers to neither. */
function merged(tables: readonly NodeTable[]): NodeTable {
  const together = new Map<string, string>();
  const twice = new Set<string>();
  for (const table of tables) {
    for (const [key, text] of table) {
      if (together.has(key)) twice.add(key);
      else together.set(key, text);
    }
  }
  for (const key of twice) together.delete(key);
  return together;
}
