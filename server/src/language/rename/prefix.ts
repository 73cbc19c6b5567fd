/** Renames a namespace prefix: its declaration, and the names and values that use it there. */
import { scanName } from '../../xml/characters';
import { contextAt } from '../../xml/context';
import { entitiesOf } from '../../xml/entities';
import { ancestors, isPlacedElement, placedChildren, type Placed } from '../../xml/locate';
import { declaredPrefix, expandedName, prefixOf, scopeIn, type Scope } from '../../xml/namespaces';
import { NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { attributesOf, endTagOf, startTagOf, type Attribute } from '../../xml/tags';
import type { Task } from '../../xml/task';
import type { GovernedDocument } from '../../workspace/document';
import {
  nameKey,
  resolveChild,
  XSI_NAMESPACE,
  type ResolvedElement,
  type Schema,
  type TypeDefinition,
} from '../../xsd';
import { QNAME_ATTRIBUTES } from '../../xsd/read/qnames';
import { XSD_NAMESPACE, type SimpleType } from '../../xsd/simpleTypes';
import { textType } from '../support/describe';
import type { Refusal } from '../support/elementName';

/** A prefix in a name or in its declaration, and the element that declares it. */
export interface PrefixPlace {
  readonly prefix: string;
  /** Of the prefix, in UTF-16 units of the document. */
  readonly start: number;
  readonly end: number;
  readonly declaring: Placed<ElementNode>;
}

/** An edit of a prefix; `isDoubtful` where only the author knows whether the value uses it. */
export interface PrefixEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isDoubtful: boolean;
}

/** The prefix at an offset; `null` for none, or one that is not declared in the document. */
export function prefixAt({ tree }: GovernedDocument, offset: number): PrefixPlace | null {
  const context = contextAt(tree, offset);
  const { element, kind } = context;
  if (element === null || (kind !== 'tagName' && kind !== 'endTagName' && kind !== 'attributeName')) return null;
  const name = tree.slice(context.start, context.end);
  const declared = kind === 'attributeName' ? declaredPrefix(name) : null;
  const prefix = declared ?? prefixOf(name);
  const start = declared === null ? context.start : context.end - prefix.length;
  if (prefix === '' || offset < start || offset > start + prefix.length) return null;
  const declaring = [element, ...ancestors(element)].find(({ node }) => declares(node, prefix));
  return declaring === undefined ? null : { prefix, start, end: start + prefix.length, declaring };
}

/** The edits that rename a prefix wherever its declaration holds. */
export function* prefixEdits(
  document: GovernedDocument,
  { prefix, declaring }: PrefixPlace,
  newPrefix: string,
): Task<readonly PrefixEdit[] | Refusal> {
  if (newPrefix === prefix) return [];
  const invalid = prefixRefusal(newPrefix);
  if (invalid !== null) return invalid;
  const finder = new Finder(document, prefix, newPrefix);
  yield* finder.visit(declaring, resolved(document.schema, declaring));
  if (!finder.isTaken) return finder.edits;
  return { refused: 'The prefix "{0}" is already in use here. Choose another one.', args: [newPrefix] };
}

function prefixRefusal(prefix: string): Refusal | null {
  if (prefix === 'xml' || prefix === 'xmlns') {
    return { refused: 'The prefix "{0}" is reserved. Choose another one.', args: [prefix] };
  }
  if (prefix !== '' && !prefix.includes(':') && scanName(prefix, 0) === prefix.length) return null;
  return {
    refused:
      '"{0}" is not a valid prefix: it starts with a letter or "_", followed by letters, digits, ".", "-" and "_".',
    args: [prefix],
  };
}

function declares(node: ElementNode, prefix: string): boolean {
  return attributesOf(node).some(({ name }) => declaredPrefix(name) === prefix);
}

function resolved(schema: Schema | null, element: Placed<ElementNode>): ResolvedElement | null {
  if (schema === null) return null;
  return resolveChild(element.parent && resolved(schema, element.parent), element.node, schema);
}

/** The attributes of schema documents that have QNames, or paths of them. */
const SCHEMA_NAMES: ReadonlySet<string> = new Set([...QNAME_ATTRIBUTES, 'xpath']);

/** What can be a prefix in a value, also in paths and lists of names. */
const PREFIXES = /(?<![\p{L}\p{N}\p{M}_.:·-])[\p{L}_][\p{L}\p{N}\p{M}_.·-]*(?=:[\p{L}_*])/gu;

