/** What is the smallest repair where a child does not fit: the automaton asked once more. */
import type { ElementName } from '../names';
import type { ContentModel, ModelLeaf, State, Step } from './contentModel';
import { shortestCompletion } from './expression';

/** Children that are missing in front of one that is there, and the step over that one behind them. */
export interface Insertion {
  readonly missing: readonly ModelLeaf[];
  readonly step: Step;
}

/** How many states a search looks at; beyond that no repair is small. */
const MOST_STATES = 512;
/** How many of the following siblings decide between two repairs. */
export const LOOKAHEAD = 8;

/** The fewest children after which `name` fits; `null` where it never does. */
export function findInsertion(model: ContentModel, state: State, name: ElementName): Insertion | null {
  const seen = new Set([state]);
  let front: { state: State; missing: ModelLeaf[] }[] = [{ state, missing: [] }];
  while (front.length > 0) {
    const next: typeof front = [];
    for (const { state: from, missing } of front) {
      for (const { leaf, target } of model.successors(from)) {
        if (seen.has(target)) continue;
        if (seen.size >= MOST_STATES) return null;
        seen.add(target);
        const step = model.step(target, name);
        if (step !== null) return { missing: [...missing, leaf], step };
        next.push({ state: target, missing: [...missing, leaf] });
      }
    }
    front = next;
  }
  return null;
}

/**
 * How many mistakes the siblings that follow make if the content goes on from `state`: those that do not fit are skipped.
 * @param isLast whether `names` goes up to the end of the content, so that what is missing there counts
 */
export function costOf(model: ContentModel, state: State, names: readonly ElementName[], isLast: boolean): number {
  let cost = 0;
  for (const name of names) {
    const step = model.step(state, name);
    if (step === null) cost++;
    else state = step.target;
  }
  return isLast ? cost + shortestCompletion(state.expression).length : cost;
}

/** How many mistakes fewer there are if what is missing is inserted than if the child that does not fit is skipped. */
export function insertionGain(
  model: ContentModel,
  state: State,
  insertion: Insertion,
  following: readonly ElementName[],
  isLast: boolean,
): number {
  const inserting = insertion.missing.length + costOf(model, insertion.step.target, following, isLast);
  return 1 + costOf(model, state, following, isLast) - inserting;
}

/**
 * What a child of an unknown name was meant to be: the leaf whose place it takes, so that what follows makes fewer mistakes
 * than if the child is skipped; `null` where skipping it costs no more.
 */
export function findReplacement(
  model: ContentModel,
  state: State,
  following: readonly ElementName[],
  isLast: boolean,
): { readonly leaf: ModelLeaf; readonly target: State } | null {
  let best = null;
  let least = costOf(model, state, following, isLast);
  for (const successor of model.successors(state)) {
    const cost = costOf(model, successor.target, following, isLast);
    if (cost >= least) continue;
    least = cost;
    best = successor;
  }
  return best;
}

/** How many steps of the automaton the search for a place may take, all mistakes of one element together. */
export const SEARCH_BUDGET = 20_000;

/**
 * The place for a child that stands in the wrong one.
 * @param others the siblings without it
 * @param budget counts down by the steps taken; the search gives up where it is used up
 * @returns the index in `others` in front of which it fits (`others.length`: behind all), such that they still fit; -1 for none
 */
export function placeFor(
  model: ContentModel,
  name: ElementName,
  others: readonly ElementName[],
  budget: { left: number },
): number {
  let state = model.start;
  for (let index = 0; index <= others.length && budget.left > 0; index++) {
    const other = others[index];
    budget.left--;
    // Among its like, every place is the same: the last one is tried.
    const step = other === name ? null : model.step(state, name);
    if (step !== null && allFit(model, step.target, others, index, budget)) return index;
    const next = other === undefined ? null : model.step(state, other);
    if (next === null) return -1;
    state = next.target;
  }
  return -1;
}

function allFit(
  model: ContentModel,
  state: State,
  names: readonly ElementName[],
  from: number,
  budget: { left: number },
): boolean {
  for (let index = from; index < names.length && budget.left > 0; index++) {
    budget.left--;
    const step = model.step(state, names[index]!);
    if (step === null) return false;
    state = step.target;
  }
  return budget.left > 0;
}
