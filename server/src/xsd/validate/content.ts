/**
 * The children of an element against its content model (XSD 1.0 Structures 3.4.4, 2.1 to 2.4).
 *
 * The automaton runs over the children once. Long content comes in lists of siblings, and for each list it is remembered
 * which state it leads to from which one, so that an edit runs the automaton over the lists on its path only. A list with a
 * misplaced or missing child is not remembered: what is the best repair depends on its surroundings.
 */
import type { ComplexType, ElementDeclaration } from '../components';
import { takes, type ContentModel, type State, type Step } from '../contentModel/contentModel';
import {
  costOf,
  findInsertion,
  findReplacement,
  insertionGain,
  LOOKAHEAD,
  SEARCH_BUDGET,
  type Insertion,
} from '../contentModel/repair';
import { shortestCompletion } from '../contentModel/expression';
import type { ElementName } from '../names';
import { isHollow, type HollowList } from '../../xml/hollow';
import type { Scope } from '../../xml/namespaces';
import {
  forEachChild,
  isElement,
  isList,
  NodeFlag,
  NodeKind,
  textOf,
  type ContentNode,
  type ElementNode,
  type LeafNode,
  type ListNode,
} from '../../xml/nodes';
import { nameInEndTag } from '../../xml/syntax/tag';
import { endTagOf } from '../../xml/tags';
import { leafValue } from '../../xml/values';
import { stateBehind } from './cleanSiblings';
import { reportFaults, type Fault, type Sibling } from './faults';
import { FindingsBuilder, type Findings } from './findings';
import type { Memory } from './memory';
import type { Run } from './run';

/** Judges the children that the content model sends on. Offsets are the caller's business. */
export interface ChildJudge {
  /** A child that stands where it may. */
  taken(run: Run, node: ElementNode, step: Step, scope: Scope, name: ElementName): Findings | null;
  /** A child that does not; the declaration is a guess, `null` where its name says nothing. */
  misplaced(run: Run, node: ElementNode, guess: ElementDeclaration | null, scope: Scope): Findings | null;
}

/** Runs the automaton of one element's content. Offsets count from the element's start. */
export class ContentWalk {
  readonly #model: ContentModel;
  readonly #faults: Fault[] = [];
  #state: State;
  #inText = false;
  #siblings: Sibling[] | null = null;
  /** How many steps of the automaton may be taken again, all mistakes of this content together. */
  #stepsLeft = SEARCH_BUDGET;

  constructor(
    private readonly run: Run,
    private readonly memory: Memory,
    private readonly judge: ChildJudge,
    private readonly node: ElementNode,
    private readonly type: ComplexType,
    private readonly scope: Scope,
  ) {
    this.#model = run.facts.model(type);
    this.#state = this.#model.start;
  }

  /** Checks all of the content. */
  check(found: FindingsBuilder): void {
    const { node } = this;
    if (node.content !== null) {
      if (isList(node.content) && node.content.height > 1) this.#rememberedList(node.content, node.openWidth, found, 0);
      else this.#content(node.content, node.openWidth, found, 0);
    }
    // Where an end tag is missing, the content ends where recovery guesses: what is missing in it was not left out.
    if (!this.#state.mayEnd && node.kind !== NodeKind.UnclosedElement) {
      const missing = shortestCompletion(this.#state.expression);
      this.#faults.push({ kind: 'missing', missing, state: this.#state, before: null });
    }
    const faults = this.#ownFaults();
    if (faults.length > 0) reportFaults(this.node, this.#model, faults, this.#allSiblings(), found);
  }

  /**
   * The faults that follow from nothing else. Where an end tag closes nothing but names a child of this element, its start
   * tag is what is missing: the children in front of it are not misplaced here, they belong to it.
   */
  #ownFaults(): readonly Fault[] {
    if (this.#faults.length === 0 || (this.node.flags & NodeFlag.HoldsUnbalanced) === 0) return this.#faults;
    let strayAt = -1;
    let stray: ElementName | null = null;
    forEachChild(this.node.content, this.node.openWidth, (child, offset) => {
      if (child.kind !== NodeKind.StrayEndTag) return;
      const name = this.run.facts.elementName(nameInEndTag(textOf(child)), this.scope);
      if (this.#model.hasPlaceFor(name)) [strayAt, stray] = [offset, name];
    });
    return this.#faults.filter((fault) => {
      if (stray === null) return true;
      if (fault.kind === 'unexpected') return fault.sibling.offset > strayAt;
      const isStray = fault.missing.some((leaf) => takes(leaf, stray!));
      return !isStray && (fault.before === null || fault.before.offset > strayAt);
    });
  }

  /**
   * @param offset where the content starts in the element
   * @param base where the node that `found` is for starts in the element
   */
  #content(content: ContentNode, offset: number, found: FindingsBuilder, base: number): void {
    if (isElement(content)) {
      this.#element(content, offset, found, base);
    } else if (!isList(content)) {
      this.#leaf(content, offset, found, base);
    } else {
      for (const item of content.items) {
        if (isList(item)) this.#rememberedList(item, offset, found, base);
        else this.#content(item, offset, found, base);
        offset += item.width;
      }
    }
  }

