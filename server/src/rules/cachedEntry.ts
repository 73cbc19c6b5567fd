/** An entry for the rules: its fields are read once for all of them. */
import type { Field } from '../domain/field';
import { Entry, type ContainerIn, type PlacedEntry } from '../domain/model';
import type { Container, FieldRole, FieldRoleIn } from '../domain/roles';

const NONE: readonly Field[] = [];

/**
 * Only the fields before the child entries are read: a vendor can have tens of thousands of patches, and the schema reports
 * fields that come after one of them.
 */
export class CachedEntry<C extends Container = Container> extends Entry<C> {
  private head: readonly Field[] | null = null;
  private repeated: readonly FieldRole[] | null = null;

  constructor(private readonly inner: Entry<C>) {
    super(inner.container, inner.scope, inner.reader);
  }

  override get origin(): Entry<C> {
    return this.inner.origin;
  }

  get node(): Entry<C>['node'] {
    return this.origin.node;
  }

  fields(role: FieldRoleIn<C>): readonly Field[] {
    const read = this.headFields();
    let found: Field[] | null = null;
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) (found ??= []).push(read[i]!);
    return found ?? NONE;
  }

  override field(role: FieldRoleIn<C>): Field | undefined {
    const read = this.headFields();
    for (let i = 0; i < read.length; i++) if (read[i]!.role === role) return read[i];
    return undefined;
  }

  /** Searches all children: where the head has no such field, also those after child entries. */
  override filled(role: FieldRoleIn<C>): Field | undefined {
    return super.filled(role) ?? this.origin.filled(role);
  }

  forEachField(visit: (field: Field) => void): void {
    this.headFields().forEach(visit);
  }

  headFields(): readonly Field[] {
    return (this.head ??= this.origin.headFields());
  }

  override repeatedRoles(): readonly FieldRole[] {
    return (this.repeated ??= super.repeatedRoles());
  }

  entries<R extends ContainerIn<C>>(role: R): PlacedEntry<R>[] {
    return this.origin.entries(role);
  }
}
