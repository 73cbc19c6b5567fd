/** A profile and its element tables, looked up by role and by name. The door to all names for the rest of the room. */
import type { Coded, Profile, State } from './profile';
import { CONTAINERS, isContainer, type AttributeRole, type Container, type Role, type RoleIn } from './roles';
import type { AttributeRow, ElementRow, ElementTables, TableValue } from './tables';

/** What an element is: the child `role` of a container, or the root. */
export interface Part {
  /** The container that the element stands in; `null` for the root. */
  readonly within: Container | null;
  readonly role: Role | 'publication';
}

const ROOT: Part = { within: null, role: 'publication' };

export class Vocabulary {
  private readonly parts = new Map<Container, ReadonlyMap<string, Part>>();
  private readonly rows = new Map<string, ElementRow>();
  private readonly attributeRows = new Map<string, AttributeRow>();
  private readonly statesByValue: ReadonlyMap<string, State>;

  constructor(
    readonly profile: Profile,
    readonly tables: ElementTables,
  ) {
    for (const container of CONTAINERS) {
      const children = Object.entries(profile.containers[container].children) as [Role, string][];
      const parts = children.map(([role, element]) => [element, { within: container, role }] as const);
      this.parts.set(container, new Map(parts));
    }
    for (const row of tables.elements) this.rows.set(rowKey(row.within, row.name), row);
    for (const row of tables.attributes) this.attributeRows.set(rowKey(row.of, row.name), row);
    this.statesByValue = new Map(profile.states.map((state) => [state.value, state]));
  }

  /**
   * The same vocabulary with another filename convention, or with some of its states only; what is left out stays.
   * @param states words as they stand in a file
   */
  with(fileNamePattern: string | undefined, states: readonly string[] | undefined): Vocabulary {
    const { profile, tables } = this;
    const fileName = fileNamePattern === undefined ? profile.fileName : { pattern: fileNamePattern };
    if (states === undefined) return new Vocabulary({ ...profile, fileName }, tables);
    const isWanted = ({ value }: { readonly value: string }): boolean => states.includes(value);
    const stateRows = CONTAINERS.map((within) => this.rowOf({ within, role: 'state' }));
    const elements = tables.elements.map((row) =>
      stateRows.includes(row) && row.values !== undefined ? { ...row, values: row.values.filter(isWanted) } : row,
    );
    return new Vocabulary({ ...profile, fileName, states: profile.states.filter(isWanted) }, { ...tables, elements });
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
   * What an element is, by where it stands.
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

  /** Local name of the element that plays a role; `undefined` where the vocabulary has none. */
  nameOf<C extends Container>(container: C, role: RoleIn<C>): string | undefined {
    const children: Partial<Record<Role, string>> = this.profile.containers[container].children;
    return children[role];
  }

  /** Local name of the attribute that plays a role. */
  attributeName(role: AttributeRole): string | undefined {
    return this.profile.attributes[role];
  }

  /** The row of an element by its own and its parent's local name (`null`: it is the root). */
  elementRow(within: string | null, name: string): ElementRow | undefined {
    return this.rows.get(rowKey(within, name));
  }

  /** The row of an attribute by the name of the type whose elements carry it. */
  attributeRow(type: string, name: string): AttributeRow | undefined {
    return this.attributeRows.get(rowKey(type, name));
  }

  /** The row of a part. */
  rowOf(part: Part): ElementRow | undefined {
    if (part.within === null) return this.elementRow(null, this.rootName);
    const { element, children } = this.profile.containers[part.within];
    const name = (children as Partial<Record<Role, string>>)[part.role as Role];
    return name === undefined ? undefined : this.elementRow(element, name);
  }

  /**
   * The values that may stand in an element without a code list of its own, each with its meaning (empty where nobody
   * said one); `undefined` where any value may stand.
   */
  valuesOf(part: Part): readonly TableValue[] | undefined {
    const row = this.rowOf(part);
    return row?.values ?? this.codesOf(part.role)?.map(({ value }) => ({ value, is: '' }));
  }

  /** A state by the word that stands in a file. */
  state(value: string): State | undefined {
    return this.statesByValue.get(value);
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

/** A blank cannot stand in a name, so it keeps the two apart. */
function rowKey(context: string | null, name: string): string {
  return `${context ?? ''} ${name}`;
}
