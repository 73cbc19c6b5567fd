/**
 * Verifies a fix before it is offered: the fix is applied to a copy of the tree, and the document is checked again. Results
 * are memoised with unchanged nodes, so a dry run costs the path of the edit.
 */
import type { FixChange, FixEdit } from '../../rules/fixes';
import { ruleById } from '../../rules/registry';
import type { Problem } from '../../xml/problem';
import { reparse } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import { diagnostics } from '../diagnostics';
import type { GovernedDocument } from '../../workspace/document';
import { resumable, type Task } from '../../xml/task';

/** The effect of a change on the problems of a document. */
export interface DryRunResult {
  readonly document: GovernedDocument;
  readonly problems: readonly Problem[];
  /** Problems of the original document that are gone. */
  readonly removed: readonly Problem[];
  /** New problems; their offsets are those of the changed document. */
  readonly added: readonly Problem[];
}

/** Edits by offset; insertions at one offset keep their order. */
export function sortedEdits<E extends FixEdit>(edits: readonly E[]): readonly E[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Applies a change to a copy of the document and checks it.
 * @param before the problems of the document without the change
 */
export function* dryRun(document: GovernedDocument, before: readonly Problem[], change: FixChange): Task<DryRunResult> {
  if (change.kind === 'rename-file') {
    const renamed = { ...document, fileName: change.fileName };
    return compareProblems(document, before, renamed, yield* resumable(() => diagnostics(renamed)), []);
  }
  const edits = sortedEdits(change.edits);
  const changed = { ...document, tree: yield* treeAfter(document.tree, edits) };
  return compareProblems(document, before, changed, yield* resumable(() => diagnostics(changed)), edits);
}

/** @param edits sorted, not overlapping */
function* treeAfter(tree: XmlTree, edits: readonly FixEdit[]): Task<XmlTree> {
  let after = tree;
  for (const edit of [...edits].reverse()) {
    after = reparse(after, edit);
    yield;
  }
  return after;
}

function compareProblems(
  document: GovernedDocument,
  before: readonly Problem[],
  changed: GovernedDocument,
  after: readonly Problem[],
  edits: readonly FixEdit[],
): DryRunResult {
  const moved = offsetMapper(edits);
  const isSame = (old: Problem, now: Problem): boolean =>
    old.code === now.code && moved(old.start) === now.start && moved(old.end) === now.end;
  // Most problems are before or after all edits and do not change: only those between are compared.
  let first = 0;
  while (first < before.length && first < after.length && isSame(before[first]!, after[first]!)) first++;
  let [lastBefore, lastAfter] = [before.length, after.length];
  while (lastBefore > first && lastAfter > first && isSame(before[lastBefore - 1]!, after[lastAfter - 1]!)) {
    lastBefore--;
    lastAfter--;
  }
  const old = before.slice(first, lastBefore);
  const now = after.slice(first, lastAfter);
  // A problem that moved with its text is not new: it is recognised by its code and the text in its range.
  const byRange = unmatched(old, now, (p) => `${p.code} ${moved(p.start)} ${moved(p.end)}`, keyOfRange);
  const { from, to } = unmatched(byRange.from, byRange.to, keyOfText(document.tree), keyOfText(changed.tree));
  return { document: changed, problems: after, removed: from, added: to };
}

function keyOfRange({ code, start, end }: Problem): string {
  return `${code} ${start} ${end}`;
}

function keyOfText(tree: XmlTree): (problem: Problem) => string {
  return ({ code, start, end }) => `${code} ${tree.slice(start, end)}`;
}

/** The items of two lists that have no partner in the other one. Partners have equal keys, and each item has at most one. */
function unmatched(
  from: readonly Problem[],
  to: readonly Problem[],
  keyFrom: (problem: Problem) => string,
  keyTo: (problem: Problem) => string,
): { from: Problem[]; to: Problem[] } {
  const unpaired = new Map<string, number>();
  for (const problem of to) unpaired.set(keyTo(problem), (unpaired.get(keyTo(problem)) ?? 0) + 1);
  const paired = new Map<string, number>();
  const left = from.filter((problem) => {
    const key = keyFrom(problem);
    const count = unpaired.get(key) ?? 0;
    if (count === 0) return true;
    unpaired.set(key, count - 1);
    paired.set(key, (paired.get(key) ?? 0) + 1);
    return false;
  });
  const rest = to.filter((problem) => {
    const key = keyTo(problem);
    const count = paired.get(key) ?? 0;
    if (count === 0) return true;
    paired.set(key, count - 1);
    return false;
  });
  return { from: left, to: rest };
}

/** Maps offsets to the document after sorted edits; one inside replaced text is mapped to the end of its replacement. */
function offsetMapper(edits: readonly FixEdit[]): (offset: number) => number {
  // moves[n]: by how much the text after the first n edits moves.
  const moves = [0];
  for (const { start, end, text } of edits) moves.push(moves.at(-1)! + text.length - (end - start));
  return (offset) => {
    const before = countBefore(edits, offset);
    const last = edits[before - 1];
    if (last !== undefined && last.end > offset) return last.start + moves[before - 1]! + last.text.length;
    return offset + moves[before]!;
  };
}

/** The number of edits that start before an offset; insertions at the offset count. */
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

/** The problems of `added` that the rule of `problem` does not announce: a fix that a person chooses may bring what it announces. */
export function unannounced(added: readonly Problem[], { code }: Pick<Problem, 'code'>): Problem[] {
  const brings: readonly string[] = ruleById(code)?.brings ?? [];
  return added.filter((one) => !brings.includes(one.code));
}

/**
 * Whether a change removes the problem and adds none, apart from those that the rule announces. In the ranges that a snippet
 * leaves to be filled in, new problems are accepted: values are still missing there.
 */
export function isCleanFix({ removed, added }: DryRunResult, problem: Problem, change: FixChange): boolean {
  if (!removed.includes(problem)) return false;
  const others = unannounced(added, problem);
  if (others.length === 0) return true;
  if (change.kind !== 'edit') return false;
  const toFillIn = rangesToFillIn(change.edits);
  return others.every(({ start, end }) => toFillIn.some((range) => start >= range.start && end <= range.end));
}

/** Whether a change removes the problem, and adds problems of rules alone: the document is no less valid. */
export function bringsOnlyRules({ removed, added }: DryRunResult, problem: Problem): boolean {
  return removed.includes(problem) && added.every(({ code }) => ruleById(code) !== undefined);
}

/** The ranges of the snippets after the edits. */
function rangesToFillIn(edits: readonly FixEdit[]): { start: number; end: number }[] {
  let by = 0;
  return sortedEdits(edits).flatMap(({ start, end, text, snippet }) => {
    const at = start + by;
    by += text.length - (end - start);
    return snippet === undefined ? [] : [{ start: at, end: at + text.length }];
  });
}
