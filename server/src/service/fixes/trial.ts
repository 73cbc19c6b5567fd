/**
 * Trying a fix before it is offered: it is applied to the tree, and the document is checked again. What did not change is
 * remembered with its nodes, so a trial costs the path of the edit.
 */
import type { FixChange, FixEdit } from '../../vpc/rules/fixes';
import { inSteps } from '../../xml/pause';
import type { Problem } from '../../xml/problem';
import { reparse } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import { diagnostics } from '../diagnostics';
import type { GovernedDocument } from '../document';

/** What a change would do to the problems of a document. */
export interface Outcome {
  readonly document: GovernedDocument;
  readonly problems: readonly Problem[];
  /** Those that were there before and are not any more. */
  readonly removed: readonly Problem[];
  /** Those that were not there before; their places count in the changed document. */
  readonly added: readonly Problem[];
}

/** Edits by place; of those at the same place, the order in which they were given is that of their texts. */
export function inOrder<E extends FixEdit>(edits: readonly E[]): readonly E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Makes a change and checks the document again; yields now and then.
 * @param before the problems of the document as it is
 */
export function* trial(
  document: GovernedDocument,
  before: readonly Problem[],
  change: FixChange,
): Generator<void, Outcome, undefined> {
  if (change.kind === 'rename-file') {
    const renamed = { ...document, fileName: change.fileName };
    return outcome(document, before, renamed, yield* inSteps(() => diagnostics(renamed)), []);
  }
  const edits = inOrder(change.edits);
  const changed = { ...document, tree: yield* treeAfter(document.tree, edits) };
  return outcome(document, before, changed, yield* inSteps(() => diagnostics(changed)), edits);
}

/** The tree after edits that do not overlap and are in order. */
function* treeAfter(tree: XmlTree, edits: readonly FixEdit[]): Generator<void, XmlTree, undefined> {
  let after = tree;
  for (const edit of [...edits].reverse()) {
    after = reparse(after, edit);
    yield;
  }
  return after;
}

function outcome(
  document: GovernedDocument,
  before: readonly Problem[],
  changed: GovernedDocument,
  after: readonly Problem[],
  edits: readonly FixEdit[],
): Outcome {
  const moved = mover(edits);
  const isSame = (old: Problem, now: Problem): boolean =>
    old.code === now.code && moved(old.start) === now.start && moved(old.end) === now.end;
  // Most problems stand in front of the edits or behind them and are not touched: only those between are compared.
  let first = 0;
  while (first < before.length && first < after.length && isSame(before[first]!, after[first]!)) first++;
  let [lastBefore, lastAfter] = [before.length, after.length];
  while (lastBefore > first && lastAfter > first && isSame(before[lastBefore - 1]!, after[lastAfter - 1]!)) {
    lastBefore--;
    lastAfter--;
  }
  const old = before.slice(first, lastBefore);
  const now = after.slice(first, lastAfter);
  // What moved with the text around it is no new problem: it is known again by its code and the text that it marks.
  const place = unmatched(old, now, (p) => `${p.code} ${moved(p.start)} ${moved(p.end)}`, keyOfPlace);
  const { from, to } = unmatched(place.from, place.to, keyOfText(document.tree), keyOfText(changed.tree));
  return { document: changed, problems: after, removed: from, added: to };
}

function keyOfPlace({ code, start, end }: Problem): string {
  return `${code} ${start} ${end}`;
}

function keyOfText(tree: XmlTree): (problem: Problem) => string {
  return ({ code, start, end }) => `${code} ${tree.slice(start, end)}`;
}

/** What is left of two lists when each item of the one is struck out with one of the other that has the same key. */
function unmatched(
  from: readonly Problem[],
  to: readonly Problem[],
  keyFrom: (problem: Problem) => string,
  keyTo: (problem: Problem) => string,
): { from: Problem[]; to: Problem[] } {
  const waiting = new Map<string, number>();
  for (const problem of to) waiting.set(keyTo(problem), (waiting.get(keyTo(problem)) ?? 0) + 1);
  const struck = new Map<string, number>();
  const left = from.filter((problem) => {
    const key = keyFrom(problem);
    const count = waiting.get(key) ?? 0;
    if (count === 0) return true;
    waiting.set(key, count - 1);
    struck.set(key, (struck.get(key) ?? 0) + 1);
    return false;
  });
  const rest = to.filter((problem) => {
    const key = keyTo(problem);
    const count = struck.get(key) ?? 0;
    if (count === 0) return true;
    struck.set(key, count - 1);
    return false;
  });
  return { from: left, to: rest };
}

/** Where an offset has gone after edits that are in order; one inside of replaced text, to the end of what replaced it. */
function mover(edits: readonly FixEdit[]): (offset: number) => number {
  // By how much everything behind the first so many edits moves.
  const moves = [0];
  for (const { start, end, text } of edits) moves.push(moves.at(-1)! + text.length - (end - start));
  return (offset) => {
    const before = countBefore(edits, offset);
    const last = edits[before - 1];
    if (last !== undefined && last.end > offset) return last.start + moves[before - 1]! + last.text.length;
    return offset + moves[before]!;
  };
}

/** How many edits begin in front of an offset; what is inserted at it stands in front of it. */
function countBefore(edits: readonly FixEdit[], offset: number): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const { start, end } = edits[middle]!;
    if (start < offset || (start === offset && end === start)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a change is good: it takes the problem away and brings none. Where it leaves places for what only a person
 * knows, that they are empty yet is no new mistake: only there something may be found.
 */
export function isGood({ removed, added }: Outcome, problem: Problem, change: FixChange): boolean {
  if (!removed.includes(problem)) return false;
  if (added.length === 0) return true;
  if (change.kind !== 'edit') return false;
  const filled = placesIn(change.edits);
  return added.every(({ start, end }) => filled.some((place) => start >= place.start && end <= place.end));
}

/** Where the texts with places to fill in stand after the edits. */
function placesIn(edits: readonly FixEdit[]): { start: number; end: number }[] {
  let by = 0;
  return inOrder(edits).flatMap(({ start, end, text, snippet }) => {
    const at = start + by;
    by += text.length - (end - start);
    return snippet === undefined ? [] : [{ start: at, end: at + text.length }];
  });
}
