/** A profile and its element tables, looked up by role and by name. Other domain code gets all element names from here. */
import { Identity, type Aliases } from './identity';
import type { Coded, Profile, State } from './profile';
import { CONTAINERS, isContainer, type AttributeRole, type Container, type Role, type RoleIn } from './roles';
import type { AttributeRow, ElementRow, ElementTables, ReportTable, TableValue } from './tables';

/** What an element is: the child `role` of a container, or the root. */
export interface Part {
  /** The container of the element; `null` for the root. */
  readonly within: Container | null;
  readonly role: Role | 'publication';
}

const ROOT: Part = { within: null, role: 'publication' };

/** What a configuration changes in a vocabulary. */
export interface VocabularyChanges {
  /** The filename convention. */
  readonly fileNamePattern?: string | undefined;
  /** The states that files may have, as they are written. */
  readonly states?: readonly string[] | undefined;
  readonly aliases?: Aliases | undefined;
}

export class Vocabulary {
  private readonly parts = new Map<Container, ReadonlyMap<string, Part>>();
  private readonly rows = new Map<string, ElementRow>();
  private readonly attributeRows = new Map<string, AttributeRow>();
  private readonly statesByValue: ReadonlyMap<string, State>;
  /** Which spellings of a name are the same supplier, patch vendor, patch or product. */
  readonly identity: Identity;

  constructor(
    readonly profile: Profile,
    readonly tables: ElementTables,
    aliases?: Aliases,
  ) {
    this.identity = new Identity(profile.patchIdentifiers ?? [], aliases);
    for (const container of CONTAINERS) {
      const children = Object.entries(profile.containers[container].children) as [Role, string][];
      const parts = children.map(([role, element]) => [element, { within: container, role }] as const);
      this.parts.set(container, new Map(parts));
    }
    for (const row of tables.elements) this.rows.set(rowKey(row.within, row.name), row);
    for (const row of tables.attributes) this.attributeRows.set(rowKey(row.of, row.name), row);
    this.statesByValue = new Map(profile.states.map((state) => [state.value, state]));
  }

  /** The same vocabulary with the changes of a configuration; what is left out is unchanged. */
  with({ fileNamePattern, states, aliases = this.identity.aliases }: VocabularyChanges): Vocabulary {
    const { profile, tables } = this;
    const fileName = fileNamePattern === undefined ? profile.fileName : { pattern: fileNamePattern };
    if (states === undefined) return new Vocabulary({ ...profile, fileName }, tables, aliases);
    const isWanted = ({ value }: { readonly value: string }): boolean => states.includes(value);
    const stateRows = CONTAINERS.map((within) => this.rowOf({ within, role: 'state' }));
    const elements = tables.elements.map((row) =>
      stateRows.includes(row) && row.values !== undefined ? { ...row, values: row.values.filter(isWanted) } : row,
    );
    const changed = { ...profile, fileName, states: profile.states.filter(isWanted) };
    return new Vocabulary(changed, { ...tables, elements }, aliases);
  }

  /** Local name of the root element. */
  get rootName(): string {
    return this.profile.containers.publication.element;
  }

  /** What a child of a container is, by its local name. */
  partOf(container: Container, name: string): Part | undefined {
    return this.parts.get(container)!.get(name);
  }

  /**
   * What an element is, by its path.
   * @param path local names from the root down to the element
   */
  partAt(path: readonly string[]): Part | undefined {
    if (path[0] !== this.rootName) return undefined;
    let part: Part | undefined = ROOT;
    for (const name of path.slice(1)) {
      const container = containerOf(part);
      part = container === null ? undefined : this.partOf(container, name);
      if (part === undefined) return undefined;
    }
    return part;
  }

  /** Local name of the element that has a role; `undefined` where the vocabulary has none. */
  nameOf<C extends Container>(container: C, role: RoleIn<C>): string | undefined {
    const children: Partial<Record<Role, string>> = this.profile.containers[container].children;
    return children[role];
  }

  /** Local name of the attribute that has a role; `undefined` where the vocabulary has none. */
  attributeName(role: AttributeRole): string | undefined {
    return this.profile.attributes[role];
  }

  /** The row of an element by its own and its parent's local name (`null`: it is the root). */
  elementRow(within: string | null, name: string): ElementRow | undefined {
    return this.rows.get(rowKey(within, name));
  }

  /** The row of an attribute by the name of the type that has it. */
  attributeRow(type: string, name: string): AttributeRow | undefined {
    return this.attributeRows.get(rowKey(type, name));
  }

  /**
   * The report's table that describes a row: for an element, its own table, otherwise its parent's; for an attribute, its
   * type's. `undefined` where the element tables have no number for it.
   */
  tableOf(row: ElementRow | AttributeRow): ReportTable | undefined {
    if ('of' in row) return this.table('type', row.of);
    return this.table('element', row.name) ?? (row.within === null ? undefined : this.table('element', row.within));
  }

  /** The row of a part. */
  rowOf(part: Part): ElementRow | undefined {
    if (part.within === null) return this.elementRow(null, this.rootName);
    const { element, children } = this.profile.containers[part.within];
    const name = (children as Partial<Record<Role, string>>)[part.role as Role];
    return name === undefined ? undefined : this.elementRow(element, name);
  }

  /**
   * The values that are allowed in an element without a code list of its own, each with its meaning (empty where the
   * vocabulary has none); `undefined` where any value is allowed.
   */
  valuesOf(part: Part): readonly TableValue[] | undefined {
    const row = this.rowOf(part);
    return row?.values ?? this.codesOf(part.role)?.map(({ value }) => ({ value, is: '' }));
  }

  /** A state by its value in files. */
  state(value: string): State | undefined {
    return this.statesByValue.get(value);
  }

  private table(kind: ReportTable['kind'], name: string): ReportTable | undefined {
    return this.tables.tables?.find((table) => table.kind === kind && table.name === name);
  }

  private codesOf(role: Part['role']): readonly Coded<string>[] | undefined {
    switch (role) {
      case 'state':
        return this.profile.states;
      case 'severity':
        return this.profile.severities;
      case 'patch-type':
        return this.profile.patchTypes;
      default:
        return undefined;
    }
  }
}

/** The container that a part is, or `null` where it holds a plain value. */
export function containerOf(part: Part): Container | null {
  return part.role === 'publication' || isContainer(part.role) ? part.role : null;
}

/** A name contains no space, so different arguments give different keys. */
function rowKey(context: string | null, name: string): string {
  return `${context ?? ''} ${name}`;
}
