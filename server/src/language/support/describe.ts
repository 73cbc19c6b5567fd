import type { AttributeRow, ElementRow } from '../../domain/tables';
import { EMPTY_ENTITIES } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import {
  schemaInfo,
  type Annotation,
  type AttributeUse,
  type ElementDeclaration,
  type Schema,
  type SchemaPlace,
  type TypeDefinition,
} from '../../xsd';
import { allowedValues, displayName, type SimpleType } from '../../xsd/simpleTypes';
import type { GovernedDocument } from '../../workspace/document';
import { cardinalityIn, parseCardinality, type Cardinality } from './cardinality';
import { rootName } from '../../workspace/recognition';
import { localName, nameOf, type ExpandedName } from '../../xml/namespaces';
import { attributeGroupNote, firstText, groupNote, headNote, typeNote, type Note } from './typeDocumentation';

/** A value that is allowed for an element or attribute, and its meaning; `''` where none is documented. */
export interface DescribedValue {
  readonly value: string;
  readonly meaning: string;
}

/**
 * What is known about an element or an attribute. Types and cardinality come from the schema that governs the document, the
 * meaning from the row of the element tables, else from the schema's documentation. Missing texts are empty.
 */
export interface Description {
  readonly name: string;
  readonly typeName: string;
  /** Of an anonymous complex type; `null` for any other. */
  readonly anonymous: AnonymousType | null;
  readonly cardinality: Cardinality | null;
  readonly meaning: string;
  readonly usage: string;
  /** Documentation of its type, its group and the like. */
  readonly notes: readonly Note[];
  readonly example: string;
  readonly values: readonly DescribedValue[];
  /** The fixed value of the declaration (XSD 1.0 Structures, 2.2.2.2); `null` for none. */
  readonly fixed: string | null;
  /** The default value of the declaration; `null` for none. */
  readonly defaultValue: string | null;
  /** The type of its text; `null` where it has none or nothing is known. */
  readonly simpleType: SimpleType | null;
  /** Where the row comes from, in the profile's words; `''` where there is no row. */
  readonly source: string;
  /** The report's table that the row belongs to; `null` where there is no row or its table has no number. */
  readonly table: DescribedTable | null;
  /** The place of the declaration in a schema document; `null` where none declares it. */
  readonly declared: SchemaPlace | null;
}

/** What there is to say about a type without a name. */
export interface AnonymousType {
  readonly derivation: 'extension' | 'restriction' | null;
  /** Name of its base type; `''` for none but `xs:anyType`. */
  readonly base: string;
  readonly content: 'empty' | 'mixed' | 'elements';
}

/** A table of the report; `source` says where its number comes from, in the profile's words. */
export interface DescribedTable {
  readonly name: string;
  readonly number: string;
  readonly source: string;
}

/** Describes an element of the document. */
export function describeElement(document: GovernedDocument, element: Placed<ElementNode>): Description {
  const { schema } = document;
  const found = schema === null ? null : schemaInfo(element, schema);
  const name = nameOf(element, EMPTY_ENTITIES);
  return elementDescription(document, element.parent, name, found?.declaration ?? null, found?.type ?? null);
}

/** Describes an element that completion offers in `parent`; `null`: as the root. */
export function describeDeclaration(
  document: GovernedDocument,
  parent: Placed<ElementNode> | null,
  declaration: ElementDeclaration,
): Description {
  const name = { namespace: declaration.namespace, local: declaration.name };
  return elementDescription(document, parent, name, declaration, declaration.type);
}

function elementDescription(
  document: GovernedDocument,
  parent: Placed<ElementNode> | null,
  name: ExpandedName,
  declaration: ElementDeclaration | null,
  type: TypeDefinition | null,
): Description {
  const row = elementRow(document, parent, name);
  const parentType = parent && document.schema && schemaInfo(parent, document.schema)?.type;
  const simpleType = type && textType(type);
  return {
    name: name.local,
    typeName: type === null ? (row?.type ?? '') : typeName(type),
    cardinality: cardinalityOf(parentType && declaration && cardinalityIn(parentType, declaration), row),
    anonymous: type === null ? null : anonymousType(type),
    ...rowTexts(document, row, [declaration?.annotation], () =>
      elementNotes(document.schema, declaration, type, parentType ?? null),
    ),
    values: values(row, simpleType),
    ...constraintOf(declaration),
    simpleType,
    declared: declaration?.source ?? null,
  };
}

/**
 * Describes an attribute of an element.
 * @param name as written, with its prefix
 * @param use the schema's attribute use; `null` where it has none
 */
