/** Applying edits to a text, and showing them as a diff. */
import { formatPatch } from 'diff';
import { terminalLine, terminalText } from '../xml/escape';
import type { TextEdit } from '../xml/reparse';
import type { Io } from './io';

/** The text after the edits, which are sorted and do not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return spliced(text, 0, text.length, edits);
}

/** The part of a text from `from` to `to` after the edits, all of which are in it. */
function spliced(source: string, from: number, to: number, edits: readonly TextEdit[]): string {
  let done = from;
  const parts: string[] = [];
  for (const { start, end, text } of edits) {
    parts.push(source.slice(done, start), text);
    done = end;
  }
  return [...parts, source.slice(done, to)].join('');
}

/** The lines of a text, as diffs count them: only a line feed ends a line. */
class Lines {
  readonly #starts = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** The number, from 0, of the line that contains an offset. */
  at(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The offset at which a line starts; after the last line, the length of the text. */
  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The lines from `from` to before `to`, with their line feeds. */
  between(from: number, to: number): string[] {
    return linesOf(this.text.slice(this.start(from), this.start(to)));
  }
}

/** Unchanged lines that a diff shows before and after a change. */
const CONTEXT = 3;

/** Lines of a document and the lines that replace them. */
interface Change {
  /** Numbers of lines from 0, half-open. */
  readonly from: number;
  readonly to: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Edits as a unified diff. It is made from the edits: comparing the two texts would take time proportional to the square
 * of the changed lines.
 * @param edits sorted; none touches another
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
  const name = terminalLine(path);
  const names = { oldFileName: `a/${name}`, newFileName: `b/${name}`, oldHeader: undefined, newHeader: undefined };
  // The library starts with a line of equals signs, which separates the files of a patch for several files.
  return hunks.length === 0 ? '' : formatPatch({ ...names, hunks }).replace(/^(?:Index: .*\n)?=+\n/, '');
}

/**
 * A diff for standard output: as it is for a file or another program. A terminal or the log of a CI server would act on what it
 * contains.
 */
export function diffFor(diff: string, { out, env }: Pick<Io, 'out' | 'env'>): string {
  const isLog = env.CI !== undefined && env.CI !== '' && out.isFile !== true;
  return out.isTerminal || isLog ? terminalText(diff) : diff;
}

/** The edits as changes of whole lines; edits on the same or on adjacent lines are one change. */
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
    const [sameAtStart, sameAtEnd] = commonLines(before, after);
    if (before.length === after.length && sameAtStart === before.length) continue;
    changes.push({
      from: from + sameAtStart,
      to: from + before.length - sameAtEnd,
      before: before.slice(sameAtStart, before.length - sameAtEnd),
      after: after.slice(sameAtStart, after.length - sameAtEnd),
    });
  }
  return changes;
}

/** The numbers of equal lines at the start and at the end; the two do not overlap. */
function commonLines(before: readonly string[], after: readonly string[]): [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [start, end];
}

/** The changes of each hunk: changes whose context lines meet are in one hunk. */
function hunksOf(changes: readonly Change[]): Change[][] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const hunk = hunks.at(-1);
    if (hunk !== undefined && change.from - hunk.at(-1)!.to <= 2 * CONTEXT) hunk.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

/** The lines with their line feeds; the last one may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(mark: ' ' | '-' | '+', lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, '\\ No newline at end of file'],
  );
}
