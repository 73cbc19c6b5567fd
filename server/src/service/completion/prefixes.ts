import { attributeValue } from '../../xml/values';
import { attributesOf } from '../../xml/tags';
import type { Entities } from '../../xml/entities';
import { ancestors, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';

/** How a name of some namespace is to be written at a place. */
export interface WrittenName {
  readonly name: string;
  /** The namespace that has to be declared with it as the default one; `undefined` where the prefix is known. */
  readonly declares: string | undefined;
  /** The prefixes that hold inside the element. */
  readonly inside: Prefixes;
}

/** The namespace prefixes that hold at a place, innermost first. `''` is the default namespace and no namespace. */
export class Prefixes {
  private constructor(private readonly bindings: readonly (readonly [prefix: string, namespace: string])[]) {}

  /** Those that hold in an element's content (`null`: at the document's level). */
  static in(element: Placed<ElementNode> | null, entities: Entities): Prefixes {
    const bindings: [string, string][] = [];
    const elements = element === null ? [] : [element, ...ancestors(element)];
    for (const { node } of elements) {
      for (const attribute of attributesOf(node)) {
        const [, prefix = ''] = /^xmlns(?::(.+))?$/.exec(attribute.name) ?? [null, null];
        if (prefix !== null) bindings.push([prefix, attributeValue(attribute, entities)]);
      }
    }
    return new Prefixes([...bindings, ['', '']]);
  }

  /** How to write the name of an element. */
  element(namespace: string, local: string): WrittenName {
    const known = this.bindings.find(([prefix, uri]) => uri === namespace && this.lookup(prefix) === namespace);
    if (known !== undefined) return { name: qualified(known[0], local), declares: undefined, inside: this };
    return { name: local, declares: namespace, inside: new Prefixes([['', namespace], ...this.bindings]) };
  }

  /** How to write the name of an attribute; `null` where its namespace has no prefix here. */
  attribute(namespace: string, local: string): string | null {
    if (namespace === '') return local;
    const known = this.bindings.find(
      ([prefix, uri]) => prefix !== '' && uri === namespace && this.lookup(prefix) === uri,
    );
    return known === undefined ? null : qualified(known[0], local);
  }

  private lookup(prefix: string): string | undefined {
    return this.bindings.find(([bound]) => bound === prefix)?.[1];
  }
}

function qualified(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}
