/** The names of the sibling elements around a position, read only as far as needed: there can be tens of thousands. */
import type { ComplexType } from './components';
import type { ContentModel, State } from './contentModel/contentModel';
import { findInsertion, insertionGain, LOOKAHEAD } from './contentModel/repair';
import type { ElementName } from './names';
import type { Placed } from '../xml/locate';
import { contentStart } from '../xml/locate';
import type { Scope } from '../xml/namespaces';
import { isElement, isList, NodeKind, type ContentNode, type ElementNode, type ListNode } from '../xml/nodes';
import type { Validator } from './validate/validator';

/** The state after some siblings, and the number of problems among them. */
export interface Advance {
  readonly state: State;
  readonly misfits: number;
  readonly missing: number;
}

/**
 * Advances over one sibling: by its step, by inserting what is missing before it, or by skipping it.
 * @param following the names after it, up to one more than {@link LOOKAHEAD}
 * @param minGain the number of problems that an insertion must save
 */
export function advance(
  model: ContentModel,
  state: State,
  name: ElementName,
  following: () => readonly ElementName[],
  minGain: number,
): Advance {
  const step = model.step(state, name);
  if (step !== null) return { state: step.target, misfits: 0, missing: 0 };
  const insertion = model.hasLeafFor(name) ? findInsertion(model, state, name) : null;
  if (insertion !== null) {
    const names = following();
    const gain = insertionGain(model, state, insertion, names.slice(0, LOOKAHEAD), names.length <= LOOKAHEAD);
    if (gain >= minGain) return { state: insertion.step.target, misfits: 0, missing: insertion.missing.length };
  }
  return { state, misfits: 1, missing: 0 };
}

/** A list all of whose siblings are allowed. */
interface ListTransition {
  readonly model: ContentModel;
  readonly scope: Scope;
  readonly before: State;
  readonly after: State;
}

/** Memoised for lists that do not contain the offset: after an edit, only the lists on its path are read again. */
const transitions = new WeakMap<ListNode, ListTransition>();

/** The child elements of an element before and after an offset; a child that contains the offset is neither. */
export class Siblings {
  constructor(
    private readonly validator: Validator,
    private readonly type: ComplexType,
    private readonly parent: Placed<ElementNode>,
    /** The namespaces in scope in the parent. */
    private readonly scope: Scope,
    private readonly offset: number,
  ) {}

  /** The state after the siblings before the offset; invalid ones are repaired as by the validator. */
  stateBefore(model: ContentModel): State {
    return this.stateAfter(model, model.start, this.parent.node.content, contentStart(this.parent)).state;
  }

  /** The names of the siblings after the offset, at max `max`. */
  namesAfter(max: number): readonly ElementName[] {
    return this.namesFrom(this.offset, max);
  }

  /** @returns the state after the part of the content that is before the offset, and whether all of it is allowed */
  private stateAfter(
    model: ContentModel,
    before: State,
    content: ContentNode | null,
    start: number,
  ): { readonly state: State; readonly fits: boolean } {
    if (content === null || start >= this.offset) return { state: before, fits: true };
    const end = start + content.width;
    if (!isList(content)) {
      if (!isElement(content) || end > this.offset) return { state: before, fits: true };
      const following = () => this.namesFrom(end, LOOKAHEAD + 1);
      const next = advance(model, before, this.nameOf(content), following, 1);
      return { state: next.state, fits: next.misfits + next.missing === 0 };
    }
    const known = end <= this.offset ? this.memoisedStateAfter(model, before, content) : null;
    if (known !== null) return { state: known, fits: true };
    let [state, fits, at] = [before, true, start];
    for (const item of content.items) {
      if (at >= this.offset) break;
      const next = this.stateAfter(model, state, item, at);
      state = next.state;
      fits &&= next.fits;
      at += item.width;
    }
    if (fits && end <= this.offset) transitions.set(content, { model, scope: this.scope, before, after: state });
    return { state, fits };
  }

  /** The memoised state after a list; for a validated list, that of the validator. */
  private memoisedStateAfter(model: ContentModel, before: State, list: ListNode): State | null {
    const known = transitions.get(list);
    if (known?.model === model && known.scope === this.scope && known.before === before) return known.after;
    return this.validator.stateAfter(list, this.type, this.scope, before);
  }

  /** The names of the siblings that start at or after an offset. */
  private namesFrom(from: number, max: number): readonly ElementName[] {
    const names: ElementName[] = [];
    this.collect(this.parent.node.content, contentStart(this.parent), from, max, names);
    return names;
  }

  private collect(content: ContentNode | null, start: number, from: number, max: number, names: ElementName[]): void {
    if (content === null || names.length >= max || start + content.width <= from) return;
    if (isList(content)) {
      for (const item of content.items) {
        if (names.length >= max) return;
        this.collect(item, start, from, max, names);
        start += item.width;
      }
    } else if (isElement(content)) {
      const containsOffset = start < this.offset && start + content.width > this.offset;
      if (!containsOffset) {
        if (start >= from) names.push(this.nameOf(content));
      } else if (content.kind === NodeKind.UnclosedElement) {
        // The apparent content of an incomplete tag are its siblings.
        this.collect(content.content, start + content.openWidth, Math.max(from, this.offset), max, names);
      }
    }
  }

  private nameOf(node: ElementNode): ElementName {
    return this.validator.compiled.elementName(node.name, this.scope.enter(node));
  }
}
