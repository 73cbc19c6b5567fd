/**
 * What was found in a subtree, remembered with its node. A verdict depends on the subtree, on what governs it and on the
 * namespaces and entities around it; these are compared by identity. Nodes that an edit did not touch are the same nodes.
 */
import type { ElementDeclaration, TypeDefinition } from '../components';
import type { State } from '../contentModel/contentModel';
import { EMPTY_ENTITIES, type Entities } from '../../xml/entities';
import type { HollowList } from '../../xml/hollow';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode, ListNode } from '../../xml/nodes';
import { pausePoint } from '../../xml/pause';
import type { CleanSiblings } from './cleanSiblings';
import type { Findings } from './findings';

/** The verdict on an element. */
export interface ElementMemory {
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly findings: Findings | null;
}

/** The verdict on some siblings: from the state before them to the one behind. */
export interface ListMemory {
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly stateBefore: State;
  /** Whether text that may not stand there was reported right in front. */
  readonly inTextBefore: boolean;
  readonly stateBehind: State;
  readonly inTextBehind: boolean;
  readonly findings: Findings | null;
}

export class Memory {
  readonly #elements = new WeakMap<ElementNode, ElementMemory>();
  readonly #lists = new WeakMap<ListNode, ListMemory>();
  readonly #clean = new WeakMap<HollowList, CleanSiblings>();

  /** What is remembered of an element for exactly these circumstances. */
  element(
    node: ElementNode,
    declaration: ElementDeclaration | null,
    type: TypeDefinition,
    scope: Scope,
    entities: Entities,
  ): ElementMemory | null {
    const known = this.#elements.get(node);
    if (known?.declaration !== declaration || known.type !== type) return null;
    return known.scope === scope && known.entities === entities ? known : null;
  }

  rememberElement(node: ElementNode, memory: ElementMemory): void {
    this.#elements.set(node, memory);
    pausePoint();
  }

  /** What is remembered of a list of siblings for exactly these circumstances. */
  list(
    node: ListNode,
    type: TypeDefinition,
    scope: Scope,
    entities: Entities,
    state: State,
    inText: boolean,
  ): ListMemory | null {
    const known = this.#lists.get(node);
    if (known?.type !== type || known.stateBefore !== state || known.inTextBefore !== inText) return null;
    return known.scope === scope && known.entities === entities ? known : null;
  }

  /** The state that a list leads to, whatever the entities; `null` where it is not remembered. */
  stateBehind(node: ListNode, type: TypeDefinition, scope: Scope, state: State): State | null {
    const known = this.#lists.get(node);
    return known?.type === type && known.scope === scope && known.stateBefore === state ? known.stateBehind : null;
  }

  /** What is known of a list that is not there. It holds for documents without entities. */
  clean(node: HollowList, type: TypeDefinition, scope: Scope, entities: Entities): CleanSiblings | null {
    const known = this.#clean.get(node);
    return known?.type === type && known.scope === scope && entities === EMPTY_ENTITIES ? known : null;
  }

  rememberClean(node: HollowList, siblings: CleanSiblings): void {
    this.#clean.set(node, siblings);
  }

  rememberList(node: ListNode, memory: ListMemory): void {
    this.#lists.set(node, memory);
    pausePoint();
  }
}