export function describeAttribute(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  name: string,
  use: AttributeUse | null,
): Description {
  const type = document.schema && schemaInfo(element, document.schema)?.type;
  const row = type?.name == null ? undefined : document.vocabulary?.attributeRow(type.name, localName(name));
  const simpleType = use?.declaration.type ?? null;
  return {
    name,
    typeName: simpleType === null ? (row?.type ?? '') : displayName(simpleType),
    cardinality: cardinalityOf(use && { min: use.required ? 1 : 0, max: 1 }, row),
    anonymous: null,
    ...rowTexts(document, row, [use?.annotation, use?.declaration.annotation], () =>
      attributeNotes(document.schema, use),
    ),
    values: values(row, simpleType),
    ...constraintOf(use),
    simpleType,
    declared: use?.source ?? null,
  };
}

/** Rows describe elements in the namespace of the root; other namespaces are the suppliers' own. */
function elementRow(
  { tree, vocabulary }: GovernedDocument,
  parent: Placed<ElementNode> | null,
  name: ExpandedName,
): ElementRow | undefined {
  const root = rootName(tree);
  if (root !== null && root.namespace !== name.namespace) return undefined;
  return vocabulary?.elementRow(parent && localName(parent.node.name), name.local);
}

type Row = ElementRow | AttributeRow | undefined;

function cardinalityOf(bySchema: Cardinality | null | undefined, row: Row): Cardinality | null {
  return bySchema ?? (row === undefined ? null : parseCardinality(row.cardinality));
}

function rowTexts(
  { vocabulary }: GovernedDocument,
  row: Row,
  annotations: readonly (Annotation | null | undefined)[],
  notesOf: () => readonly (Note | null)[],
): Pick<Description, 'meaning' | 'usage' | 'notes' | 'example' | 'source' | 'table'> {
  if (row === undefined) {
    const own = firstText(annotations);
    // A group says what its members have in common: their own documentation says it better.
    const notes = notesOf().filter((note) => note !== null && (own === '' || note.kind === 'type')) as Note[];
    const [first] = notes;
    // The documentation of a type without a name is that of its element.
    const isOwn = own === '' && first?.name === '' && first.kind === 'type';
    const meaning = isOwn ? first.text : own;
    return { meaning, usage: '', notes: isOwn ? notes.slice(1) : notes, example: '', source: '', table: null };
  }
  const source = sourceNamed(row.source, vocabulary);
  const table = vocabulary?.tableOf(row);
  return {
    meaning: row.is,
    usage: row.use,
    notes: [],
    example: row.example,
    source,
    table: table === undefined ? null : { ...table, source: sourceNamed(table.source, vocabulary) },
  };
}

/** The text of a source of the profile; the name itself where the profile has no such source. */
function sourceNamed(name: string, vocabulary: GovernedDocument['vocabulary']): string {
  const sources = vocabulary?.profile.sources ?? {};
  return Object.hasOwn(sources, name) ? sources[name]! : name;
}

function elementNotes(
  schema: Schema | null,
  declaration: ElementDeclaration | null,
  type: TypeDefinition | null,
  parentType: TypeDefinition | null,
): readonly (Note | null)[] {
  if (schema === null) return [];
  return [
    type && typeNote(type, schema),
    declaration && headNote(declaration),
    parentType && declaration && groupNote(parentType, declaration, schema),
  ];
}

function attributeNotes(schema: Schema | null, use: AttributeUse | null): readonly (Note | null)[] {
  if (schema === null || use === null) return [];
  return [typeNote(use.declaration.type, schema), attributeGroupNote(use, schema)];
}

function values(row: Row, type: SimpleType | null): readonly DescribedValue[] {
  if (row?.values !== undefined) return row.values.map(({ value, is }) => ({ value, meaning: is }));
  if (type === null) return [];
  return allowedValues(type).map((allowed) => ({ value: allowed.value, meaning: allowed.documentation }));
}

function constraintOf(
  of: Pick<ElementDeclaration, 'valueConstraint'> | null,
): Pick<Description, 'fixed' | 'defaultValue'> {
  const { kind, value = null } = of?.valueConstraint ?? {};
  return { fixed: kind === 'fixed' ? value : null, defaultValue: kind === 'default' ? value : null };
}

function anonymousType(type: TypeDefinition): AnonymousType | null {
  if (type.kind === 'simpleType' || type.name !== null) return null;
  const { base, derivation, contentKind } = type;
  const isDerived = base.name !== null && !(base.kind === 'complexType' && base.name === 'anyType');
  const content = contentKind === 'empty' || contentKind === 'mixed' ? contentKind : 'elements';
  return { derivation: isDerived ? derivation : null, base: isDerived ? typeName(base) : '', content };
}

/** The simple type of the text in an element of a type; `null` where it holds no text or mixed content. */
export function textType(type: TypeDefinition): SimpleType | null {
  return type.kind === 'simpleType' ? type : type.simpleType;
}

/** `DateTimeType (xs:dateTime)`, `xs:string`, `PatchType`; `''` for an anonymous type with elements. */
export function typeName(type: TypeDefinition): string {
  if (type.kind === 'simpleType') return displayName(type);
  const text = type.simpleType && displayName(type.simpleType);
  if (type.name === null) return text ?? '';
  return text === null || text === type.name ? type.name : `${type.name} (${text})`;
}
