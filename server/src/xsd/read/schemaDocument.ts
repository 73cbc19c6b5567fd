/** A schema document as the resolver wants to see it: elements with expanded names and attributes with values, each with its place. */
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

/** An attribute of a schema document's element; namespace declarations are left out. */
export class SchemaAttribute {
  constructor(
    readonly local: string,
    readonly namespace: string,
    /** Entities expanded, attribute-normalised. */
    readonly value: string,
    // Most attributes are never pointed at: their places are made when asked for.
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

/** One document of a schema, as it takes part under one target namespace (a chameleon document may do so under several). */
export interface SchemaDocument {
  readonly uri: string;
  readonly tree: XmlTree;
  /** The outermost element, whatever it is; `null` where the text has none. */
  readonly outermost: SchemaElement | null;
  /** The `xs:schema`; `null` where the outermost element is something else. */
  readonly root: SchemaElement | null;
  /** The document's own targetNamespace, or that of the document that includes it; `''` for none. */
  readonly targetNamespace: string;
  /** It has no targetNamespace of its own and got one: names without a namespace mean the one it got. */
  readonly chameleon: boolean;
  /** Namespaces that its imports let it refer to. */
  readonly imports: Set<string>;
  /** The place of what stands between two offsets; what an entity brings in stands where the reference does. */
  readonly placeOf: (start: number, end: number) => SchemaPlace;
  /** Elements that may not stand where they stand: reported once, then left out. */
  readonly misplaced: Set<SchemaElement>;
}

/** An element of a schema document. */
export class SchemaElement {
  readonly local: string;
  readonly namespace: string;
  readonly scope: Scope;
  #attributes: readonly SchemaAttribute[] | null = null;
  #children: readonly SchemaElement[] | null = null;

  constructor(
    readonly document: SchemaDocument,
    readonly parent: SchemaElement | null,
    readonly node: ElementNode,
    /** UTF-16 offset of its `<`, all that entities bring in counted. */
    private readonly offset: number,
    private readonly entities: Entities,
  ) {
    this.scope = (parent?.scope ?? Scope.ROOT).enter(node, entities);
    const name = expandedName(node.name, this.scope, 'element');
    this.local = name.local;
    this.namespace = name.namespace;
  }

  /** Is it `xs:…` (of that name)? */
  isXsd(local: string = this.local): boolean {
    return this.namespace === XSD_NAMESPACE && this.local === local;
  }

  /** The name in the start tag. */
  get place(): SchemaPlace {
    const tag = startTagOf(this.node);
    return this.#place(tag.nameStart, tag.nameEnd);
  }

  /** Whether a place is in this element. */
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

  /** The children in the XSD namespace that stand where they may, annotations left out. */
  get definitions(): readonly SchemaElement[] {
    return this.children.filter((child) => this.#isDefinition(child));
  }

  #isDefinition(child: SchemaElement): boolean {
    return child.isXsd() && child.local !== 'annotation' && !this.document.misplaced.has(child);
  }

  /** The first child `xs:local`, misplaced ones not counted. */
  child(...locals: string[]): SchemaElement | undefined {
    return this.children.find((child) => locals.includes(child.local) && this.#isDefinition(child));
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

  /** The value of an attribute without namespace, blanks around it removed. */
  value(local: string): string | undefined {
    return this.attribute(local)?.value.trim();
  }

  /** Where an attribute's value stands; the start tag's name where there is no such attribute. */
  placeOf(local: string): SchemaPlace {
    return this.attribute(local)?.place ?? this.place;
  }

  /** Text and references directly in it that are not white space, each with its place. */
  strayText(): readonly SchemaPlace[] {
    const places: SchemaPlace[] = [];
    forEachChild(this.node.content, this.node.openWidth, (child, offset) => {
      const isText = child.kind === NodeKind.Text || child.kind === NodeKind.CData || child.kind === NodeKind.Reference;
      if (!isText || (child.flags & NodeFlag.Blank) !== 0) return;
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

  /** What stands between its tags, as written. */
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
 * Views a parsed text as a schema document.
 * @param includer the target namespace that an including document gives it; `null` where it is not included
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
