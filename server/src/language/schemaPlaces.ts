/** Where the schema declares what is at an offset of a document, and where it defines the type of it. */
import { rangeOf, type Range } from '../workspace/diagnostic';
import type { GovernedDocument } from '../workspace/document';
import { contextAt, type Context } from '../xml/context';
import { entitiesOf } from '../xml/entities';
import { expandedName, localName, scopeIn } from '../xml/namespaces';
import { nameKey, schemaInfo, schemaTree, XSI_NAMESPACE, type Schema, type SchemaPlace } from '../xsd';
import { allowedValues, type SimpleType } from '../xsd/simpleTypes';
import { useOf } from './completion/valuePlace';
import { textType } from './support/describe';

/** A place in a schema document, and the name or value in the document that it is about. */
export interface SchemaTarget {
  /** Of the name or value, in UTF-16 units of the document. */
  readonly start: number;
  readonly end: number;
  /** Of the schema document. */
  readonly uri: string;
  readonly range: Range;
}

/** The declaration of the element or attribute at an offset, the definition of an enumerated value or of the type in `xsi:type`. */
export function schemaDeclaration(document: GovernedDocument, offset: number): SchemaTarget | null {
  return target(document, offset, (context, schema) => {
    const { attribute, type, simpleType, declaration } = found(document, context, schema);
    if (context.kind === 'attributeName') return attribute;
    if (context.kind === 'tagName' || context.kind === 'endTagName') return declaration ?? type;
    if (context.kind !== 'attributeValue') return valuePlace(document, context, simpleType);
    return isXsiType(document, context) ? type : valuePlace(document, context, simpleType);
  });
}

/** The definition of the type of the element, attribute or text at an offset; `null` for a built-in type. */
export function schemaType(document: GovernedDocument, offset: number): SchemaTarget | null {
  return target(document, offset, (context, schema) => {
    const { type, simpleType } = found(document, context, schema);
    const isOfAttribute = context.kind === 'attributeName' || context.kind === 'attributeValue';
    if (isOfAttribute && !isXsiType(document, context)) return simpleType?.source ?? null;
    return type;
  });
}

function target(
  document: GovernedDocument,
  offset: number,
  placeOf: (context: Context, schema: Schema) => SchemaPlace | null,
): SchemaTarget | null {
  const { tree, schema } = document;
  const context = contextAt(tree, offset);
  if (schema === null || context.start === context.end) return null;
  const place = placeOf(context, schema);
  const schemaDocument = place && schemaTree(schema, place.uri);
  if (place === null || schemaDocument === null) return null;
  return { start: context.start, end: context.end, uri: place.uri, range: rangeOf(schemaDocument, place) };
}

interface Found {
  readonly declaration: SchemaPlace | null;
  /** The type of the element. */
  readonly type: SchemaPlace | null;
  readonly attribute: SchemaPlace | null;
  /** The type of the text or of the attribute. */
  readonly simpleType: SimpleType | null;
}

const NOTHING: Found = { declaration: null, type: null, attribute: null, simpleType: null };

function found(document: GovernedDocument, context: Context, schema: Schema): Found {
  const { element } = context;
  const info = element == null ? null : schemaInfo(element, schema);
  if (element == null || info === null) return NOTHING;
  const { declaration, type } = info;
  const ofElement = { declaration: declaration?.source ?? null, type: type?.source ?? null, attribute: null };
  if (context.kind !== 'attributeName' && context.kind !== 'attributeValue') {
    return { ...ofElement, simpleType: type && textType(type) };
  }
  const name = expandedName(context.attribute.name, scopeIn(element, entitiesOf(document.tree)), 'attribute');
  const use = useOf(document, element, name);
  const declared = use?.declaration ?? schema.attributes.get(nameKey(name.namespace, name.local));
  return { ...ofElement, attribute: use?.source ?? declared?.source ?? null, simpleType: declared?.type ?? null };
}

/** The place of an enumerated value. */
function valuePlace({ tree }: GovernedDocument, { start, end }: Context, type: SimpleType | null): SchemaPlace | null {
  const text = tree.slice(start, end).trim();
  return (type && allowedValues(type).find(({ value }) => value === text)?.source) ?? null;
}

function isXsiType({ tree }: GovernedDocument, context: Context): boolean {
  if (context.kind !== 'attributeValue' || localName(context.attribute.name) !== 'type') return false;
  const scope = scopeIn(context.element, entitiesOf(tree));
  return expandedName(context.attribute.name, scope, 'attribute').namespace === XSI_NAMESPACE;
}
