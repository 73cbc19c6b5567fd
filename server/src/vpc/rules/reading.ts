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
  private known: readonly Fact[] | null = null;
  private several: readonly FactRole[] | null = null;

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
    const read = this.headFacts();
    let found: Fact[] | null = null;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) (found ??= []).push(read[i]!);
    return found ?? NONE;
  }

  override fact(role: FactRoleIn<C>): Fact | undefined {
    const read = this.headFacts();
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) return read[i];
    return undefined;
  }

  /** Of all children: those that stand behind entries are looked at where there is none before them. */
  override filled(role: FactRoleIn<C>): Fact | undefined {
    return super.filled(role) ?? this.origin.filled(role);
  }

  forEachFact(visit: (fact: Fact) => void): void {
    this.headFacts().forEach(visit);
  }

  headFacts(): readonly Fact[] {
    return (this.known ??= this.origin.headFacts());
  }

  override rolesOfSeveral(): readonly FactRole[] {
    return (this.several ??= super.rolesOfSeveral());
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    return this.origin.entries(role);
  }
}
