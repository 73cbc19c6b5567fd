/** Node tables (Structures 3.11.5): the key sequences of a key that a keyref can refer to at an element. */
import type { IdentityConstraint } from '../components';
import type { Run } from '../validate/run';
import { isElement, transientChildren } from '../../xml/nodes';
import { EntryCollector, forEachEntry, type Entries } from './entries';
import { TypedChildren, type TypedElement } from './typedElements';
import { reachabilityOf, type Reachability } from './reachability';

/** The values as written by key sequence. */
export type NodeTable = ReadonlyMap<string, string>;

/** The entries and node tables of one constraint. */
export class ConstraintTables {
  readonly #collector: EntryCollector;
  readonly #reachability: Reachability;
  #latest: NodeTable | null = null;

  constructor(
    run: Run,
    private readonly constraint: IdentityConstraint,
  ) {
    this.#collector = new EntryCollector(run.compiled, constraint);
    this.#reachability = reachabilityOf(run.compiled);
  }

  /** The entries of the constraint within an element that declares it. */
  entriesOf(run: Run, scopeElement: TypedElement): Entries | null {
    return this.#collector.entriesOf(run, scopeElement);
  }

  /**
   * The table at an element: its own entries, and those of its descendants as far as they are unambiguous. A table with
   * unchanged content is the same object, so that results memoised for it stay valid.
   */
  tableOf(run: Run, at: TypedElement): NodeTable | null {
    const table = this.#collect(run, at);
    if (table === null || (this.#latest !== null && isEqual(table, this.#latest))) return table && this.#latest;
    this.#latest = table;
    return table;
  }

  #collect(run: Run, at: TypedElement): NodeTable | null {
    const below = this.#reachability.canDeclare(at.type, this.constraint) ? this.#below(run, at) : [];
    const isDeclared = at.declaration?.identityConstraints.includes(this.constraint) ?? false;
    if (!isDeclared) return below.length > 1 ? merged(below) : (below[0] ?? null);
    const table = new Map(below.length === 0 ? [] : merged(below));
    forEachEntry(this.entriesOf(run, at), 0, ({ key, text }) => {
      if (key !== null) table.set(key, text);
    });
    return table;
  }

  #below(run: Run, at: TypedElement): NodeTable[] {
    const tables: NodeTable[] = [];
    const children = new TypedChildren(run, at);
    for (const child of transientChildren(at.node.content)) {
      const inside = isElement(child) ? children.next(child) : null;
      const table = inside && this.#collect(run, inside);
      if (table !== null) tables.push(table);
    }
    return tables;
  }
}

/** Whether two tables have the same keys in the same order: messages list the nearest keys, equally near ones in order. */
function isEqual(some: NodeTable, others: NodeTable): boolean {
  if (some.size !== others.size) return false;
  const rest = others.entries();
  for (const [key, text] of some) {
    const [otherKey, otherText] = rest.next().value!;
    if (key !== otherKey || text !== otherText) return false;
  }
  return true;
}

/** The union of the tables of several children, without key sequences that occur in more than one. */
function merged(tables: readonly NodeTable[]): NodeTable {
  const union = new Map<string, string>();
  const duplicates = new Set<string>();
  for (const table of tables) {
    for (const [key, text] of table) {
      if (union.has(key)) duplicates.add(key);
      else union.set(key, text);
    }
  }
  for (const key of duplicates) union.delete(key);
  return union;
}
