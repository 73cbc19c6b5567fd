/** An entry as the rules look at it: its children are read once for all of them. */
import type { Fact } from '../fact';
import { Entry, type ContainerIn, type PlacedEntry } from '../model';
import type { Container, FactRole, FactRoleIn } from '../roles';

const NONE: readonly Fact[] = [];

/**
 * Of an entry that holds other entries, only what stands before them is read: a vendor has tens of thousands of patches,
 * and what stands behind one of them is in the schema's hands.
 */
export class Reading<C extends Container = Container> extends Entry<C> {
  private known: ReadonlyMap<FactRole, readonly Fact[]> | null = null;

  constructor(private readonly inner: Entry<C>) {
    super(inner.container, inner.scope, inner.reader);
  }

  override get origin(): Entry<C> {
    return this.inner.origin;
  }

  get node(): Entry<C>['node'] {
    return this.origin.node;
  }

  facts(role: FactRoleIn<C>): readonly Fact[] {
    this.known ??= factsByRole(this.origin);
    return this.known.get(role) ?? NONE;
  }

  forEachFact(visit: (fact: Fact) => void): void {
    this.known ??= factsByRole(this.origin);
    for (const facts of this.known.values()) facts.forEach(visit);
  }

  forEachHeadFact(visit: (fact: Fact) => void): void {
    this.forEachFact(visit);
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    return this.origin.entries(role);
  }
}

function factsByRole(entry: Entry): ReadonlyMap<FactRole, readonly Fact[]> {
  const facts = new Map<FactRole, Fact[]>();
  entry.forEachHeadFact((fact) => {
    const ofRole = facts.get(fact.role);
    if (ofRole === undefined) facts.set(fact.role, [fact]);
    else ofRole.push(fact);
  });
  return facts;
}
