import type { AttributeRow, ElementRow } from '../../domain/tables';
import { EMPTY_ENTITIES } from '../../xml/entities';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import {
  schemaInfo,
  type Annotation,
  type AttributeUse,
  type ElementDeclaration,
  type TypeDefinition,
} from '../../xsd';
import { allowedValues, displayName, type SimpleType } from '../../xsd/simpleTypes';
import type { GovernedDocument } from '../../workspace/document';
import { cardinalityIn, parseCardinality, type Cardinality } from './cardinality';
import { rootName } from '../../workspace/recognition';
import { localName, nameOf, type ExpandedName } from '../../xml/namespaces';

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
  readonly cardinality: Cardinality | null;
  readonly meaning: string;
  readonly usage: string;
  readonly example: string;
  readonly values: readonly DescribedValue[];
  /** The fixed value of the declaration (XSD 1.0 Structures, 2.2.2.2); `null` for none. */
  readonly fixed: string | null;
  /** The type of its text; `null` where it has none or nothing is known. */
  readonly simpleType: SimpleType | null;
  /** Where the row comes from, in the profile's words; `''` where there is no row. */
  readonly source: string;
  /** The report's table that the row belongs to; `null` where there is no row or its table has no number. */
  readonly table: DescribedTable | null;
  /** File of the schema that declares it; `''` where none does. */
  readonly schemaUri: string;
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
    ...rowTexts(document, row, [declaration?.annotation, type?.kind === 'complexType' ? type.annotation : null]),
    values: values(row, simpleType),
    fixed: fixedValue(declaration),
    simpleType,
    schemaUri: declaration?.source?.uri ?? '',
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
    ...rowTexts(document, row, [use?.annotation, use?.declaration.annotation]),
    values: values(row, simpleType),
    fixed: fixedValue(use),
    simpleType,
    schemaUri: use?.source.uri ?? '',
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
): Pick<Description, 'meaning' | 'usage' | 'example' | 'source' | 'table'> {
  if (row === undefined)
    return { meaning: documentation(annotations), usage: '', example: '', source: '', table: null };
  const source = sourceNamed(row.source, vocabulary);
  const table = vocabulary?.tableOf(row);
  return {
    meaning: row.is,
    usage: row.use,
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

/** The text of the first annotation that has one. */
function documentation(annotations: readonly (Annotation | null | undefined)[]): string {
  for (const annotation of annotations) {
    const text = annotation?.documentation.map((part) => part.text.trim()).join('\n\n');
    if (text) return text;
  }
  return '';
}

function values(row: Row, type: SimpleType | null): readonly DescribedValue[] {
  if (row?.values !== undefined) return row.values.map(({ value, is }) => ({ value, meaning: is }));
  if (type === null) return [];
  return allowedValues(type).map((allowed) => ({ value: allowed.value, meaning: allowed.documentation }));
}

function fixedValue(of: Pick<ElementDeclaration, 'valueConstraint'> | null): string | null {
  return of?.valueConstraint?.kind === 'fixed' ? of.valueConstraint.value : null;
}

/** The simple type of the text in an element of a type; `null` where it holds no text or mixed content. */
export function textType(type: TypeDefinition): SimpleType | null {
  return type.kind === 'simpleType' ? type : type.simpleType;
}

/** `DateTimeType (xs:dateTime)`, `xs:string`, `PatchType`. */
function typeName(type: TypeDefinition): string {
  if (type.kind === 'simpleType') return displayName(type);
  const text = type.simpleType && displayName(type.simpleType);
  if (type.name === null) return text ?? '';
  return text === null || text === type.name ? type.name : `${type.name} (${text})`;
}