  #rememberedList(list: ListNode, offset: number, found: FindingsBuilder, base: number): void {
    if (isHollow(list) && this.#passedOver(list)) return;
    const { memory, type, scope, run } = this;
    const known = memory.list(list, type, scope, run.entities, this.#state, this.#inText);
    if (known !== null) {
      this.#state = known.stateBehind;
      this.#inText = known.inTextBehind;
      found.nest(offset - base, known.findings);
      return;
    }
    const inside = new FindingsBuilder();
    const [stateBefore, inTextBefore, faultsBefore] = [this.#state, this.#inText, this.#faults.length];
    this.#content(list, offset, inside, offset);
    const findings = inside.build();
    found.nest(offset - base, findings);
    // What white space in an empty type means depends on all its siblings.
    if (this.#faults.length > faultsBefore || type.contentKind === 'empty') return;
    memory.rememberList(list, {
      type,
      scope,
      entities: run.entities,
      stateBefore,
      inTextBefore,
      stateBehind: this.#state,
      inTextBehind: this.#inText,
      findings,
    });
  }

  /** Takes a list that is not there, by what is known of it; false where that does not fit in here. */
  #passedOver(list: HollowList): boolean {
    const clean = this.memory.clean(list, this.type, this.scope, this.run.entities);
    const state = clean && stateBehind(this.#model, this.#state, clean, this.run.facts);
    if (state === null) return false;
    this.#state = state;
    if (clean!.elements.length > 0) this.#inText = false;
    return true;
  }

  #leaf(leaf: LeafNode, offset: number, found: FindingsBuilder, base: number): void {
    if (this.type.contentKind === 'mixed' || !isText(leaf) || this.#isNothing(leaf)) return;
    if (this.type.contentKind === 'empty') return this.#leafOfEmpty(leaf, offset, found, base);
    if (this.#isBlank(leaf)) return;
    // One stretch of text is one mistake, however many references it is made of.
    if (!this.#inText) {
      const text = textOf(leaf);
      const start = offset - base + (text.length - text.trimStart().length);
      const end = Math.max(start, offset - base + text.trimEnd().length);
      found.report('cvc-complex-type.2.3', start, end, [this.node.name]);
    }
    this.#inText = true;
  }

  /** Even white space is too much; but where there is more, it is not what is wrong. */
  #leafOfEmpty(leaf: LeafNode, offset: number, found: FindingsBuilder, base: number): void {
    if (this.#inText || (this.#isBlank(leaf) && this.#allSiblings().length > 0)) return;
    const start = offset - base;
    found.report('cvc-complex-type.2.1:text', start, start + leaf.width, [this.node.name]);
    this.#inText = true;
  }

  /** A reference or CDATA section may hold nothing; an entity that nobody declares is reported as that. */
  #isNothing(leaf: LeafNode): boolean {
    return leaf.kind !== NodeKind.Text && leafValue(leaf, this.run.entities) === '';
  }

  #isBlank(leaf: LeafNode): boolean {
    if ((leaf.flags & NodeFlag.Blank) !== 0) return true;
    return leaf.kind !== NodeKind.Text && isBlankText(leafValue(leaf, this.run.entities));
  }

  #element(child: ElementNode, offset: number, found: FindingsBuilder, base: number): void {
    this.#inText = false;
    const scope = this.scope.enter(child, this.run.entities);
    const name = this.#nameOf(child, scope);
    const step = this.#model.step(this.#state, name);
    if (step !== null) {
      this.#state = step.target;
      found.nest(offset - base, this.judge.taken(this.run, child, step, scope, name));
      return;
    }
    if (this.#takeBackWildcard(name, offset)) return this.#element(child, offset, found, base);
    const insertion = this.#betterInsertion(name, offset);
    if (insertion !== null) {
      this.#faults.push({
        kind: 'missing',
        missing: insertion.missing,
        state: this.#state,
        before: { node: child, offset, name },
      });
      this.#state = insertion.step.target;
      found.nest(offset - base, this.judge.taken(this.run, child, insertion.step, scope, name));
      return;
    }
    this.#faults.push({ kind: 'unexpected', sibling: { node: child, offset, name }, state: this.#state });
    const guess = this.run.facts.guess(name, this.type) ?? this.#meant(offset);
    found.nest(offset - base, this.judge.misplaced(this.run, child, guess, scope));
  }

