/** From what the automaton stumbled over to what a person did: each mistake once, and where it was made. */
import type { ElementDeclaration } from '../components';
import type { ContentModel, ModelLeaf, State } from '../contentModel/contentModel';
import { takes } from '../contentModel/contentModel';
import { placeFor, SEARCH_BUDGET } from '../contentModel/repair';
import type { ElementName } from '../names';
import { nearestFirst } from '../simpleTypes/nearest';
import type { ElementNode } from '../../xml/nodes';
import { NodeKind } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import type { FindingsBuilder } from './findings';

/** A child element of the element in question. */
export interface Sibling {
  readonly node: ElementNode;
  /** From the parent's start. */
  readonly offset: number;
  readonly name: ElementName;
}

/** A child that does not fit where it stands. */
export interface Unexpected {
  readonly kind: 'unexpected';
  readonly sibling: Sibling;
  /** What could stand there instead. */
  readonly state: State;
}

/** Children that are not there. */
export interface Missing {
  readonly kind: 'missing';
  readonly missing: readonly ModelLeaf[];
  readonly state: State;
  /** The child that they should stand in front of; `null` for the end of the content. */
  readonly before: Sibling | null;
}
export type Fault = Unexpected | Missing;

/** Reports the faults of one element's content. Offsets count from its start. */
export function reportFaults(
  parent: ElementNode,
  model: ContentModel,
  faults: readonly Fault[],
  siblings: readonly Sibling[],
  found: FindingsBuilder,
): void {
  const unexpected = faults.filter((fault) => fault.kind === 'unexpected');
  const misplaced = new Map<Unexpected, Missing>();
  for (const fault of faults) {
    if (fault.kind !== 'missing') continue;
    const missing = fault.missing.filter((leaf) => {
      const stray = unexpected.find((other) => !misplaced.has(other) && takes(leaf, other.sibling.name));
      if (stray === undefined) return true;
      misplaced.set(stray, fault);
      return false;
    });
    if (fault.missing.length === 0) {
      const { nameStart, nameEnd } = startTagOf(parent);
      found.report('cvc-complex-type.2.4.b:never', nameStart, nameEnd, [parent.name]);
    } else if (missing.length > 0) reportMissing(parent, { ...fault, missing }, found);
  }
  const rejected = new Set(unexpected.map((fault) => fault.sibling.offset));
  const accepted = siblings.filter(({ offset }) => !rejected.has(offset));
  const order: Order = { accepted, names: accepted.map(({ name }) => name), budget: { left: SEARCH_BUDGET } };
  for (const fault of unexpected) {
    const gap = misplaced.get(fault);
    if (gap?.before) reportOrder(parent, fault.sibling, gap.before, 'before', found);
    else reportUnexpected(parent, model, fault, order, found);
  }
}

/** The siblings that stand right, and how long one may look for the places of the others among them. */
interface Order {
  readonly accepted: readonly Sibling[];
  readonly names: readonly ElementName[];
  readonly budget: { left: number };
}

function reportMissing(parent: ElementNode, { missing, before }: Missing, found: FindingsBuilder): void {
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
  found: FindingsBuilder,
): void {
  const { name } = sibling;
  const namesake = model.declarations.has(name.key) ? null : namesakeAt(model, state, name);
  if (namesake !== null) return reportNamespace('cvc-complex-type.2.4.a', sibling, namesake, found);
  if (model.hasPlaceFor(name)) {
    const index = placeFor(model, name, names, budget);
    const [last, next] = [accepted[index - 1], accepted[index]];
    if (last !== undefined && (next === undefined || last.name === name)) {
      return reportOrder(parent, sibling, last, 'behind', found);
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

/** What may stand at a state under the same local name, but in another namespace; `null` for nothing. */
function namesakeAt(model: ContentModel, state: State, { local }: ElementName): ElementDeclaration | null {
  for (const { leaf } of model.successors(state)) {
    if (leaf.kind === 'wildcard') continue;
    for (const member of leaf.members.values()) if (member.name === local && !member.abstract) return member;
  }
  return null;
}

/** Reports an element of the right name in the wrong namespace. */
export function reportNamespace(
  code: 'cvc-elt.1' | 'cvc-complex-type.2.4.a',
  sibling: Sibling,
  namesake: ElementDeclaration,
  found: FindingsBuilder,
): void {
  const { start, end } = nameRange(sibling);
  const is = sibling.name.namespace;
  const variant = is === '' ? 'none' : namesake.namespace === '' ? 'notNone' : 'other';
  found.report(`${code}:${variant}`, start, end, [sibling.node.name, is, namesake.namespace], {
    found: sibling.name.local,
    namespace: namesake.namespace,
  });
}

/** @param side on which side of `other` the sibling belongs */
function reportOrder(
  parent: ElementNode,
  sibling: Sibling,
  other: Sibling,
  side: 'before' | 'behind',
  found: FindingsBuilder,
): void {
  const { start, end } = nameRange(sibling);
  const [code, message] = ORDER[side];
  const args = [sibling.node.name, parent.name, other.node.name];
  const data = { found: sibling.name.local, [side]: other.name.local };
  found.report(code, start, end, args, data, [{ ...nameRange(other), message, args: [] }]);
}

const ORDER = {
  before: ['cvc-complex-type.2.4.a:before', 'It belongs in front of this one.'],
  behind: ['cvc-complex-type.2.4.a:behind', 'It belongs behind this one.'],
} as const;

/** The names that may stand at a state, in schema order. */
export function expectedNames(model: ContentModel, state: State): string[] {
  return [...new Set(model.successors(state).flatMap(({ leaf }) => namesOf(leaf)))];
}

/** What a leaf takes, by local name; of a wildcard nothing that could be named. */
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
