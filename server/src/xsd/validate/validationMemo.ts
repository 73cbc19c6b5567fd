/**
 * Validation results, memoised with their nodes. A verdict depends on the subtree, its declaration and type, and the
 * namespaces and entities in scope; these are compared by identity. An edit keeps the nodes that it does not touch.
 */
import type { ElementDeclaration, TypeDefinition } from '../components';
import type { State } from '../contentModel/contentModel';
import { EMPTY_ENTITIES, type Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import type { ElementNode, ListNode } from '../../xml/nodes';
import { yieldPoint } from '../../xml/task';
import type { SubtreeProblems } from './subtreeProblems';
import type { ValidSiblings } from './validSiblings';

/** The verdict on an element. */
export interface ElementVerdict {
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly problems: SubtreeProblems | null;
}

/** The verdict on some siblings, with the states before and after them. */
export interface ListVerdict {
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly stateBefore: State;
  /** Whether text that is not allowed was reported directly before. */
  readonly inTextBefore: boolean;
  readonly stateAfter: State;
  readonly inTextAfter: boolean;
  readonly problems: SubtreeProblems | null;
}

export class ValidationMemo {
  readonly #elements = new WeakMap<ElementNode, ElementVerdict>();
  readonly #lists = new WeakMap<ListNode, ListVerdict>();
  /** `null` until something is recorded, which most documents never do. */
  #valid: WeakMap<ListNode, ValidSiblings> | null = null;

  /** The memoised verdict on an element under exactly these conditions; `null` for none. */
  element(
    node: ElementNode,
    declaration: ElementDeclaration | null,
    type: TypeDefinition,
    scope: Scope,
    entities: Entities,
  ): ElementVerdict | null {
    const known = this.#elements.get(node);
    if (known?.declaration !== declaration || known.type !== type) return null;
    return known.scope === scope && known.entities === entities ? known : null;
  }

  setElement(node: ElementNode, verdict: ElementVerdict): void {
    this.#elements.set(node, verdict);
    yieldPoint();
  }

  /** The memoised verdict on a list of siblings under exactly these conditions; `null` for none. */
  list(
    node: ListNode,
    type: TypeDefinition,
    scope: Scope,
    entities: Entities,
    state: State,
    inText: boolean,
  ): ListVerdict | null {
    const known = this.#lists.get(node);
    if (known?.type !== type || known.stateBefore !== state || known.inTextBefore !== inText) return null;
    return known.scope === scope && known.entities === entities ? known : null;
  }

  /** The memoised state after a list, for any entities; `null` for none. */
  stateAfter(node: ListNode, type: TypeDefinition, scope: Scope, state: State): State | null {
    const known = this.#lists.get(node);
    return known?.type === type && known.scope === scope && known.stateBefore === state ? known.stateAfter : null;
  }

  /** The record that the siblings in a list are valid; it holds in documents without entities. */
  validSiblings(node: ListNode, type: TypeDefinition, scope: Scope, entities: Entities): ValidSiblings | null {
    if (this.#valid === null) return null;
    const known = this.#valid.get(node);
    return known?.type === type && known.scope === scope && entities === EMPTY_ENTITIES ? known : null;
  }

  recordValidSiblings(node: ListNode, siblings: ValidSiblings): void {
    (this.#valid ??= new WeakMap()).set(node, siblings);
  }

  setList(node: ListNode, verdict: ListVerdict): void {
    this.#lists.set(node, verdict);
    yieldPoint();
  }
}
