import type { Entities } from '../xml/entities';
import type { Placed } from '../xml/locate';
import { expandedName, Scope } from '../xml/namespaces';
import type { ElementNode } from '../xml/nodes';

export { localName } from '../xml/namespaces';

/** A name with its namespace; `''` for none. */
export interface ExpandedName {
  readonly namespace: string;
  readonly local: string;
}

/** The namespaces in force in an element. */
export function scopeIn(element: Placed<ElementNode> | null, entities: Entities): Scope {
  return element === null ? Scope.ROOT : scopeIn(element.parent, entities).enter(element.node, entities);
}

/** The expanded name of an element. */
export function nameOf(element: Placed<ElementNode>, entities: Entities): ExpandedName {
  return expandedName(element.node.name, scopeIn(element, entities), 'element');
}
