/**
 * Validates the children of an element against its content model (XSD 1.0 Structures 3.4.4, 2.1 to 2.4).
 *
 * The automaton runs over the children once. Long content is divided into list nodes, and the transition of each list from
 * state to state is memoised, so that after an edit the automaton runs only over the lists on its path. A list with a
 * misplaced or missing child is not memoised: the best repair depends on its surroundings.
 */
import type { ComplexType, ElementDeclaration } from '../components';
import { accepts, type ContentModel, type State, type Step } from '../contentModel/contentModel';
import {
  countProblems,
  findInsertion,
  findReplacement,
  insertionGain,
  LOOKAHEAD,
  SEARCH_BUDGET,
  type Insertion,
} from '../contentModel/repair';
import { shortestCompletion } from '../contentModel/expression';
import { MAX_ALTERNATIVES } from '../limits';
import type { ElementName } from '../names';
import { characterName, hiddenIn, visibleText } from '../../xml/invisible';
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
import { endTagOf, startTagOf } from '../../xml/tags';
import { leafValue } from '../../xml/values';
import { reportContentProblems, type ContentProblem, type Sibling } from './contentProblems';
import { SubtreeProblemsBuilder, type SubtreeProblems } from './subtreeProblems';
import type { ValidationMemo } from './validationMemo';
import type { Run } from './run';
import { stateAfter } from './validSiblings';

/** Validates child elements. Offsets in the results count from the start of the child. */
export interface ChildValidator {
  /** A child that the content model allows. */
  matched(run: Run, node: ElementNode, step: Step, scope: Scope, name: ElementName): SubtreeProblems | null;
  /** A child that is not allowed; the declaration is a guess by its name, or `null`. */
  misplaced(run: Run, node: ElementNode, guess: ElementDeclaration | null, scope: Scope): SubtreeProblems | null;
}

/** Validates the content of one element. Offsets count from the start of the element. */
export class ContentValidator {
  readonly #model: ContentModel;
  readonly #problems: ContentProblem[] = [];
  #state: State;
  #isAfterText = false;
  /** The rest of the content is not checked. */
  #isLimited = false;
  #siblings: Sibling[] | null = null;
  /** The number of automaton steps that can be repeated, for all problems of this content together. */
  #stepsLeft = SEARCH_BUDGET;

  constructor(
    private readonly run: Run,
    private readonly memo: ValidationMemo,
    private readonly children: ChildValidator,
    private readonly node: ElementNode,
    private readonly type: ComplexType,
    private readonly scope: Scope,
  ) {
    this.#model = run.compiled.model(type);
    this.#state = this.#model.start;
  }