class Finder {
  readonly edits: PrefixEdit[] = [];
  isTaken = false;

  constructor(
    private readonly document: GovernedDocument,
    private readonly prefix: string,
    private readonly newPrefix: string,
  ) {}

  /** A loop with its own stack: documents can be nested thousands of elements deep. */
  *visit(declaring: Placed<ElementNode>, resolvedDeclaring: ResolvedElement | null): Task<void> {
    const { tree, schema } = this.document;
    const entities = entitiesOf(tree);
    const open = [{ element: declaring, info: resolvedDeclaring, scope: scopeIn(declaring, entities) }];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      yield;
      const { element, info, scope } = at;
      this.#element(element, info, scope);
      const type = info?.info.type ?? null;
      for (const child of placedChildren(element)) {
        if (child.node.kind === NodeKind.Text) {
          this.#value(textOf(child.node), child.offset, this.#certainty(type && textType(type)));
        } else if (isPlacedElement(child) && !declares(child.node, this.prefix)) {
          const inside = schema === null ? null : resolveChild(info, child.node, schema);
          open.push({ element: child, info: inside, scope: scope.enter(child.node, entities) });
        }
      }
    }
  }

  #element(element: Placed<ElementNode>, info: ResolvedElement | null, scope: Scope): void {
    this.#names(element);
    const { namespace } = expandedName(element.node.name, scope, 'element');
    for (const attribute of attributesOf(element.node)) {
      this.#attribute(attribute, element.offset, info, scope, namespace);
    }
  }

  #names({ node, offset }: Placed<ElementNode>): void {
    const { nameStart } = startTagOf(node);
    this.#name(node.name, offset + nameStart);
    const end = endTagOf(node);
    if (end.name !== '') this.#name(end.name, offset + end.nameStart);
  }

  #attribute(
    attribute: Attribute,
    offset: number,
    info: ResolvedElement | null,
    scope: Scope,
    elementNamespace: string,
  ): void {
    const { name, nameStart } = attribute;
    const declared = declaredPrefix(name);
    if (declared !== null) {
      if (declared === this.newPrefix) this.isTaken = true;
      const start = offset + nameStart + 'xmlns:'.length;
      if (declared === this.prefix) this.#edit(start, false);
      return;
    }
    this.#name(name, offset + nameStart);
    if (attribute.kind === 'AttributeWithoutValue') return;
    const { namespace, local } = expandedName(name, scope, 'attribute');
    const isName =
      (namespace === XSI_NAMESPACE && local === 'type') ||
      (namespace === '' && elementNamespace === XSD_NAMESPACE && SCHEMA_NAMES.has(local));
    const type = attributeType(info?.info.type ?? null, nameKey(namespace, local));
    const start = offset + attribute.valueStart;
    this.#value(
      this.document.tree.slice(start, offset + attribute.valueEnd),
      start,
      isName ? 'name' : this.#certainty(type),
    );
  }

  #name(name: string, start: number): void {
    const prefix = prefixOf(name);
    if (prefix === this.newPrefix) this.isTaken = true;
    if (prefix === this.prefix) this.#edit(start, false);
  }

  #value(text: string, start: number, certainty: 'name' | 'other' | 'unknown'): void {
    if (certainty === 'other' || !text.includes(`${this.prefix}:`)) return;
    for (const { 0: prefix, index } of text.matchAll(PREFIXES)) {
      if (prefix === this.prefix) this.#edit(start + index, certainty === 'unknown');
    }
  }

  /** Whether a value of a type is a qualified name; a string can be one, or have some, as a path does. */
  #certainty(type: SimpleType | null): 'name' | 'other' | 'unknown' {
    if (type === null) return 'unknown';
    if (type.usesScope) return 'name';
    const parts = type.itemType === null ? type.memberTypes : [type.itemType];
    const primitives = parts.length === 0 ? [type.primitive] : parts.map(({ primitive }) => primitive);
    return primitives.every((primitive) => primitive !== 'string' && primitive !== null) ? 'other' : 'unknown';
  }

  #edit(start: number, isDoubtful: boolean): void {
    this.edits.push({ start, end: start + this.prefix.length, text: this.newPrefix, isDoubtful });
  }
}

function attributeType(type: TypeDefinition | null, key: string): SimpleType | null {
  if (type?.kind !== 'complexType') return null;
  const use = type.attributeUses.find(({ declaration }) => nameKey(declaration.namespace, declaration.name) === key);
  return use?.declaration.type ?? null;
}
