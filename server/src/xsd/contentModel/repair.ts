/** Finds the smallest repair of content where a child is not allowed, with the automaton that validates it. */
import type { ElementName } from '../names';
import type { ContentModel, ModelLeaf, State, Step } from './contentModel';
import { shortestCompletion } from './expression';

/** Children that are missing before a present one, and the step over that one after them. */
export interface Insertion {
  readonly missing: readonly ModelLeaf[];
  readonly step: Step;
}

/** The number of states that a search visits; a repair beyond them is not small. */
const MAX_STATES = 512;
/** The number of following siblings that decide between two repairs. */
export const LOOKAHEAD = 8;

/** The fewest children after which `name` is allowed; `null` if there are none. */
export function findInsertion(model: ContentModel, state: State, name: ElementName): Insertion | null {
  const seen = new Set([state]);
  let front: { state: State; missing: ModelLeaf[] }[] = [{ state, missing: [] }];
  while (front.length > 0) {
    const next: typeof front = [];
    for (const { state: from, missing } of front) {
      for (const { leaf, target } of model.successors(from)) {
        if (seen.has(target)) continue;
        if (seen.size >= MAX_STATES) return null;
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
 * The number of problems in the following siblings if the content continues from `state`; siblings that are not allowed are
 * skipped.
 * @param isLast whether `names` reaches the end of the content, so that children missing there count
 */
export function countProblems(
  model: ContentModel,
  state: State,
  names: readonly ElementName[],
  isLast: boolean,
): number {
  let cost = 0;
  for (const name of names) {
    const step = model.step(state, name);
    if (step === null) cost++;
    else state = step.target;
  }
  return isLast ? cost + shortestCompletion(state.expression).length : cost;
}

/** The number of problems that inserting the missing children saves, compared with skipping the child. */
export function insertionGain(
  model: ContentModel,
  state: State,
  insertion: Insertion,
  following: readonly ElementName[],
  isLast: boolean,
): number {
  const inserting = insertion.missing.length + countProblems(model, insertion.step.target, following, isLast);
  return 1 + countProblems(model, state, following, isLast) - inserting;
}

/**
 * The leaf that a child with an unknown name most likely replaces: treating the child as that leaf leaves fewer problems in
 * the following siblings than skipping it; `null` if skipping is as good.
 */
export function findReplacement(
  model: ContentModel,
  state: State,
  following: readonly ElementName[],
  isLast: boolean,
): { readonly leaf: ModelLeaf; readonly target: State } | null {
  let best = null;
  let least = countProblems(model, state, following, isLast);
  for (const successor of model.successors(state)) {
    const cost = countProblems(model, successor.target, following, isLast);
    if (cost >= least) continue;
    least = cost;
    best = successor;
  }
  return best;
}

/** The number of automaton steps that searches for positions can take, for all problems of one element together. */
export const SEARCH_BUDGET = 20_000;

/**
 * The position where a misplaced child is allowed.
 * @param others the siblings without it
 * @param budget decremented by each step; the search ends when it is used up
 * @returns the index in `others` before which the child is allowed with all others (`others.length`: at the end); -1 for none
 */
export function findPosition(
  model: ContentModel,
  name: ElementName,
  others: readonly ElementName[],
  budget: { left: number },
): number {
  let state = model.start;
  for (let index = 0; index <= others.length && budget.left > 0; index++) {
    const other = others[index];
    budget.left--;
    // All positions among siblings with the same name are equivalent: only the last one is tried.
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
