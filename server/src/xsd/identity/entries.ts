/**
 * What one identity constraint finds inside of an element: its target nodes, each with its key sequence. Kept relative to
 * the nodes and remembered with them, so that an edit collects again on its path only.
 */
import type { ElementDeclaration, IdentityConstraint, TypeDefinition } from '../components';
import type { Run } from '../validate/run';
import type { SchemaFacts } from '../validate/schemaFacts';
import type { Entities } from '../../xml/entities';
import type { Scope } from '../../xml/namespaces';
import { isElement, isList, type ContentNode, type ElementNode, type ListNode } from '../../xml/nodes';
import { glancedItems } from '../../xml/hollow';
import { pausePoint } from '../../xml/pause';
import { startTagOf } from '../../xml/tags';
import { hitsOf, type Hit } from './fields';
import { governedChild, type Governed } from './governed';
import { Matcher, type MatchState } from './matcher';
import { SelectorReach } from './reach';
import { parseExpression } from './xpath';

/** Why an element that the selector finds has no key sequence though it should. */
export interface EntryFault {
  readonly kind: 'missing' | 'ambiguous' | 'nillable';
  readonly field: string;
}

/** Offsets that count from what holds the entry, half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** An element that the selector finds. */
export interface Entry {
  readonly name: string;
  /** Equal for equal key sequences; `null` where a field finds nothing that has a value. */
  readonly key: string | null;
  /** The values as written. */
  readonly text: string;
  /** Where the element's name stands, and the only field's value (of several fields: the name again). */
  readonly nameRange: Range;
  readonly valueRange: Range;
  readonly fault: EntryFault | null;
}

/** Entries of a subtree; offsets count from its start. */
export interface Entries {
  readonly own: readonly Entry[];
  readonly nested: readonly { readonly offset: number; readonly entries: Entries }[];
}

interface Remembered {
  readonly state: MatchState;
  readonly declaration: ElementDeclaration | null;
  readonly type: TypeDefinition;
  readonly scope: Scope;
  readonly entities: Entities;
  readonly entries: Entries | null;
}

/** Between the values of a key sequence: no XML document holds it. */
const SEPARATOR = '\u0001';

/** Collects the entries of one constraint. */
export class EntryCollector {
  readonly #selector: Matcher;
  readonly #fields: readonly { readonly xpath: string; readonly matcher: Matcher }[];
  readonly #memory = new WeakMap<ElementNode | ListNode, Remembered>();

  readonly #reach: SelectorReach;

