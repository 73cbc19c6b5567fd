import { type Entities, EMPTY_ENTITIES } from './entities';
import type { ElementNode } from './nodes';
import { NodeFlag } from './nodes';
import { own } from './own';
import { attributesOf, startTagOf, type StartTag } from './tags';
import { attributeDefaults, attributeValue } from './values';

/** The namespace of the prefix `xml`, bound without a declaration (NS 3). */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
/** The namespace of `xmlns` and `xmlns:…` attributes, which nothing may be bound to (NS 3). */
export const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** A name with its prefix resolved. */
export interface ExpandedName {
  /** Empty for none. */
  readonly namespace: string;
  readonly local: string;
}

/** How many different sets of declarations one scope remembers; a document has few, a lifetime of edits may see many. */
const MOST_CHILDREN = 64;

/**
 * The namespace declarations in force at an element: Namespaces in XML 1.0 (3rd edition), 6.
 * Equal declarations in the same surroundings give the identical scope, so that a scope can be a key of what is remembered.
 */
export class Scope {
  /** Outside the root element: `xml` and `xmlns` alone are bound. */
  static readonly ROOT = new Scope(
    new Map([
      ['', ''],
      ['xml', XML_NAMESPACE],
      ['xmlns', XMLNS_NAMESPACE],
    ]),
  );

  private readonly inner = new Map<string, Scope>();
  /** The scopes in elements by their start tags, which are the same objects after an edit; where no entity is declared. */
  private readonly byTag = new WeakMap<StartTag, Scope>();

  private constructor(private readonly bindings: ReadonlyMap<string, string>) {}

  /**
   * The namespace that a prefix is bound to, `''` being the default namespace's prefix: empty for none,
   * undefined for a prefix without declaration. A declaration that is wrong binds its prefix to none.
   */
  lookup(prefix: string): string | undefined {
    return this.bindings.get(prefix);
  }

  /** The scope in an element (its own tag included); this very scope where the element declares nothing new. */
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
      // The outermost scope outlives all documents, and with it those inside it.
      if (this.bindings.get(prefix) !== namespace) declared.set(own(prefix), own(namespace));
    }
    return declared.size === 0 ? this : this.with(declared);
  }

  private with(declared: ReadonlyMap<string, string>): Scope {
    const key = JSON.stringify([...declared].sort(([a], [b]) => (a < b ? -1 : 1)));
    let scope = this.inner.get(key);
    if (scope === undefined) {
      if (this.inner.size >= MOST_CHILDREN) this.inner.clear();
      scope = new Scope(new Map([...this.bindings, ...declared]));
      this.inner.set(key, scope);
    }
    return scope;
  }
}

/** Prefix and namespace of each declaration of an element that can be in force; the first of two alike counts. */
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
 * What a name means in a scope (NS 5 and 6.2: the default namespace is for elements only).
 * A name whose prefix is unbound is taken whole as the local part, in no namespace: it equals no name that is right.
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
