/** Turns the failures of the automaton into problems as authors make them: each once, at its cause. */
import type { ElementDeclaration } from '../components';
import type { ContentModel, ModelLeaf, State } from '../contentModel/contentModel';
import { accepts } from '../contentModel/contentModel';
import { findPosition, SEARCH_BUDGET } from '../contentModel/repair';
import type { ElementName } from '../names';
import { nearestFirst } from '../../xml/nearest';
import type { ElementNode } from '../../xml/nodes';
import { NodeKind } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import type { SubtreeProblemsBuilder } from './subtreeProblems';

/** A child element of the element in question. */
export interface Sibling {
  readonly node: ElementNode;
  /** From the parent's start. */
  readonly offset: number;
  readonly name: ElementName;
}

/** A child that is not allowed at its position. */
export interface Unexpected {
  readonly kind: 'unexpected';
  readonly sibling: Sibling;
  /** The state before it. */
  readonly state: State;
}

/** Missing children. */
export interface Missing {
  readonly kind: 'missing';
  readonly missing: readonly ModelLeaf[];
  readonly state: State;
  /** The child that they belong before; `null` for the end of the content. */
  readonly before: Sibling | null;
}
export type ContentProblem = Unexpected | Missing;

/** Reports the problems of the content of one element. Offsets count from its start. */
export function reportContentProblems(
  parent: ElementNode,
  model: ContentModel,
  problems: readonly ContentProblem[],
  siblings: readonly Sibling[],
  found: SubtreeProblemsBuilder,
): void {
  const unexpected = problems.filter((problem) => problem.kind === 'unexpected');
  const misplaced = new Map<Unexpected, Missing>();
  for (const problem of problems) {
    if (problem.kind !== 'missing') continue;
    const missing = problem.missing.filter((leaf) => {
      const stray = unexpected.find((other) => !misplaced.has(other) && accepts(leaf, other.sibling.name));
      if (stray === undefined) return true;
      misplaced.set(stray, problem);
      return false;
    });
    if (problem.missing.length === 0) {
      const { nameStart, nameEnd } = startTagOf(parent);
      found.report('cvc-complex-type.2.4.b:never', nameStart, nameEnd, [parent.name]);
    } else if (missing.length > 0) reportMissing(parent, { ...problem, missing }, found);
  }
  const rejected = new Set(unexpected.map((problem) => problem.sibling.offset));
  const accepted = siblings.filter(({ offset }) => !rejected.has(offset));
  const order: Order = { accepted, names: accepted.map(({ name }) => name), budget: { left: SEARCH_BUDGET } };
  for (const problem of unexpected) {
    const missing = misplaced.get(problem);
    if (missing?.before) reportOrder(parent, problem.sibling, missing.before, 'before', found);
    else reportUnexpected(parent, model, problem, order, found);
  }
}

/** The siblings in valid positions, and the budget for finding positions of the others among them. */
interface Order {
  readonly accepted: readonly Sibling[];
  readonly names: readonly ElementName[];
  readonly budget: { left: number };
}

function reportMissing(parent: ElementNode, { missing, before }: Missing, found: SubtreeProblemsBuilder): void {
  const names = missing.map(leafName);
  const args = [names.map((name) => `"${name}"`).join(', '), parent.name];
  const data = { expected: names };
  if (before !== null) {
    found.report('cvc-complex-type.2.4.b', before.offset, before.offset, args, data);
  } else if (parent.kind === NodeKind.EmptyElement) {
    const { nameStart, nameEnd } = startTagOf(parent);
    found.report('cvc-complex-type.2.4.b', nameStart, nameEnd, args, data);
  } else {
    const end = parent.width - parent.closeWidth;
    found.report('cvc-complex-type.2.4.b', end, end, args, data);
  }
}

