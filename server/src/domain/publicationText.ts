/** Drafts: publications as plain data by roles, and their XML text in the names, namespace and order of a vocabulary. */
import { escapeAttribute, escapeText } from '../xml/escape';
import type { AttributeRole, Container, Role, FieldRoleIn, RoleIn } from './roles';
import { containerOf, type Vocabulary } from './vocabulary';
import type { ComplexType, ElementDeclaration, Particle, Schema, TypeDefinition } from '../xsd/components';
import { expectedName, parsePattern } from './fileName';

/** A value with attributes; a plain string has none. */
export interface DraftValue {
  readonly value: string;
  readonly attributes: Readonly<Partial<Record<AttributeRole, string>>>;
}

/** A value, or several in the order in which they are written. */
export type DraftField = string | DraftValue | readonly (string | DraftValue)[];

/** The fields and child entries of a container. Roles that the vocabulary does not have are left out of the text. */
export type Draft<C extends Container> = Readonly<Partial<Record<FieldRoleIn<C>, DraftField>>> & {
  readonly [R in RoleIn<C> & Container]?: readonly Draft<R>[];
};

/**
 * The name that the filename convention gives to a draft.
 * @returns `null` where the draft lacks a value that the name needs
 */
export function draftFileName(publication: Draft<'publication'>, { profile }: Vocabulary): string | null {
  const pattern = parsePattern(profile.fileName.pattern);
  if (pattern === null) return null;
  return expectedName(pattern, (role) => {
    const value = role === 'vendor-id' ? publication['patch-vendor']?.[0]?.[role] : publication[role];
    return typeof value === 'string' ? value : undefined;
  });
}

/** How a file of a vocabulary is written. */
export interface FileStyle {
  /**
   * The names of the children that an element can have, in their required order.
   * @param element local name of a container's element
   */
  readonly order: (element: string) => readonly string[];
  /** Namespace of the elements; `''`: none. */
  readonly namespace: string;
}

/**
 * The order of the element tables, which is the schema's; where a vocabulary has no tables, that of its profile. The
 * namespace is the first that the profile recognises.
 */
export function vocabularyStyle({ profile, tables }: Vocabulary): FileStyle {
  const order = (element: string) => {
    const rows = tables.elements.filter(({ within }) => within === element).map(({ name }) => name);
    if (rows.length > 0) return rows;
    const container = Object.values(profile.containers).find((names) => names.element === element);
    return Object.values(container?.children ?? {});
  };
  return { order, namespace: profile.recognition.namespaces?.[0] ?? '' };
}

/**
 * A publication as the text of a file: UTF-8, indented by two spaces, LF. The same draft always gives the same text.
 * Roles that the vocabulary does not have are left out.
 */
export function writePublication(
  publication: Draft<'publication'>,
  vocabulary: Vocabulary,
  style: FileStyle = vocabularyStyle(vocabulary),
): string {
  const declaration = style.namespace === '' ? '' : ` xmlns="${escapeAttribute(style.namespace)}"`;
  const writer = new Writer(vocabulary, style);
  writer.container('publication', vocabulary.rootName + declaration, publication, '');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.lines.join('\n')}\n`;
}

type AnyDraft = Readonly<Partial<Record<Role, DraftField | readonly AnyDraft[]>>>;

class Writer {
  readonly lines: string[] = [];

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly style: FileStyle,
  ) {}

  /** @param startTag the text between `<` and `>` */
  container(container: Container, startTag: string, draft: AnyDraft, indent: string): void {
    const { element } = this.vocabulary.profile.containers[container];
    this.lines.push(`${indent}<${startTag}>`);
    for (const name of this.style.order(element)) {
      const part = this.vocabulary.partOf(container, name);
      const content = part === undefined ? undefined : draft[part.role as Role];
      if (part === undefined || content === undefined) continue;
      const inner = containerOf(part);
      for (const item of itemsOf(content)) {
        if (inner === null) this.field(name, item as string | DraftValue, `${indent}  `);
        else this.container(inner, name, item as AnyDraft, `${indent}  `);
      }
    }
    this.lines.push(`${indent}</${element}>`);
  }

  private field(name: string, field: string | DraftValue, indent: string): void {
    const { value, attributes } = typeof field === 'string' ? { value: field, attributes: {} } : field;
    this.lines.push(`${indent}<${name}${this.attributes(attributes)}>${escapeText(value)}</${name}>`);
  }

  private attributes(attributes: DraftValue['attributes']): string {
    const written = Object.entries(attributes).map(([role, value]) => {
      const name = this.vocabulary.attributeName(role as AttributeRole);
      return name === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`;
    });
    return written.join('');
  }
}

function itemsOf(content: DraftField | readonly AnyDraft[]): readonly (string | DraftValue | AnyDraft)[] {
  if (Array.isArray(content)) return content as readonly (string | DraftValue | AnyDraft)[];
  return [content as string | DraftValue];
}

/**
 * The order and the namespace of a schema. Elements that it does not declare keep the vocabulary's order.
 * @param schema the whole schema, not as it applies to a document
 */
export function schemaStyle(schema: Schema, vocabulary: Vocabulary): FileStyle {
  const root = [...schema.elements.values()].find(({ name }) => name === vocabulary.rootName);
  const fallback = vocabularyStyle(vocabulary);
  if (root === undefined) return fallback;
  const names = new Map<string, readonly string[]>();
  collect(root, schema, names);
  return { order: (element) => names.get(element) ?? fallback.order(element), namespace: root.namespace };
}

/** Adds the children of an element and of its descendants to `names`. For an element with several types, the first one counts. */
function collect(element: ElementDeclaration, schema: Schema, names: Map<string, readonly string[]>): void {
  if (names.has(element.name) || !isComplex(element.type) || element.type.particle === null) return;
  const children = [...elementsIn(element.type.particle, schema)];
  names.set(element.name, [...new Set(children.map(({ name }) => name))]);
  for (const child of children) collect(child, schema, names);
}

/** The elements of a content model in the order of declaration, with the members of their substitution groups. */
function* elementsIn({ term }: Particle, schema: Schema): Generator<ElementDeclaration> {
  if (term.kind === 'element') yield* schema.substitutables.get(term) ?? [term];
  else if (term.kind === 'modelGroup') for (const particle of term.particles) yield* elementsIn(particle, schema);
}

function isComplex(type: TypeDefinition): type is ComplexType {
  return type.kind === 'complexType';
}
