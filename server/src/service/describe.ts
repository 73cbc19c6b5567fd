import type { AttributeRow, ElementRow } from '../vpc/tables';
import type { Vocabulary } from '../vpc/vocabulary';
import { EMPTY_ENTITIES } from '../xml/entities';
import type { Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import { governing, type Annotation, type AttributeUse, type ElementDeclaration, type TypeDefinition } from '../xsd';
import { allowedValues, displayName, type SimpleType } from '../xsd/simpleTypes';
import type { GovernedDocument } from './document';
import { localName, nameOf, type ExpandedName } from './elementNames';
import { occurrenceIn, parseOccurrence, type Occurrence } from './occurrence';
import { rootName } from './recognition';

/** A value that may stand somewhere, and its meaning (`''` where nobody said one). */
export interface DescribedValue {
  readonly value: string;
  readonly meaning: string;
}

/**
 * What people are told about an element or an attribute. What may stand where comes from the schema that governs the
 * document, what it means from the row of the element tables, else from the schema's documentation. Texts that nobody
 * wrote are empty.
 */
export interface Description {
  readonly name: string;
  readonly typeName: string;
  readonly occurrence: Occurrence | null;
  readonly meaning: string;
  readonly usage: string;
  readonly example: string;
  readonly values: readonly DescribedValue[];
  /** The only value that may stand there; `null` where there is none such. */
  readonly fixed: string | null;
  /** Of the text that may stand there; `null` where none may or nothing is known. */
  readonly simpleType: SimpleType | null;
  /** Where the row comes from, in the profile's words; `''` where there is no row. */
  readonly source: string;
  /** File of the schema that declares it; `''` where none does. */
  readonly schemaUri: string;
}

/** What an element that stands in the document is. */
export function describeElement(document: GovernedDocument, element: Placed<ElementNode>): Description {
  const { schema } = document;
  const found = schema === null ? null : governing(element, schema);
  const name = nameOf(element, EMPTY_ENTITIES);
  return elementDescription(document, element.parent, name, found?.declaration ?? null, found?.type ?? null);
}

/** What an element would be that completion puts into `parent` (`null`: the root). */
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
  const parentType = parent && document.schema && governing(parent, document.schema)?.type;
  const simpleType = type && textType(type);
  return {
    name: name.local,
    typeName: type === null ? (row?.type ?? '') : typeName(type),
    occurrence: occurrence(parentType && declaration && occurrenceIn(parentType, declaration), row),
    ...rowTexts(document, row, [declaration?.annotation, type?.kind === 'complexType' ? type.annotation : null]),
    values: values(row, simpleType),
    fixed: fixedValue(declaration),
    simpleType,
    schemaUri: declaration?.source?.uri ?? '',
  };
}

/**
 * What an attribute of an element is.
 * @param name as written, prefix and all
 * @param use what the schema says of it; `null` where it says nothing
 */
export function describeAttribute(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  name: string,
  use: AttributeUse | null,
): Description {
  const type = document.schema && governing(element, document.schema)?.type;
  const row = type?.name == null ? undefined : document.vocabulary?.attributeRow(type.name, localName(name));
  const simpleType = use?.declaration.type ?? null;
  return {
    name,
    typeName: simpleType === null ? (row?.type ?? '') : displayName(simpleType),
    occurrence: occurrence(use && { min: use.required ? 1 : 0, max: 1 }, row),
    ...rowTexts(document, row, [use?.annotation, use?.declaration.annotation]),
    values: values(row, simpleType),
    fixed: fixedValue(use),
    simpleType,
    schemaUri: use?.source.uri ?? '',
  };
}

/** Rows speak of elements in the namespace of the root; other namespaces are the suppliers' own. */
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

function occurrence(bySchema: Occurrence | null | undefined, row: Row): Occurrence | null {
  return bySchema ?? (row === undefined ? null : parseOccurrence(row.cardinality));
}

function rowTexts(
  { vocabulary }: GovernedDocument,
  row: Row,
  annotations: readonly (Annotation | null | undefined)[],
): Pick<Description, 'meaning' | 'usage' | 'example' | 'source'> {
  if (row === undefined) return { meaning: documentation(annotations), usage: '', example: '', source: '' };
  const source = vocabulary?.profile.sources[row.source] ?? row.source;
  const table = containerTable(vocabulary, row);
  return {
    meaning: row.is,
    usage: row.use,
    example: row.example,
    source: table === '' ? source : `${source} (${table})`,
  };
}

/** Of a container's own element, the table of the report that describes it. */
function containerTable(vocabulary: Vocabulary | null, row: ElementRow | AttributeRow): string {
  if (vocabulary === null || 'of' in row) return '';
  const containers = Object.values(vocabulary.profile.containers);
  return containers.find(({ element }) => element === row.name)?.table ?? '';
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

/** The simple type of the text that an element of a type holds; `null` where it holds none or any. */
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