  /**
   * A wildcard may have taken, right in front of this child, what was meant as something else: an element in the wrong
   * namespace, say. Where fewer mistakes come of that, those in front are the misplaced ones, and the automaton goes back.
   */
  #takeBackWildcard(name: ElementName, offset: number): boolean {
    if (!this.#model.declarations.has(name.key)) return false;
    const siblings = this.#allSiblings();
    const index = firstBehind(siblings, offset) - 1;
    let from = index;
    while (from > 0 && !this.#model.declarations.has(siblings[from - 1]!.name.key)) from--;
    const foreign = siblings.slice(from, index).filter((sibling) => !this.#isFaulty(sibling));
    if (foreign.length === 0 || (this.#stepsLeft -= from) < 0) return false;
    let before = this.#model.start;
    for (const sibling of siblings.slice(0, from)) before = this.#model.step(before, sibling.name)?.target ?? before;
    const { names, isLast } = this.#following(offset);
    const rest = [name, ...names];
    const gain = costOf(this.#model, this.#state, rest, isLast) - costOf(this.#model, before, rest, isLast);
    if (gain <= foreign.length || this.#model.step(before, name) === null) return false;
    for (const sibling of foreign) this.#faults.push({ kind: 'unexpected', sibling, state: before });
    this.#state = before;
    return true;
  }

  #isFaulty({ offset }: Sibling): boolean {
    return this.#faults.some((fault) => fault.kind === 'unexpected' && fault.sibling.offset === offset);
  }

  /** What a child with an unknown name seems to be misspelt for: it then counts as that, and nothing is missing. */
  #meant(offset: number): ElementDeclaration | null {
    const { names, isLast } = this.#following(offset);
    const replacement = findReplacement(this.#model, this.#state, names, isLast);
    if (replacement === null) return null;
    this.#state = replacement.target;
    return replacement.leaf.kind === 'element' ? replacement.leaf.declaration : null;
  }

  /** The name in the start tag, or that in the end tag where only that one fits: the mismatch is reported already. */
  #nameOf(child: ElementNode, scope: Scope): ElementName {
    const name = this.run.facts.elementName(child.name, scope);
    if (child.kind !== NodeKind.MismatchedElement || this.#model.hasPlaceFor(name)) return name;
    const closing = this.run.facts.elementName(endTagOf(child).name, scope);
    return this.#model.hasPlaceFor(closing) ? closing : name;
  }

  #betterInsertion(name: ElementName, offset: number): Insertion | null {
    if (!this.#model.hasPlaceFor(name)) return null;
    const insertion = findInsertion(this.#model, this.#state, name);
    if (insertion === null) return null;
    const { names, isLast } = this.#following(offset);
    return insertionGain(this.#model, this.#state, insertion, names, isLast) > 0 ? insertion : null;
  }

  /** The names that decide between two repairs, and whether they are all there are. */
  #following(offset: number): { names: readonly ElementName[]; isLast: boolean } {
    const siblings = this.#allSiblings();
    const index = firstBehind(siblings, offset);
    const names = siblings.slice(index, index + LOOKAHEAD).map((sibling) => sibling.name);
    return { names, isLast: index + LOOKAHEAD >= siblings.length };
  }

  #allSiblings(): readonly Sibling[] {
    return (this.#siblings ??= this.#listSiblings());
  }

  #listSiblings(): Sibling[] {
    const siblings: Sibling[] = [];
    forEachChild(this.node.content, this.node.openWidth, (node, offset) => {
      if (!isElement(node)) return;
      siblings.push({ node, offset, name: this.#nameOf(node, this.scope.enter(node, this.run.entities)) });
    });
    return siblings;
  }
}

/** The index of the first sibling that starts behind an offset. */
function firstBehind(siblings: readonly Sibling[], offset: number): number {
  let [low, high] = [0, siblings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (siblings[middle]!.offset > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isBlankText = (text: string): boolean => /^[ \t\n\r]*$/.test(text);

/** Whether a leaf is character data; what is ill-formed is reported as such, and no more. */
function isText(leaf: LeafNode): boolean {
  return leaf.kind === NodeKind.Text || leaf.kind === NodeKind.CData || leaf.kind === NodeKind.Reference;
}