  constructor(facts: SchemaFacts, { selector, fields }: IdentityConstraint) {
    this.#reach = new SelectorReach(facts);
    this.#selector = new Matcher(parseExpression(selector.xpath, 'selector', selector.scope).paths);
    this.#fields = fields.map(({ xpath, scope }) => ({
      xpath,
      matcher: new Matcher(parseExpression(xpath, 'field', scope).paths),
    }));
  }

  /** The entries that the constraint has when it is declared for the element. */
  entriesOf(run: Run, scopeElement: Governed): Entries | null {
    return this.#collect(run, scopeElement, this.#selector.start);
  }

  #collect(run: Run, at: Governed, state: MatchState): Entries | null {
    const { node } = at;
    if (node.content === null || !isList(node.content) || !this.#mayFind(at, state))
      return this.#gather(run, at, state);
    const known = this.#recall(run, node, at, state);
    if (known !== undefined) return known;
    return this.#remember(run, node, at, state, this.#gather(run, at, state));
  }

  #gather(run: Run, at: Governed, state: MatchState): Entries | null {
    const own = state.selects ? this.#entry(run, at) : null;
    const nested: Nested[] = [];
    const { content, openWidth } = at.node;
    if (content !== null && this.#mayFind(at, state)) this.#content(run, at, state, content, openWidth, nested);
    return built(own === null ? [] : [own], nested);
  }

  #mayFind({ type }: Governed, state: MatchState): boolean {
    return !state.isDead && this.#reach.within(type, state);
  }

  /** @param offset where the content starts, counted from what `nested` is for */
  #content(
    run: Run,
    parent: Governed,
    state: MatchState,
    content: ContentNode,
    offset: number,
    nested: Nested[],
  ): void {
    if (isList(content)) {
      for (const item of glancedItems(content)) {
        if (isList(item)) nest(nested, offset, this.#list(run, parent, state, item));
        else this.#content(run, parent, state, item, offset, nested);
        offset += item.width;
      }
    } else if (isElement(content)) {
      const child = governedChild(run, parent, parent.scope, content);
      if (child !== null) nest(nested, offset, this.#collect(run, child, state.step(child.name)));
    }
  }

  #list(run: Run, parent: Governed, state: MatchState, list: ListNode): Entries | null {
    const known = this.#recall(run, list, parent, state);
    if (known !== undefined) return known;
    const nested: Nested[] = [];
    this.#content(run, parent, state, list, 0, nested);
    return this.#remember(run, list, parent, state, built([], nested));
  }

  #recall(run: Run, node: ElementNode | ListNode, at: Governed, state: MatchState): Entries | null | undefined {
    const { declaration, type, scope } = at;
    const known = this.#memory.get(node);
    if (known?.state !== state || known.type !== type || known.declaration !== declaration) return undefined;
    return known.scope === scope && known.entities === run.entities ? known.entries : undefined;
  }

  #remember(
    run: Run,
    node: ElementNode | ListNode,
    { declaration, type, scope }: Governed,
    state: MatchState,
    entries: Entries | null,
  ): Entries | null {
    this.#memory.set(node, { state, declaration, type, scope, entities: run.entities, entries });
    pausePoint();
    return entries;
  }

  /** The key sequence of an element; `null` where a value is not valid, which is a mistake of its own. */
  #entry(run: Run, target: Governed): Entry | null {
    const found = this.#fields.map(({ xpath, matcher }) => ({ xpath, hits: hitsOf(run, target, matcher.start) }));
    const { nameStart, nameEnd } = startTagOf(target.node);
    const nameRange = { start: nameStart, end: nameEnd };
    const blank = { name: target.node.name, key: null, text: '', nameRange, valueRange: nameRange };
    const unclear = found.find(({ hits }) => hits.length > 1 || hits.some((hit) => !hit.isPlain));
    if (unclear !== undefined) return { ...blank, fault: { kind: 'ambiguous', field: unclear.xpath } };
    const missing = found.find(({ hits }) => hits.length === 0);
    if (missing !== undefined) return { ...blank, fault: { kind: 'missing', field: missing.xpath } };
    const values = found.map(({ hits }) => hits[0]!);
    const nillable = found.find(({ hits }) => hits[0]!.isNillable);
    if (nillable === undefined && values.some((hit) => hit.key === null)) return null;
    return {
      ...blank,
      ...sequence(values),
      ...(values.length === 1 && { valueRange: { start: values[0]!.start, end: values[0]!.end } }),
      fault: nillable === undefined ? null : { kind: 'nillable', field: nillable.xpath },
    };
  }
}

type Nested = Entries['nested'][number];

function sequence(values: readonly Hit[]): Pick<Entry, 'key' | 'text'> {
  const isWhole = values.every((hit) => hit.key !== null);
  return {
    key: isWhole ? values.map((hit) => hit.key).join(SEPARATOR) : null,
    text: values.map((hit) => hit.text).join(', '),
  };
}

function nest(nested: Nested[], offset: number, entries: Entries | null): void {
  if (entries !== null) nested.push({ offset, entries });
}

function built(own: readonly Entry[], nested: readonly Nested[]): Entries | null {
  return own.length === 0 && nested.length === 0 ? null : { own, nested };
}

/** Calls `visit` with each entry and the offset that its places count from, in document order. */
export function forEachEntry(
  entries: Entries | null,
  offset: number,
  visit: (entry: Entry, offset: number) => void,
): void {
  if (entries === null) return;
  for (const entry of entries.own) visit(entry, offset);
  for (const { offset: inner, entries: nested } of entries.nested) forEachEntry(nested, offset + inner, visit);
}
