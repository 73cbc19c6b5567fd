/** The child elements around a place by name, read no further than they matter: there may be tens of thousands. */
import type { ComplexType } from './components';
import type { ContentModel, State } from './contentModel/contentModel';
import { findInsertion, insertionGain, LOOKAHEAD } from './contentModel/repair';
import type { ElementName } from './names';
import type { Placed } from '../xml/locate';
import { contentStart } from '../xml/locate';
import type { Scope } from '../xml/namespaces';
import { isElement, isList, NodeKind, type ContentNode, type ElementNode, type ListNode } from '../xml/nodes';
import type { Validator } from './validate/validator';

/** Where a run over siblings has come to, and how many it found wrong on its way. */
export interface Advance {
  readonly state: State;
  readonly misfits: number;
  readonly missing: number;
}

/**
 * One sibling further: over it, or over what is missing in front of it, or past it.
 * @param following the names behind it, up to one more than {@link LOOKAHEAD}
 * @param least how many mistakes an insertion must save to be made
 */
export function advance(
  model: ContentModel,
  state: State,
  name: ElementName,
  following: () => readonly ElementName[],
  least: number,
): Advance {
  const step = model.step(state, name);
  if (step !== null) return { state: step.target, misfits: 0, missing: 0 };
  const insertion = model.hasPlaceFor(name) ? findInsertion(model, state, name) : null;
  if (insertion !== null) {
    const names = following();
    const gain = insertionGain(model, state, insertion, names.slice(0, LOOKAHEAD), names.length <= LOOKAHEAD);
    if (gain >= least) return { state: insertion.step.target, misfits: 0, missing: insertion.missing.length };
  }
  return { state, misfits: 1, missing: 0 };
}

/** A run over siblings all of which fit. */
interface Run {
  readonly model: ContentModel;
  readonly scope: Scope;
  readonly before: State;
  readonly behind: State;
}

/** The runs that no offset is in, remembered with their lists: after an edit only the lists on its path are run again. */
const runs = new WeakMap<ListNode, Run>();

/** The child elements of an element before and behind an offset; the one around it counts as neither. */
export class Siblings {
  constructor(
    private readonly validator: Validator,
    private readonly type: ComplexType,
    private readonly parent: Placed<ElementNode>,
    /** The namespaces in the parent. */
    private readonly scope: Scope,
    private readonly offset: number,
  ) {}

  /** The state behind the siblings before the offset, some of which may be wrong: repaired as the validator repairs. */
  stateBefore(model: ContentModel): State {
    return this.run(model, model.start, this.parent.node.content, contentStart(this.parent)).state;
  }

  /** The names of the siblings behind the offset, at most so many. */
  behind(most: number): readonly ElementName[] {
    return this.namesFrom(this.offset, most);
  }

  /** @returns the state behind the part of a content that is before the offset, and whether all of it fits */
  private run(
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
    const behind = end <= this.offset ? this.knownBehind(model, before, content) : null;
    if (behind !== null) return { state: behind, fits: true };
    let [state, fits, at] = [before, true, start];
    for (const item of content.items) {
      if (at >= this.offset) break;
      const next = this.run(model, state, item, at);
      state = next.state;
      fits &&= next.fits;
      at += item.width;
    }
    if (fits && end <= this.offset) runs.set(content, { model, scope: this.scope, before, behind: state });
    return { state, fits };
  }

  /** What is remembered of a run; of one that was validated, the validator knows it. */
  private knownBehind(model: ContentModel, before: State, list: ListNode): State | null {
    const known = runs.get(list);
    if (known?.model === model && known.scope === this.scope && known.before === before) return known.behind;
    return this.validator.stateBehind(list, this.type, this.scope, before);
  }

  /** The names of the siblings that start at a place or behind it. */
  private namesFrom(from: number, most: number): readonly ElementName[] {
    const names: ElementName[] = [];
    this.collect(this.parent.node.content, contentStart(this.parent), from, most, names);
    return names;
  }

  private collect(content: ContentNode | null, start: number, from: number, most: number, names: ElementName[]): void {
    if (content === null || names.length >= most || start + content.width <= from) return;
    if (isList(content)) {
      for (const item of content.items) {
        if (names.length >= most) return;
        this.collect(item, start, from, most, names);
        start += item.width;
      }
    } else if (isElement(content)) {
      const isAround = start < this.offset && start + content.width > this.offset;
      if (!isAround) {
        if (start >= from) names.push(this.nameOf(content));
      } else if (content.kind === NodeKind.UnclosedElement) {
        // What a half-written tag seems to hold are its siblings.
        this.collect(content.content, start + content.openWidth, Math.max(from, this.offset), most, names);
      }
    }
  }

  private nameOf(node: ElementNode): ElementName {
    return this.validator.facts.elementName(node.name, this.scope.enter(node));
  }
}