  /** Checks all of the content. */
  check(found: SubtreeProblemsBuilder): void {
    const { node } = this;
    if (node.content !== null) {
      if (isList(node.content) && node.content.height > 1) this.#memoisedList(node.content, node.openWidth, found, 0);
      else this.#content(node.content, node.openWidth, found, 0);
    }
    // Without an end tag, error recovery guesses the end of the content: children missing there are no problem.
    if (!this.#state.isAccepting && !this.#isLimited && node.kind !== NodeKind.UnclosedElement) {
      const missing = shortestCompletion(this.#state.expression);
      this.#problems.push({ kind: 'missing', missing, state: this.#state, before: null });
    }
    const problems = this.#primaryProblems();
    if (problems.length > 0) reportContentProblems(this.node, this.#model, problems, this.#allSiblings(), found);
  }

  /**
   * The problems that are not consequences of another. If a stray end tag has the name of a child of this element, the start
   * tag is missing: the children before it are not misplaced but belong to that child.
   */
  #primaryProblems(): readonly ContentProblem[] {
    if (this.#problems.length === 0 || (this.node.flags & NodeFlag.HoldsUnbalanced) === 0) return this.#problems;
    let strayOffset = -1;
    let stray: ElementName | null = null;
    forEachChild(this.node.content, this.node.openWidth, (child, offset) => {
      if (child.kind !== NodeKind.StrayEndTag) return;
      const name = this.run.compiled.elementName(nameInEndTag(textOf(child)), this.scope);
      if (this.#model.hasLeafFor(name)) [strayOffset, stray] = [offset, name];
    });
    return this.#problems.filter((problem) => {
      if (stray === null) return true;
      if (problem.kind === 'unexpected') return problem.sibling.offset > strayOffset;
      const isStray = problem.missing.some((leaf) => accepts(leaf, stray!));
      return !isStray && (problem.before === null || problem.before.offset > strayOffset);
    });
  }

  /**
   * @param offset of the content in the element
   * @param base the offset in the element of the node of `found`
   */
  #content(content: ContentNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    if (isElement(content)) {
      this.#element(content, offset, found, base);
    } else if (!isList(content)) {
      this.#leaf(content, offset, found, base);
    } else {
      for (const item of content.items) {
        if (isList(item)) this.#memoisedList(item, offset, found, base);
        else this.#content(item, offset, found, base);
        offset += item.width;
      }
    }
  }

  #memoisedList(list: ListNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    if (this.#isKnownValid(list)) return;
    const { memo, type, scope, run } = this;
    const known = memo.list(list, type, scope, run.entities, this.#state, this.#isAfterText);
    if (known !== null) {
      this.#state = known.stateAfter;
      this.#isAfterText = known.inTextAfter;
      found.nest(offset - base, known.problems);
      return;
    }
    const inside = new SubtreeProblemsBuilder();
    const [stateBefore, inTextBefore, problemCountBefore] = [this.#state, this.#isAfterText, this.#problems.length];
    this.#content(list, offset, inside, offset);
    const problems = inside.build();
    found.nest(offset - base, problems);
    // Whether whitespace in an empty type is a problem depends on all siblings.
    if (this.#problems.length > problemCountBefore || this.#isLimited || type.contentKind === 'empty') return;
    memo.setList(list, {
      type,
      scope,
      entities: run.entities,
      stateBefore,
      inTextBefore,
      stateAfter: this.#state,
      inTextAfter: this.#isAfterText,
      problems,
    });
  }

  /** Steps over a list whose siblings are recorded as valid; false without a record, or where they are not allowed here. */
  #isKnownValid(list: ListNode): boolean {
    const valid = this.memo.validSiblings(list, this.type, this.scope, this.run.entities);
    if (valid === null) return false;
    const state = stateAfter(this.#model, this.#state, valid, this.run.compiled);
    if (state === null) return false;
    this.#state = state;
    if (valid.elements.length > 0) this.#isAfterText = false;
    return true;
  }

  #leaf(leaf: LeafNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    // The text after it follows from it: `< name>text`.
    if (leaf.kind === NodeKind.BareLessThan) this.#isAfterText = true;
    if (this.type.contentKind === 'mixed' || !isText(leaf) || this.#isEmptyLeaf(leaf)) return;
    if (this.type.contentKind === 'empty') return this.#leafOfEmpty(leaf, offset, found, base);
    if (this.#isWhitespace(leaf)) return;
    // Adjacent text and references are one problem.
    if (!this.#isAfterText && !this.#isInvisible(leaf, offset, found, base)) {
      const text = textOf(leaf);
      const start = offset - base + (text.length - text.trimStart().length);
      const end = Math.max(start, offset - base + text.trimEnd().length);
      found.report('cvc-complex-type.2.3', start, end, [this.node.name]);
    }
    this.#isAfterText = true;
  }

  /** Reports text of which nothing can be seen, at the characters that are not whitespace; false for any other text. */
  #isInvisible(leaf: LeafNode, offset: number, found: SubtreeProblemsBuilder, base: number): boolean {
    const hidden = hiddenIn(leafValue(leaf, this.run.entities));
    if (hidden.length === 0 || visibleText(leafValue(leaf, this.run.entities)).trim() !== '') return false;
    const written = leaf.kind === NodeKind.Text ? hiddenIn(textOf(leaf)) : [];
    const start = offset - base + (written[0]?.start ?? 0);
    const end = offset - base + (written.at(-1)?.end ?? leaf.width);
    const names = [...new Set(hidden.map(({ character }) => characterName(character)))].join(', ');
    found.report('cvc-complex-type.2.3:invisible', start, end, [this.node.name, names]);
    return true;
  }

  /** Empty content does not allow even whitespace; beside other problems, it is not reported. */
  #leafOfEmpty(leaf: LeafNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    if (this.#isAfterText || (this.#isWhitespace(leaf) && this.#allSiblings().length > 0)) return;
    const start = offset - base;
    found.report('cvc-complex-type.2.1:text', start, start + leaf.width, [this.node.name]);
    this.#isAfterText = true;
  }

  /** A reference or CDATA section can be empty; an undeclared entity is reported as such only. */
  #isEmptyLeaf(leaf: LeafNode): boolean {
    return leaf.kind !== NodeKind.Text && leafValue(leaf, this.run.entities) === '';
  }

  #isWhitespace(leaf: LeafNode): boolean {
    if ((leaf.flags & NodeFlag.Whitespace) !== 0) return true;
    return leaf.kind !== NodeKind.Text && isWhitespaceText(leafValue(leaf, this.run.entities));
  }

  #element(child: ElementNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    this.#isAfterText = false;
    if (this.#isLimited) return;
    const scope = this.scope.enter(child, this.run.entities);
    const name = this.#nameOf(child, scope);
    const step = this.#model.step(this.#state, name);
    if (step !== null) {
      this.#state = step.target;
      found.nest(offset - base, this.children.matched(this.run, child, step, scope, name));
      return;
    }
    if (this.#state.isLimited) return this.#limit(child, offset, found, base);
    if (this.#backtrackWildcard(name, offset)) return this.#element(child, offset, found, base);
    const insertion = this.#betterInsertion(name, offset);
    if (insertion !== null) {
      this.#problems.push({
        kind: 'missing',
        missing: insertion.missing,
        state: this.#state,
        before: { node: child, offset, name },
      });
      this.#state = insertion.step.target;
      found.nest(offset - base, this.children.matched(this.run, child, insertion.step, scope, name));
      return;
    }
    this.#problems.push({ kind: 'unexpected', sibling: { node: child, offset, name }, state: this.#state });
    const guess = this.run.compiled.guess(name, this.type) ?? this.#replacedDeclaration(offset);
    found.nest(offset - base, this.children.misplaced(this.run, child, guess, scope));
  }

  /** Reports where the content model has too many alternatives; what follows in this element is not checked. */
  #limit(child: ElementNode, offset: number, found: SubtreeProblemsBuilder, base: number): void {
    this.#isLimited = true;
    const { nameStart, nameEnd } = startTagOf(child);
    const start = offset - base;
    found.report('limit.content', start + nameStart, start + nameEnd, [this.node.name, String(MAX_ALTERNATIVES)]);
  }

  /**
   * Directly before this child, a wildcard can have matched misplaced elements: for example, elements in the wrong namespace.
   * If that leaves fewer problems, those elements are reported and the automaton returns to the state before them.
   * @returns whether it did
   */
  #backtrackWildcard(name: ElementName, offset: number): boolean {
    if (!this.#model.declarations.has(name.key)) return false;
    const siblings = this.#allSiblings();
    const index = firstAfter(siblings, offset) - 1;
    let from = index;
    while (from > 0 && !this.#model.declarations.has(siblings[from - 1]!.name.key)) from--;
    const foreign = siblings.slice(from, index).filter((sibling) => !this.#isReported(sibling));
    if (foreign.length === 0 || (this.#stepsLeft -= from) < 0) return false;
    let before = this.#model.start;
    for (const sibling of siblings.slice(0, from)) before = this.#model.step(before, sibling.name)?.target ?? before;
    const { names, isLast } = this.#following(offset);
    const rest = [name, ...names];
    const gain =
      countProblems(this.#model, this.#state, rest, isLast) - countProblems(this.#model, before, rest, isLast);
    if (gain <= foreign.length || this.#model.step(before, name) === null) return false;
    for (const sibling of foreign) this.#problems.push({ kind: 'unexpected', sibling, state: before });
    this.#state = before;
    return true;
  }

  #isReported({ offset }: Sibling): boolean {
    return this.#problems.some((problem) => problem.kind === 'unexpected' && problem.sibling.offset === offset);
  }

  /** The declaration that a child with an unknown name most likely replaces; the automaton then steps over that one. */
  #replacedDeclaration(offset: number): ElementDeclaration | null {
    const { names, isLast } = this.#following(offset);
    const replacement = findReplacement(this.#model, this.#state, names, isLast);
    if (replacement === null) return null;
    this.#state = replacement.target;
    return replacement.leaf.kind === 'element' ? replacement.leaf.declaration : null;
  }

  /** The name in the start tag, or that in the end tag if only that one is known: the mismatch itself is reported elsewhere. */
  #nameOf(child: ElementNode, scope: Scope): ElementName {
    const name = this.run.compiled.elementName(child.name, scope);
    if (child.kind !== NodeKind.MismatchedElement || this.#model.hasLeafFor(name)) return name;
    const closing = this.run.compiled.elementName(endTagOf(child).name, scope);
    return this.#model.hasLeafFor(closing) ? closing : name;
  }

  #betterInsertion(name: ElementName, offset: number): Insertion | null {
    if (!this.#model.hasLeafFor(name)) return null;
    const insertion = findInsertion(this.#model, this.#state, name);
    if (insertion === null) return null;
    const { names, isLast } = this.#following(offset);
    return insertionGain(this.#model, this.#state, insertion, names, isLast) > 0 ? insertion : null;
  }

  /** The following names that decide between two repairs, and whether they reach the end of the content. */
  #following(offset: number): { names: readonly ElementName[]; isLast: boolean } {
    const siblings = this.#allSiblings();
    const index = firstAfter(siblings, offset);
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

/** The index of the first sibling that starts after an offset. */
function firstAfter(siblings: readonly Sibling[], offset: number): number {
  let [low, high] = [0, siblings.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (siblings[middle]!.offset > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isWhitespaceText = (text: string): boolean => /^[ \t\n\r]*$/.test(text);

/** Whether a leaf is character data; ill-formed leaves are reported as such only. */
function isText(leaf: LeafNode): boolean {
  return leaf.kind === NodeKind.Text || leaf.kind === NodeKind.CData || leaf.kind === NodeKind.Reference;
}