function reportUnexpected(
  parent: ElementNode,
  model: ContentModel,
  { sibling, state }: Unexpected,
  { accepted, names, budget }: Order,
  found: SubtreeProblemsBuilder,
): void {
  const { name } = sibling;
  const namesake = model.declarations.has(name.key) ? null : namesakeAt(model, state, name);
  if (namesake !== null) return reportNamespace('cvc-complex-type.2.4.a', sibling, namesake, found);
  if (model.hasLeafFor(name)) {
    const index = findPosition(model, name, names, budget);
    const [last, next] = [accepted[index - 1], accepted[index]];
    if (last !== undefined && (next === undefined || last.name === name)) {
      return reportOrder(parent, sibling, last, 'after', found);
    }
    if (next !== undefined) return reportOrder(parent, sibling, next, 'before', found);
    const count = names.filter((other) => other === name).length;
    if (count > 0) {
      return report('cvc-complex-type.2.4.f', [sibling.node.name, parent.name, String(count)], { found: name.local });
    }
  }
  const expected = nearestFirst(name.local, expectedNames(model, state));
  const args = [sibling.node.name, parent.name, expected.join(', ')];
  const full = model.leaves.length === 0 ? 'cvc-complex-type.2.1' : 'cvc-complex-type.2.4.d';
  report(expected.length === 0 ? full : 'cvc-complex-type.2.4.a', args, { found: name.local, expected });

  function report(
    code: 'cvc-complex-type.2.1' | 'cvc-complex-type.2.4.a' | 'cvc-complex-type.2.4.d' | 'cvc-complex-type.2.4.f',
    messageArgs: readonly string[],
    data: Readonly<Record<string, string | readonly string[]>>,
  ): void {
    const { start, end } = nameRange(sibling);
    found.report(code, start, end, messageArgs, data);
  }
}

/** The declaration with the same local name in another namespace that is allowed in a state; `null` for none. */
function namesakeAt(model: ContentModel, state: State, { local }: ElementName): ElementDeclaration | null {
  for (const { leaf } of model.successors(state)) {
    if (leaf.kind === 'wildcard') continue;
    for (const member of leaf.members.values()) if (member.name === local && !member.abstract) return member;
  }
  return null;
}

/** Reports an element with a known local name in the wrong namespace. */
export function reportNamespace(
  code: 'cvc-elt.1' | 'cvc-complex-type.2.4.a',
  sibling: Sibling,
  namesake: ElementDeclaration,
  found: SubtreeProblemsBuilder,
): void {
  const { start, end } = nameRange(sibling);
  const is = sibling.name.namespace;
  const variant = is === '' ? 'none' : namesake.namespace === '' ? 'notNone' : 'other';
  found.report(`${code}:${variant}`, start, end, [sibling.node.name, is, namesake.namespace], {
    found: sibling.name.local,
    namespace: namesake.namespace,
  });
}

/** @param side of `other` where the sibling belongs */
function reportOrder(
  parent: ElementNode,
  sibling: Sibling,
  other: Sibling,
  side: 'before' | 'after',
  found: SubtreeProblemsBuilder,
): void {
  const { start, end } = nameRange(sibling);
  const [code, message] = ORDER[side];
  const args = [sibling.node.name, parent.name, other.node.name];
  const data = { found: sibling.name.local, [side]: other.name.local };
  found.report(code, start, end, args, data, [{ ...nameRange(other), message, args: [] }]);
}

const ORDER = {
  before: ['cvc-complex-type.2.4.a:before', 'It belongs before this one.'],
  after: ['cvc-complex-type.2.4.a:after', 'It belongs after this one.'],
} as const;

/** The local names that are allowed in a state, in schema order. */
export function expectedNames(model: ContentModel, state: State): string[] {
  return [...new Set(model.successors(state).flatMap(({ leaf }) => namesOf(leaf)))];
}

/** The local names of the elements that a leaf accepts; none for a wildcard. */
function namesOf(leaf: ModelLeaf): string[] {
  if (leaf.kind === 'wildcard') return [];
  return [...leaf.members.values()].filter((element) => !element.abstract).map((element) => element.name);
}

function leafName(leaf: ModelLeaf): string {
  return leaf.kind === 'wildcard' ? '*' : (namesOf(leaf)[0] ?? leaf.declaration.name);
}

function nameRange({ node, offset }: Sibling): { start: number; end: number } {
  const { nameStart, nameEnd } = startTagOf(node);
  return { start: offset + nameStart, end: offset + nameEnd };
}
