/**
 * Collects the target nodes of an identity constraint in an element, each with its key sequence. Offsets are relative to the
 * nodes, and results are memoised with them, so that after an edit only the nodes on its path are collected again.
 */
import type { ElementDeclaration, IdentityConstraint, TypeDefinition } from '../components';
import type { Run } from '../validate/run';
import type { CompiledSchema } from '../validate/compiledSchema';
import type { Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import type { State } from '../contentModel/contentModel';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { fieldNodes, type FieldNode } from './fields';
import { TypedChildren, type TypedElement } from './typedElements';
import { Matcher, type MatchState } from './matcher';
import { reachabilityOf, type Reachability } from './reachability';
import { parseExpression } from './xpath';
import { yieldPoint } from '../../xml/task';

/** Why a target node has no usable key sequence. */
export interface EntryProblem {
  readonly kind: 'missing' | 'ambiguous' | 'nillable';
  readonly field: string;
}

/** Half-open, in UTF-16 units from the start of the node that holds the entry. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A target node: an element that the selector selects. */
export interface Entry {
  readonly name: string;
  /** Equal for equal key sequences; `null` if a field has no value. */
  readonly key: string | null;
  /** The values as written. */
  readonly text: string;
  /** The name in the start tag, and the value of the only field (for several fields: the name again). */
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly problem: EntryProblem | null;
}

/** The entries of a subtree; offsets count from its start. */
export interface Entries {
  readonly own: readonly Entry[];
  readonly nested: readonly { readonly offset: number; readonly entries: Entries }[];
}

interface MemoEntry {
  readonly state: MatchState;
  /** Of a list: see {@link TypedChildren.state}. */
  readonly stateBefore: State | null;
  readonly stateAfter: State | null;
  readonly isOfUnknownType: boolean;
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly entries: Entries | null;
}

/** Separates the values of a key sequence: no XML document can contain it. */
export const KEY_SEPARATOR = '\u0001';

/** Collects the entries of one constraint. */
export class EntryCollector {
  readonly #selector: Matcher;
  readonly #fields: readonly { readonly xpath: string; readonly matcher: Matcher }[];
  readonly #memo = new WeakMap<ElementNode | ListNode, MemoEntry>();

  readonly #reachability: Reachability;

  constructor(compiled: CompiledSchema, { selector, fields }: IdentityConstraint) {
    this.#reachability = reachabilityOf(compiled);
    this.#selector = new Matcher(parseExpression(selector.xpath, 'selector', selector.scope).paths);
    this.#fields = fields.map(({ xpath, scope }) => ({
      xpath,
      matcher: new Matcher(parseExpression(xpath, 'field', scope).paths),
    }));
  }

  /** The entries of the constraint within the element that declares it. */
  entriesOf(run: Run, scopeElement: TypedElement): Entries | null {
    return this.#collect(run, scopeElement, this.#selector.start);
  }

  #collect(run: Run, at: TypedElement, state: MatchState): Entries | null {
    const { node } = at;
    if (node.content === null || !isList(node.content) || !this.#canContainTargets(at, state))
      return this.#collectAnew(run, at, state);
    const known = this.#memoised(run, node, at, state, null);
    if (known !== undefined) return known.entries;
    return this.#memoise(run, node, at, state, null, null, this.#collectAnew(run, at, state));
  }

  #collectAnew(run: Run, at: TypedElement, state: MatchState): Entries | null {
    const own = state.selects ? this.#entry(run, at) : null;
    const nested: Nested[] = [];
    const { content, openWidth } = at.node;
    if (content !== null && this.#canContainTargets(at, state))
      this.#content(run, new TypedChildren(run, at), state, content, openWidth, nested);
    return built(own === null ? [] : [own], nested);
  }

  #canContainTargets({ type }: TypedElement, state: MatchState): boolean {
    return this.#reachability.canSelect(type, state);
  }

  /** @param offset of the content, from the start of the node that `nested` belongs to */
  #content(
    run: Run,
    children: TypedChildren,
    state: MatchState,
    content: ContentNode,
    offset: number,
    nested: Nested[],
  ): void {
    if (isList(content)) {
      for (const item of content.transientItems()) {
        if (isList(item)) nest(nested, offset, this.#list(run, children, state, item));
        else this.#content(run, children, state, item, offset, nested);
        offset += item.width;
      }
    } else if (isElement(content)) {
      const child = children.next(content);
      if (child !== null) nest(nested, offset, this.#collect(run, child, state.step(child.name)));
    }
  }

  #list(run: Run, children: TypedChildren, state: MatchState, list: ListNode): Entries | null {
    const { parent, state: before } = children;
    const known = this.#memoised(run, list, parent, state, before);
    if (known !== undefined) {
      children.state = known.stateAfter;
      return known.entries;
    }
    const nested: Nested[] = [];
    this.#content(run, children, state, list, 0, nested);
    return this.#memoise(run, list, parent, state, before, children.state, built([], nested));
  }

  #memoised(
    run: Run,
    node: ElementNode | ListNode,
    { declaration, type, scope, isOfUnknownType }: TypedElement,
    state: MatchState,
    stateBefore: State | null,
  ): MemoEntry | undefined {
    const known = this.#memo.get(node);
    if (known?.state !== state || known.type !== type || known.declaration !== declaration) return undefined;
    if (known.stateBefore !== stateBefore || known.isOfUnknownType !== isOfUnknownType) return undefined;
    return known.scope === scope && known.entities === run.entities ? known : undefined;
  }

  #memoise(
    run: Run,
    node: ElementNode | ListNode,
    { declaration, type, scope, isOfUnknownType }: TypedElement,
    state: MatchState,
    stateBefore: State | null,
    stateAfter: State | null,
    entries: Entries | null,
  ): Entries | null {
    const { entities } = run;
    this.#memo.set(node, {
      state,
      stateBefore,
      stateAfter,
      declaration,
      type,
      scope,
      isOfUnknownType,
      entities,
      entries,
    });
    yieldPoint();
    return entries;
  }

  /** The entry of a target node; `null` if a value, or the type of the node, is invalid, which validation reports. */
  #entry(run: Run, target: TypedElement): Entry | null {
    const entry = this.#entryByType(run, target);
    return target.isOfUnknownType && entry?.problem ? null : entry;
  }

  #entryByType(run: Run, target: TypedElement): Entry | null {
    const fields = this.#fields.map(({ xpath, matcher }) => ({ xpath, nodes: fieldNodes(run, target, matcher.start) }));
    const { nameStart, nameEnd } = startTagOf(target.node);
    const nameRange = { start: nameStart, end: nameEnd };
    const unkeyed = { name: target.node.name, key: null, text: '', nameRange, valueRange: nameRange };
    const ambiguous = fields.find(({ nodes }) => nodes.length > 1 || nodes.some((node) => !node.isSimple));
    if (ambiguous !== undefined) return { ...unkeyed, problem: { kind: 'ambiguous', field: ambiguous.xpath } };
    const missing = fields.find(({ nodes }) => nodes.length === 0);
    if (missing !== undefined) return { ...unkeyed, problem: { kind: 'missing', field: missing.xpath } };
    const values = fields.map(({ nodes }) => nodes[0]!);
    const nillable = fields.find(({ nodes }) => nodes[0]!.isNillable);
    if (nillable === undefined && values.some((node) => node.key === null)) return null;
    return {
      ...unkeyed,
      ...sequence(values),
      ...(values.length === 1 && { valueRange: { start: values[0]!.start, end: values[0]!.end } }),
      problem: nillable === undefined ? null : { kind: 'nillable', field: nillable.xpath },
    };
  }
}

type Nested = Entries['nested'][number];

function sequence(values: readonly FieldNode[]): Pick<Entry, 'key' | 'text'> {
  const isComplete = values.every((node) => node.key !== null);
  return {
    key: isComplete ? values.map((node) => node.key).join(KEY_SEPARATOR) : null,
    text: values.map((node) => node.text).join(', '),
  };
}

function nest(nested: Nested[], offset: number, entries: Entries | null): void {
  if (entries !== null) nested.push({ offset, entries });
}

function built(own: readonly Entry[], nested: readonly Nested[]): Entries | null {
  return own.length === 0 && nested.length === 0 ? null : { own, nested };
}

/** Calls `visit` with each entry and the offset that its ranges count from, in document order. */
export function forEachEntry(
  entries: Entries | null,
  offset: number,
  visit: (entry: Entry, offset: number) => void,
): void {
  if (entries === null) return;
  for (const entry of entries.own) visit(entry, offset);
  for (const { offset: inner, entries: nested } of entries.nested) forEachEntry(nested, offset + inner, visit);
}
