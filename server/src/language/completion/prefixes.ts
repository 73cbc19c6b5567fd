import { attributeValue } from '../../xml/values';
import { attributesOf } from '../../xml/tags';
import type { Entities } from '../../xml/entities';
import { ancestors, childrenAfter, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import { declaredPrefix, prefixOf, XML_NAMESPACE } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { XSI_NAMESPACE } from '../../xsd';
import { XSD_NAMESPACE } from '../../xsd/simpleTypes';
import { escapeAttribute } from '../../xml/escape';

/** A name with the prefix and the declarations that it needs. */
export interface WrittenName {
  readonly name: string;
  /** The namespace declarations to write in the same tag, each after a space; usually none. */
  readonly declarations: string;
  /** The prefixes in scope with these declarations. */
  readonly inside: Prefixes;
}

/** Conventional prefixes by namespace. */
const CONVENTIONAL_PREFIXES: ReadonlyMap<string, string> = new Map([
  [XSI_NAMESPACE, 'xsi'],
  [XSD_NAMESPACE, 'xs'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
]);

/** The children of an element that show which prefixes its content uses. */
const MAX_CHILDREN = 32;

/** The namespace bindings in scope, innermost first. The prefix `''` is the default namespace, the namespace `''` is none. */
export class Prefixes {
  /** @param used the prefixes of names around the place, the best first: of several for a namespace, they are preferred */
  private constructor(
    private readonly bindings: readonly (readonly [prefix: string, namespace: string])[],
    private readonly used: readonly string[],
  ) {}

  /**
   * The bindings in scope in an element's content; `null`: outside the root element. Of several prefixes for a namespace, names
   * get the typed one, else one that the children or the element and those around it have, else none (the default namespace).
   * @param typed the name that is being typed, if any
   */
  static in(element: Placed<ElementNode> | null, entities: Entities, typed = ''): Prefixes {
    const bindings: [string, string][] = [];
    const elements = element === null ? [] : [element, ...ancestors(element)];
    for (const { node } of elements) {
      for (const attribute of attributesOf(node)) {
        const prefix = declaredPrefix(attribute.name);
        if (prefix !== null) bindings.push([prefix, attributeValue(attribute, entities)]);
      }
    }
    const used = [...childNames(element), ...elements.map(({ node }) => node.name)].map(prefixOf);
    const typedPrefix = typed.includes(':') ? [prefixOf(typed)] : [];
    return new Prefixes([...bindings, ['', ''], ['xml', XML_NAMESPACE]], [...typedPrefix, ...new Set(used), '']);
  }

  /** The name of an element; a namespace that is not bound is declared as the default one. */
  element(namespace: string, local: string): WrittenName {
    const known = this.bound(namespace, () => true);
    if (known !== undefined) return { name: qualified(known, local), declarations: '', inside: this };
    return { name: local, ...this.declared('', namespace) };
  }

  /** The name of an attribute; a namespace without a prefix is bound to an unused one. */
  attribute(namespace: string, local: string): WrittenName {
    if (namespace === '') return { name: local, declarations: '', inside: this };
    const known = this.bound(namespace, (prefix) => prefix !== '');
    if (known !== undefined) return { name: qualified(known, local), declarations: '', inside: this };
    const prefix = this.unusedPrefix(namespace);
    return { name: qualified(prefix, local), ...this.declared(prefix, namespace) };
  }

  /** A QName in a value; `null` for a name without namespace where a default namespace is declared. */
  value(namespace: string, local: string): WrittenName | null {
    const known = this.bound(namespace, () => true);
    if (known !== undefined) return { name: qualified(known, local), declarations: '', inside: this };
    return namespace === '' ? null : this.attribute(namespace, local);
  }

  /** Whether a namespace is bound to some prefix or is the default one. */
  knows(namespace: string): boolean {
    return this.bound(namespace, () => true) !== undefined;
  }

  private declared(prefix: string, namespace: string): Pick<WrittenName, 'declarations' | 'inside'> {
    const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
    return {
      declarations: ` ${name}="${escapeAttribute(namespace)}"`,
      inside: new Prefixes([[prefix, namespace], ...this.bindings], this.used),
    };
  }

  private unusedPrefix(namespace: string): string {
    const conventional = CONVENTIONAL_PREFIXES.get(namespace);
    if (conventional !== undefined && this.lookup(conventional) === undefined) return conventional;
    let number = 1;
    while (this.lookup(`ns${number}`) !== undefined) number++;
    return `ns${number}`;
  }

  private bound(namespace: string, accepts: (prefix: string) => boolean): string | undefined {
    const isBound = (prefix: string): boolean => accepts(prefix) && this.lookup(prefix) === namespace;
    return this.used.find(isBound) ?? this.bindings.find(([prefix]) => isBound(prefix))?.[0];
  }

  private lookup(prefix: string): string | undefined {
    return this.bindings.find(([bound]) => bound === prefix)?.[1];
  }
}

/** The names of the first children of an element. */
function* childNames(element: Placed<ElementNode> | null): Generator<string, void> {
  if (element === null) return;
  let left = MAX_CHILDREN;
  for (const child of childrenAfter(element, contentStart(element))) {
    if (left-- === 0) return;
    if (isPlacedElement(child)) yield child.node.name;
  }
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}
