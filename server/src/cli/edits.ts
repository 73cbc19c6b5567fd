/** Edits of a document as a command shows them and writes them. */
import { formatPatch } from 'diff';
import type { TextEdit } from '../xml/reparse';

/** A text with edits that come in order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return spliced(text, 0, text.length, edits);
}

/** A part of a text; all edits lie in there. */
function spliced(source: string, from: number, to: number, edits: readonly TextEdit[]): string {
  let done = from;
  const parts: string[] = [];
  for (const { start, end, text } of edits) {
    parts.push(source.slice(done, start), text);
    done = end;
  }
  return [...parts, source.slice(done, to)].join('');
}

/** A text by its lines, as diffs count them: only a line feed ends one. */
class Lines {
  readonly #starts = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The number, from 0, of the line that an offset is in. */
  at(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Where a line starts; behind the last one the text ends. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  between(from: number, to: number): string[] {
    return linesOf(this.text.slice(this.start(from), this.start(to)));
  }
}

/** Lines around a change that show where it is. */
const CONTEXT = 3;

/** Lines of a document, and what is to stand in their place. */
interface Change {
  /** Numbers of lines from 0, half-open. */
  readonly from: number;
  readonly to: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Edits as a unified diff. It is made of the edits themselves: comparing the two texts would take time in proportion
 * to the square of what has changed.
 * @param edits in order, none touches another
 */
export function unifiedDiff(path: string, text: string, edits: readonly TextEdit[]): string {
  const source = new Lines(text);
  let shift = 0;
  const hunks = hunksOf(changesOf(source, edits)).map((changes) => {
    const [first, last] = [changes[0]!, changes.at(-1)!];
    const from = Math.max(0, first.from - CONTEXT);
    const parts: string[][] = [];
    let at = from;
    for (const { from, to, before, after } of changes) {
      parts.push(marked(' ', source.between(at, from)), marked('-', before), marked('+', after));
      at = to;
    }
    parts.push(marked(' ', source.between(at, last.to + CONTEXT)));
    const lines = parts.flat();
    const count = (...marks: string[]): number => lines.filter((line) => marks.includes(line[0]!)).length;
    const [oldLines, newLines] = [count(' ', '-'), count(' ', '+')];
    const hunk = { oldStart: from + 1, oldLines, newStart: from + 1 + shift, newLines, lines };
    shift += newLines - oldLines;
    return hunk;
  });
  const names = { oldFileName: `a/${path}`, newFileName: `b/${path}`, oldHeader: undefined, newHeader: undefined };
  // The line of equals signs that the library puts first is for patches of several files in one.
  return hunks.length === 0 ? '' : formatPatch({ ...names, hunks }).replace(/^(?:Index: .*\n)?=+\n/, '');
}

/** What each edit, or several on lines that touch, makes of whole lines: what goes, then what comes. */
function changesOf(source: Lines, edits: readonly TextEdit[]): Change[] {
  const changes: Change[] = [];
  for (let index = 0; index < edits.length;) {
    const first = edits[index]!;
    const from = source.at(first.start);
    const together = [first];
    let to = source.at(first.end) + 1;
    while (++index < edits.length && source.at(edits[index]!.start) <= to) {
      together.push(edits[index]!);
      to = source.at(edits[index]!.end) + 1;
    }
    const [start, end] = [source.start(from), source.start(to)];
    const before = source.between(from, to);
    const after = linesOf(spliced(source.text, start, end, together));
    const [same, sameBehind] = alike(before, after);
    if (before.length === after.length && same === before.length) continue;
    changes.push({
      from: from + same,
      to: from + before.length - sameBehind,
      before: before.slice(same, before.length - sameBehind),
      after: after.slice(same, after.length - sameBehind),
    });
  }
  return changes;
}

/** How many lines are the same at the start and at the end. */
function alike(before: readonly string[], after: readonly string[]): [start: number, end: number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [start, end];
}

/** Changes whose context meets are one hunk. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    if (hunk !== undefined && change.from - hunk.at(-1)!.to <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

/** Lines with their ends; those of a file that ends without one are told apart. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: ' ' | '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, '\\ No newline at end of file'],
  );
}
