/** A view of a schema document: elements with expanded names, attributes with values, each with its range in the document. */
import type { SchemaPlace } from '../components';
import { attributesWithDefaults, attributeValue, contentValue } from '../../xml/values';
import { startTagOf, type Attribute } from '../../xml/tags';
import { entitiesOf, type Entities } from '../../xml/entities';
import { included } from '../../xml/entities/inclusion';
import { expandedName, Scope } from '../../xml/namespaces';
import { forEachChild, isElement, NodeFlag, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { rootElement } from '../../xml/locate';
import type { XmlTree } from '../../xml/tree';

export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** An attribute in a schema document, not a namespace declaration. */
export class SchemaAttribute {
  constructor(
    readonly local: string,
    readonly namespace: string,
    /** Entities expanded, attribute-normalised. */
    readonly value: string,
    // Created on demand: most attributes are never reported.
    private readonly written: Attribute,
    private readonly placeIn: (start: number, end: number) => SchemaPlace,
  ) {}

  get name(): SchemaPlace {
    return this.placeIn(this.written.nameStart, this.written.nameEnd);
  }

  /** The value without its quotes. */
  get place(): SchemaPlace {
    return this.placeIn(this.written.valueStart, this.written.valueEnd);
  }
}

/** One document of a schema under one target namespace (a chameleon document can have several). */
export interface SchemaDocument {
  readonly uri: string;
  readonly tree: XmlTree;
  /** The root element, whatever it is; `null` if the text has none. */
  readonly outermost: SchemaElement | null;
  /** The root element if it is `xs:schema`, else `null`. */
  readonly root: SchemaElement | null;
  /** The document's own targetNamespace, or that of the document that includes it; `''` for none. */
  readonly targetNamespace: string;
  /** Without a targetNamespace of its own, it got that of the including document: unprefixed names resolve to that. */
  readonly chameleon: boolean;
  /** The namespaces that it imports. */
  readonly imports: Set<string>;
  /** The range in the document between two offsets of the expanded text; text from an entity is at the reference. */
  readonly placeOf: (start: number, end: number) => SchemaPlace;
  /** Elements that are not allowed where they are: reported once, then ignored. */
  readonly misplaced: Set<SchemaElement>;
}

/** An element of a schema document. */
export class SchemaElement {
  readonly local: string;
  readonly namespace: string;
  readonly scope: Scope;
  #attributes: readonly SchemaAttribute[] | null = null;
  #children: readonly SchemaElement[] | null = null;
  #definitions: readonly SchemaElement[] | null = null;

  constructor(
    readonly document: SchemaDocument,
    readonly parent: SchemaElement | null,
    readonly node: ElementNode,
    /** UTF-16 offset of its `<` in the text with entities expanded. */
    private readonly offset: number,
    private readonly entities: Entities,
  ) {
    this.scope = (parent?.scope ?? Scope.ROOT).enter(node, entities);
    const name = expandedName(node.name, this.scope, 'element');
    this.local = name.local;
    this.namespace = name.namespace;
  }

  /** Whether it is in the XSD namespace (with that name). */
  isXsd(local: string = this.local): boolean {
    return this.namespace === XSD_NAMESPACE && this.local === local;
  }

  /** The name in the start tag. */
  get place(): SchemaPlace {
    const tag = startTagOf(this.node);
    return this.#place(tag.nameStart, tag.nameEnd);
  }

  /** Whether a range is within this element. */
  contains({ uri, start, end }: SchemaPlace): boolean {
    const own = this.document.placeOf(this.offset, this.offset + this.node.width);
    return uri === own.uri && start >= own.start && end <= own.end;
  }

  get attributes(): readonly SchemaAttribute[] {
    return (this.#attributes ??= this.#readAttributes());
  }

  /** The child elements, of any namespace. */
  get children(): readonly SchemaElement[] {
    return (this.#children ??= this.#readChildren());
  }

  /** The children in the XSD namespace without annotations and misplaced elements, after the document was checked. */
  get definitions(): readonly SchemaElement[] {
    return (this.#definitions ??= this.children.filter((child) => this.#isDefinition(child)));
  }

  #isDefinition(child: SchemaElement): boolean {
    return child.isXsd() && child.local !== 'annotation' && !this.document.misplaced.has(child);
  }

  /** The first of {@link definitions} with one of these names. */
  child(...locals: string[]): SchemaElement | undefined {
    return this.definitions.find((child) => locals.includes(child.local));
  }

  /** The document's `xs:schema`. */
  get schema(): SchemaElement {
    return this.parent?.schema ?? this;
  }

  /** An attribute without namespace. */
  attribute(local: string): SchemaAttribute | undefined {
    for (const attribute of this.attributes) {
      if (attribute.local === local && attribute.namespace === '') return attribute;
    }
    return undefined;
  }

  /** The value of an attribute without namespace, surrounding whitespace removed. */
  value(local: string): string | undefined {
    return this.attribute(local)?.value.trim();
  }

  /** The range of an attribute's value; without such an attribute, that of the name in the start tag. */
  placeOf(local: string): SchemaPlace {
    return this.attribute(local)?.place ?? this.place;
  }

  /** The ranges of its own text and references, other than whitespace. */
  strayText(): readonly SchemaPlace[] {
    const places: SchemaPlace[] = [];
    forEachChild(this.node.content, this.node.openWidth, (child, offset) => {
      const isText = child.kind === NodeKind.Text || child.kind === NodeKind.CData || child.kind === NodeKind.Reference;
      if (!isText || (child.flags & NodeFlag.Whitespace) !== 0) return;
      const text = textOf(child);
      const start = offset + text.length - text.trimStart().length;
      places.push(this.#place(start, start + text.trim().length));
    });
    return places;
  }

  /** Its character data and that of its descendants. */
  get text(): string {
    return contentValue(this.node, this.entities) + this.children.map((child) => child.text).join('');
  }

  /** The source between its tags. */
  get innerSource(): string {
    return this.node.content === null ? '' : textOf(this.node.content);
  }

  #place(start: number, end: number): SchemaPlace {
    return this.document.placeOf(this.offset + start, this.offset + end);
  }

  #readAttributes(): SchemaAttribute[] {
    const attributes: SchemaAttribute[] = [];
    const placeIn = (start: number, end: number): SchemaPlace => this.#place(start, end);
    for (const attribute of attributesWithDefaults(this.node, this.entities)) {
      if (attribute.kind === 'AttributeWithoutValue') continue;
      const { namespace, local } = expandedName(attribute.name, this.scope, 'attribute');
      if (attribute.name === 'xmlns' || namespace === XMLNS_NAMESPACE || attribute.name.startsWith('xmlns:')) continue;
      const value = attributeValue(attribute, this.entities);
      attributes.push(new SchemaAttribute(local, namespace, value, attribute, placeIn));
    }
    return attributes;
  }

  #readChildren(): SchemaElement[] {
    const children: SchemaElement[] = [];
    forEachChild(this.node.content, this.offset + this.node.openWidth, (child, offset) => {
      if (isElement(child)) children.push(new SchemaElement(this.document, this, child, offset, this.entities));
    });
    return children;
  }
}

/**
 * The view of a parsed text as a schema document.
 * @param includer the target namespace of the including document; `null` if it is not included
 */
export function schemaDocument(uri: string, tree: XmlTree, includer: string | null): SchemaDocument {
  const document = {
    uri,
    tree,
    outermost: null as SchemaElement | null,
    root: null as SchemaElement | null,
    targetNamespace: '',
    chameleon: false,
    imports: new Set<string>(),
    placeOf: (start: number, end: number): SchemaPlace => ({ uri, start, end }),
    misplaced: new Set<SchemaElement>(),
  };
  const placed = rootElement(tree);
  if (placed === null) return document;
  const entities = entitiesOf(tree);
  const inclusion = included(placed.node, entities);
  if (inclusion !== null) {
    const { offset } = placed;
    document.placeOf = (start, end) => {
      const place = inclusion.placeOf({ start: start - offset, end: end - offset });
      return { uri, start: place.start + offset, end: place.end + offset };
    };
  }
  const outermost = new SchemaElement(document, null, inclusion?.node ?? placed.node, placed.offset, entities);
  document.outermost = outermost;
  if (!outermost.isXsd('schema')) return document;
  const own = outermost.value('targetNamespace');
  document.root = outermost;
  document.targetNamespace = own ?? includer ?? '';
  document.chameleon = own === undefined && document.targetNamespace !== '';
  return document;
}
