/** Which patches replace others and which need others first, as the latest editions of all suppliers say it. */
import { checkpoint } from '../../xml/budget';
import type { Matrix } from '../matrix';
import { patchKey } from '../names';
import type { Row } from '../row';

/** A patch that another one needs. */
export interface Prerequisite {
  /** As written. */
  readonly id: string;
  /**
   * Keys of the rows that it names: of the same vendor, else of all others that have such a patch; all of them are needed. Empty where
   * no file lists it.
   */
  readonly rows: readonly string[];
  /** The key of a patch of the same vendor with this identifier. */
  readonly key: string;
}

/** The references between the patches of a matrix. */
export class References {
  /** By key of a row: the keys of the rows that replace it, directly. */
  readonly #replacedBy = new Map<string, Set<string>>();
  readonly #prerequisites = new Map<string, readonly Prerequisite[]>();
  readonly #needed = new Map<string, ReadonlySet<string>>();
  readonly #superseders = new Map<string, ReadonlyMap<string, string>>();
  /** By key of a row: all rows that chains reach, each with the one before it. */
  readonly #chains = new Map<string, ReadonlyMap<string, string>>();

  constructor(matrix: Pick<Matrix, 'rows' | 'vocabulary' | 'editions'>) {
    const { rows, vocabulary } = matrix;
    const vendors = [...new Set([...rows.values()].map(({ vendor }) => vendor))];
    for (const row of rows.values()) {
      if (!isStanding(row, matrix)) continue;
      const keyOf = (id: string): string => patchKey(row.vendor, id, vocabulary);
      for (const id of row.supersedes) this.#add(keyOf(id), row.key);
      for (const id of row.supersededBy) this.#add(row.key, keyOf(id));
      const needed = row.prerequisites.map((id): Prerequisite => {
        const key = keyOf(id);
        if (rows.has(key)) return { id, key, rows: [key] };
        const others = new Set(vendors.map((vendor) => patchKey(vendor, id, vocabulary)));
        return { id, key, rows: [...others].filter((other) => other !== row.key && rows.has(other)) };
      });
      if (needed.length > 0) this.#prerequisites.set(row.key, needed);
    }
    this.#removeCycles();
  }

  #add(key: string, by: string): void {
    if (key === by) return;
    const known = this.#replacedBy.get(key);
    if (known === undefined) this.#replacedBy.set(key, new Set([by]));
    else known.add(by);
  }

  /** The patches that a patch needs first, directly. */
  prerequisitesOf(key: string): readonly Prerequisite[] {
    return this.#prerequisites.get(key) ?? NO_PREREQUISITES;
  }

  /** The keys of the rows that a patch needs first, directly or through others. */
  neededBy(key: string): ReadonlySet<string> {
    let known = this.#needed.get(key);
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [key];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { rows } of this.prerequisitesOf(next)) {
        for (const row of rows) {
          checkpoint();
          if (found.has(row)) continue;
          found.add(row);
          open.push(row);
        }
      }
    }
    this.#needed.set(key, (known = found));
    return known;
  }

  /**
   * The rows that replace a row, directly or through others, each with the one before it in the shortest chain; the nearest first. A
   * patch that needs the replaced one first does not count.
   */
  supersedersOf(key: string): ReadonlyMap<string, string> {
    let known = this.#superseders.get(key);
    if (known !== undefined) return known;
    const reached = new Map<string, string>();
    const open = [key];
    // The loop also visits what it adds.
    for (const next of open) {
      for (const by of this.#replacedBy.get(next) ?? []) {
        checkpoint();
        if (by === key || reached.has(by) || this.neededBy(by).has(next)) continue;
        reached.set(by, next);
        open.push(by);
      }
    }
    this.#superseders.set(key, (known = new Map([...reached].filter(([by]) => !this.neededBy(by).has(key)))));
    this.#chains.set(key, reached);
    return known;
  }

  /** The rows from a replaced row to one that replaces it, by {@link supersedersOf}; both are in it. */
  chain(key: string, by: string): readonly string[] {
    this.supersedersOf(key);
    const before = this.#chains.get(key)!;
    const found = [by];
    for (let next = by; next !== key; found.unshift(next)) next = before.get(next)!;
    return found;
  }

  /** Patches that replace each other in a cycle are no newer than each other: these references do not count. */
  #removeCycles(): void {
    const components = stronglyConnected(this.#replacedBy);
    for (const [key, by] of this.#replacedBy) {
      for (const other of by) if (components.get(key) === components.get(other)) by.delete(other);
    }
  }
}

const NO_PREREQUISITES: readonly Prerequisite[] = [];

/** Whether a latest edition of a supplier lists a row. */
export function isStanding({ parts }: Row, { editions: { statuses } }: Pick<Matrix, 'editions'>): boolean {
  return parts.some(({ source }) => statuses[source]!.speaks && !statuses[source]!.isOwner);
}

/** By node: the number of its strongly connected component (Tarjan 1972, without recursion). */
function stronglyConnected(edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const stack: string[] = [];
  let components = 0;
  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const path: { readonly node: string; readonly next: Iterator<string> }[] = [];
    const enter = (node: string): void => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      path.push({ node, next: (edges.get(node) ?? new Set<string>()).values() });
    };
    enter(root);
    while (path.length > 0) {
      checkpoint();
      const { node, next } = path.at(-1)!;
      const step = next.next();
      if (step.done !== true) {
        if (!index.has(step.value)) enter(step.value);
        else if (!component.has(step.value)) low.set(node, Math.min(low.get(node)!, index.get(step.value)!));
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      let member: string;
      do component.set((member = stack.pop()!), components);
      while (member !== node);
      components++;
    }
  }
  return component;
}
