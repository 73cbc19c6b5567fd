import { attributeValue } from '../../xml/values';
import { attributesOf } from '../../xml/tags';
import type { Entities } from '../../xml/entities';
import { ancestors, type Placed } from '../../xml/locate';
import { declaredPrefix, XML_NAMESPACE } from '../../xml/namespaces';
import type { ElementNode } from '../../xml/nodes';
import { XSI_NAMESPACE } from '../../xsd';
import { XSD_NAMESPACE } from '../../xsd/simpleTypes';
import { escapeAttribute } from '../../vpc/escape';

/** How a name of some namespace is to be written at a place. */
export interface WrittenName {
  readonly name: string;
  /** The declarations that have to be written in the same tag, each with a blank in front; mostly none. */
  readonly declarations: string;
  /** The prefixes that hold inside the element. */
  readonly inside: Prefixes;
}

/** The prefixes that everyone knows these namespaces by. */
const USUAL_PREFIXES: ReadonlyMap<string, string> = new Map([
  [XSI_NAMESPACE, 'xsi'],
  [XSD_NAMESPACE, 'xs'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
]);

/** The namespace prefixes that hold at a place, innermost first. `''` is the default namespace and no namespace. */
export class Prefixes {
  private constructor(private readonly bindings: readonly (readonly [prefix: string, namespace: string])[]) {}

  /** Those that hold in an element's content (`null`: at the document's level). */
  static in(element: Placed<ElementNode> | null, entities: Entities): Prefixes {
    const bindings: [string, string][] = [];
    const elements = element === null ? [] : [element, ...ancestors(element)];
    for (const { node } of elements) {
      for (const attribute of attributesOf(node)) {
        const prefix = declaredPrefix(attribute.name);
        if (prefix !== null) bindings.push([prefix, attributeValue(attribute, entities)]);
      }
    }
    return new Prefixes([...bindings, ['', ''], ['xml', XML_NAMESPACE]]);
  }

  /** How to write the name of an element; a namespace without a prefix is declared as the default one. */
  element(namespace: string, local: string): WrittenName {
    const known = this.bound(namespace, () => true);
    if (known !== undefined) return { name: qualified(known, local), declarations: '', inside: this };
    return { name: local, ...this.declared('', namespace) };
  }

  /** How to write the name of an attribute; a namespace without a prefix is given one. */
  attribute(namespace: string, local: string): WrittenName {
    if (namespace === '') return { name: local, declarations: '', inside: this };
    const known = this.bound(namespace, (prefix) => prefix !== '');
    if (known !== undefined) return { name: qualified(known, local), declarations: '', inside: this };
    const prefix = this.freePrefix(namespace);
    return { name: qualified(prefix, local), ...this.declared(prefix, namespace) };
  }

  /** How to write a name in a value (a QName); `null` where no namespace is meant and a default one hides it. */
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
      inside: new Prefixes([[prefix, namespace], ...this.bindings]),
    };
  }

  private freePrefix(namespace: string): string {
    const usual = USUAL_PREFIXES.get(namespace);
    if (usual !== undefined && this.lookup(usual) === undefined) return usual;
    let number = 1;
    while (this.lookup(`ns${number}`) !== undefined) number++;
    return `ns${number}`;
  }

  private bound(namespace: string, suits: (prefix: string) => boolean): string | undefined {
    return this.bindings.find(
      ([prefix, uri]) => uri === namespace && suits(prefix) && this.lookup(prefix) === namespace,
    )?.[0];
  }

  private lookup(prefix: string): string | undefined {
    return this.bindings.find(([bound]) => bound === prefix)?.[1];
  }
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}
