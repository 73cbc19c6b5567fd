import { type Entities, EMPTY_ENTITIES } from './entities';
import type { ElementNode } from './nodes';
import { NodeFlag } from './nodes';
import { detached } from './strings';
import { attributesOf, startTagOf, type StartTag } from './tags';
import { attributeDefaults, attributeValue } from './values';
import type { Placed } from './locate';

/** The namespace of the prefix `xml`, bound without a declaration (NS 3). */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
/** The namespace of `xmlns` and `xmlns:…` attributes, to which no prefix can be bound (NS 3). */
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** A name with its prefix resolved. */
export interface ExpandedName {
  /** Empty for no namespace. */
  readonly namespace: string;
  readonly local: string;
}

/** How many inner scopes a scope keeps. A document has few of them, but many can arise in a long series of edits. */
const MAX_INNER_SCOPES = 64;

/**
 * The namespace declarations in force at an element: Namespaces in XML 1.0 (3rd edition), 6.
 * Equal declarations in the same scope give the identical inner scope, so that a scope can be a key of memoised results.
 */
export class Scope {
  /** The scope outside the root element: only `xml` and `xmlns` are bound. */
  static readonly ROOT = new Scope(
    new Map([
      ['', ''],
      ['xml', XML_NAMESPACE],
      ['xmlns', XMLNS_NAMESPACE],
    ]),
  );

  private readonly inner = new Map<string, Scope>();
  /** Inner scopes by start tag (equal tags are one object, see `startTagOf`), for documents without declared entities. */
  private readonly byTag = new WeakMap<StartTag, Scope>();

  private constructor(private readonly bindings: ReadonlyMap<string, string>) {}

  /**
   * The namespace that a prefix is bound to (`''` is the prefix of the default namespace): empty for no namespace,
   * undefined for a prefix that is not declared. An invalid declaration declares nothing.
   */
  lookup(prefix: string): string | undefined {
    return this.bindings.get(prefix);
  }

  /** A prefix that is bound to a namespace, the default one first; undefined for none. */
  prefixOf(namespace: string): string | undefined {
    if ((this.bindings.get('') ?? '') === namespace) return '';
    for (const [prefix, bound] of this.bindings) if (bound === namespace) return prefix;
    return undefined;
  }

  /** The scope in an element, its own declarations included; `this` where the element declares nothing new. */
  enter(element: ElementNode, entities: Entities = EMPTY_ENTITIES): Scope {
    if ((element.flags & NodeFlag.Declares) === 0 && entities.attributes.size === 0) return this;
    if (entities !== EMPTY_ENTITIES) return this.declaring(element, entities);
    const tag = startTagOf(element);
    let scope = this.byTag.get(tag);
    if (scope === undefined) this.byTag.set(tag, (scope = this.declaring(element, entities)));
    return scope;
  }

  private declaring(element: ElementNode, entities: Entities): Scope {
    const declared = new Map<string, string>();
    for (const [prefix, namespace] of declarationsOf(element, entities)) {
      // Scope.ROOT keeps all inner scopes alive; without a copy, they would keep the document's text alive.
      if (this.bindings.get(prefix) !== namespace) declared.set(detached(prefix), detached(namespace));
    }
    return declared.size === 0 ? this : this.with(declared);
  }

  private with(declared: ReadonlyMap<string, string>): Scope {
    const key = JSON.stringify([...declared].sort(([a], [b]) => (a < b ? -1 : 1)));
    let scope = this.inner.get(key);
    if (scope === undefined) {
      if (this.inner.size >= MAX_INNER_SCOPES) this.inner.clear();
      scope = new Scope(new Map([...this.bindings, ...declared]));
      this.inner.set(key, scope);
    }
    return scope;
  }
}

/** Prefix and namespace of each valid declaration of an element; of duplicates, the first. */
function* declarationsOf(element: ElementNode, entities: Entities): Generator<[string, string], void, undefined> {
  const seen = new Set<string>();
  for (const attribute of attributesOf(element)) {
    const prefix = declaredPrefix(attribute.name);
    if (prefix === null || seen.has(prefix)) continue;
    seen.add(prefix);
    const namespace = attributeValue(attribute, entities, element.name);
    if (!isReserved(prefix, namespace)) yield [prefix, namespace];
  }
  if (entities.attributes.size === 0) return;
  for (const [name, namespace] of attributeDefaults(entities, element.name)) {
    const prefix = declaredPrefix(name);
    if (prefix !== null && !seen.has(prefix) && !isReserved(prefix, namespace)) yield [prefix, namespace];
  }
}

/** The prefix that an attribute of this name declares, `''` for the default namespace; null where it declares none. */
export function declaredPrefix(attributeName: string): string | null {
  if (attributeName === 'xmlns') return '';
  return attributeName.startsWith('xmlns:') ? attributeName.slice('xmlns:'.length) : null;
}

function isReserved(prefix: string, namespace: string): boolean {
  return prefix === 'xml' || prefix === 'xmlns' || namespace === XML_NAMESPACE || namespace === XMLNS_NAMESPACE;
}

/** The prefix of a qualified name as written; empty for none. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(':')));
}

/** A qualified name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * The expanded name of a qualified name in a scope (NS 5 and 6.2: the default namespace applies to elements only).
 * A name with an unbound prefix is in no namespace, with the whole name as local part, so that it equals no valid name.
 */
export function expandedName(name: string, scope: Scope, kind: 'element' | 'attribute'): ExpandedName {
  const colon = name.indexOf(':');
  if (colon < 0) {
    const isDeclaration = kind === 'attribute' && name === 'xmlns';
    const namespace = kind === 'element' ? scope.lookup('')! : isDeclaration ? XMLNS_NAMESPACE : '';
    return { namespace, local: name };
  }
  const namespace = scope.lookup(name.slice(0, colon));
  return namespace === undefined ? { namespace: '', local: name } : { namespace, local: name.slice(colon + 1) };
}

/** The namespaces in force in an element. */
export function scopeIn(element: Placed<ElementNode> | null, entities: Entities): Scope {
  return element === null ? Scope.ROOT : scopeIn(element.parent, entities).enter(element.node, entities);
}

/** The expanded name of an element. */
export function nameOf(element: Placed<ElementNode>, entities: Entities): ExpandedName {
  return expandedName(element.node.name, scopeIn(element, entities), 'element');
}
