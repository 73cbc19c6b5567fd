/** Removes suppressed problems from the problems of a document, and reports problems of the suppression comments. */
import { nearest } from '../../xml/nearest';
import type { Problem } from '../../xml/problem';
import type { XmlTree } from '../../xml/tree';
import {
  DOCUMENT_CODES,
  dependsOnOtherFiles,
  isKnownCode,
  isSuppressible,
  isSuppressionCode,
  matchesCode,
  suppressionProblem,
} from './codes';
import { SUPPRESSION_WORDS, suppressionsIn, type NamedCode, type Suppression } from './comments';

/** A problem that a comment suppresses, and the reason that the comment gives. */
export interface SuppressedProblem {
  readonly problem: Problem;
  readonly reason: string;
}

/** A document's problems, divided into reported and suppressed ones. */
export interface SuppressionResult {
  /** In their original order. */
  readonly problems: readonly Problem[];
  readonly suppressed: readonly SuppressedProblem[];
  /** Problems of the comments, in no order. */
  readonly commentProblems: readonly Problem[];
}

/**
 * Applies the suppression comments of a document.
 * @param problems sorted by place
 * @param isChecked whether problems of a code are looked for at all: the suppression of a code that is off is never unused
 */
export function suppress(
  problems: readonly Problem[],
  tree: XmlTree,
  isChecked: (code: string) => boolean,
): SuppressionResult {
  const suppressions = suppressionsIn(tree);
  if (suppressions.length === 0) return { problems, suppressed: [], commentProblems: [] };
  const matcher = new SuppressionMatcher(suppressions, tree);
  const reported: Problem[] = [];
  const suppressed: SuppressedProblem[] = [];
  for (const problem of problems) {
    const by = isSuppressible(problem.code) ? matcher.match(problem) : null;
    if (by === null) reported.push(problem);
    else suppressed.push({ problem, reason: by.reason });
  }
  return { problems: reported, suppressed, commentProblems: matcher.commentProblems(isChecked) };
}

/** A `disable` that is not ended yet. */
interface OpenBlock {
  readonly suppression: Suppression;
  /** Codes that an `enable` has ended for it. */
  readonly ended: string[];
}

/** A line whose problems some comments suppress. Offsets count in the document, in UTF-16 units; half-open. */
interface SuppressedLine {
  readonly start: number;
  readonly end: number;
  readonly by: readonly Suppression[];
}

/** Finds the suppression of each problem. Problems must come in document order: it goes through the comments only once. */
class SuppressionMatcher {
  readonly #lines: readonly SuppressedLine[];
  #nextLine = 0;
  readonly #ofFile: readonly Suppression[];
  readonly #blocks: readonly Suppression[];
  #open: OpenBlock[] = [];
  #next = 0;
  /** The codes in comments that suppressed something; for a comment without codes, the comment. */
  readonly #used = new Set<NamedCode | Suppression>();

  constructor(
    private readonly suppressions: readonly Suppression[],
    tree: XmlTree,
  ) {
    this.#lines = linesOf(suppressions, tree);
    this.#ofFile = suppressions.filter(({ kind }) => kind === 'file');
    this.#blocks = suppressions.filter(({ kind }) => kind === 'disable' || kind === 'enable');
  }

  /** The comment that suppresses a problem; of several, the one with the smallest range; `null` where none does. */
  match({ code, start }: Problem): Suppression | null {
    this.#moveTo(start);
    const line = this.#lines[this.#nextLine];
    if (line !== undefined && line.start <= start) {
      for (const suppression of line.by) if (this.#uses(suppression, code)) return suppression;
    }
    for (const { suppression, ended } of [...this.#open].reverse()) {
      if (!ended.some((pattern) => matchesCode(pattern, code)) && this.#uses(suppression, code)) return suppression;
    }
    return this.#ofFile.find((suppression) => this.#uses(suppression, code)) ?? null;
  }

  /** Problems of the comments, in no order. To be called last. */
  commentProblems(isChecked: (code: string) => boolean): Problem[] {
    this.#moveTo(Infinity);
    return this.suppressions.flatMap((suppression) => {
      if (suppression.kind === null) return [unknownWord(suppression)];
      const unknown = suppression.codes.flatMap(unknownCode);
      return [...unknown, ...this.#unused(suppression, isChecked)];
    });
  }

  #moveTo(offset: number): void {
    while (this.#nextLine < this.#lines.length && this.#lines[this.#nextLine]!.end <= offset) this.#nextLine++;
    for (; this.#next < this.#blocks.length && this.#blocks[this.#next]!.start <= offset; this.#next++) {
      const block = this.#blocks[this.#next]!;
      if (block.kind === 'disable') this.#open.push({ suppression: block, ended: [] });
      else this.#end(block);
    }
  }

  #end(enable: Suppression): void {
    if (enable.codes.length === 0) {
      if (this.#open.length > 0) this.#used.add(enable);
      this.#open = [];
      return;
    }
    for (const named of enable.codes) {
      for (const { suppression, ended } of this.#open) {
        if (suppression.codes.length > 0 && !suppression.codes.some(({ code }) => overlap(code, named.code))) continue;
        this.#used.add(named);
        ended.push(named.code);
      }
    }
    this.#open = this.#open.filter(
      ({ suppression: { codes }, ended }) =>
        codes.length === 0 || !codes.every(({ code }) => ended.some((pattern) => matchesCode(pattern, code))),
    );
  }

  #uses(suppression: Suppression, code: string): boolean {
    const { codes } = suppression;
    const used = codes.length === 0 ? suppression : codes.find((named) => matchesCode(named.code, code));
    if (used !== undefined) this.#used.add(used);
    return used !== undefined;
  }

  #unused(suppression: Suppression, isChecked: (code: string) => boolean): Problem[] {
    const { kind, codes } = suppression;
    const isUnused = (named: NamedCode): boolean =>
      !this.#used.has(named) &&
      isKnownCode(named.code) &&
      isSuppressible(named.code) &&
      (kind === 'enable' || (isChecked(named.code) && !dependsOnOtherFiles(named.code)));
    const unused = codes.filter(isUnused);
    if (codes.length === 0 ? !this.#used.has(suppression) && isChecked('*') : unused.length === codes.length) {
      return [suppressionProblem('vpc/unused-suppression', kind === 'enable' ? 'enable' : 'comment', suppression)];
    }
    return unused.map((named) => suppressionProblem('vpc/unused-suppression', 'code', named, [named.code]));
  }
}

/** The lines that comments apply to, sorted: there are few of them, and there can be thousands of problems. */
function linesOf(suppressions: readonly Suppression[], tree: XmlTree): SuppressedLine[] {
  const byLine = new Map<number, Suppression[]>();
  for (const suppression of suppressions) {
    const { kind, start, end } = suppression;
    if (kind !== 'line' && kind !== 'next-line') continue;
    const line = kind === 'line' ? tree.positionAt(start).line : tree.positionAt(end).line + 1;
    const others = byLine.get(line);
    if (others === undefined) byLine.set(line, [suppression]);
    else others.push(suppression);
  }
  return [...byLine]
    .filter(([line]) => line < tree.lineCount)
    .sort(([a], [b]) => a - b)
    .map(([line, by]) => ({
      start: tree.lineStart(line),
      end: line + 1 < tree.lineCount ? tree.lineStart(line + 1) : Infinity,
      by,
    }));
}

/** Whether two patterns (codes, or prefixes with `/*`) match a code in common. */
function overlap(a: string, b: string): boolean {
  return matchesCode(a, b) || matchesCode(b, a);
}

function unknownWord({ word }: Suppression): Problem {
  return suppressionProblem('vpc/unknown-suppression', 'word', word, [word.code, SUPPRESSION_WORDS.join(', ')]);
}

function unknownCode(named: NamedCode): Problem[] {
  const { code } = named;
  if (!isKnownCode(code)) {
    const similar = nearest(code, DOCUMENT_CODES.filter(isSuppressible));
    return [
      similar.length === 0
        ? suppressionProblem('vpc/unknown-suppression', 'code', named, [code])
        : suppressionProblem('vpc/unknown-suppression', 'similar', named, [code, similar[0]!]),
    ];
  }
  if (code.startsWith('xml/')) return [suppressionProblem('vpc/unknown-suppression', 'wellFormedness', named, [code])];
  return isSuppressionCode(code) ? [suppressionProblem('vpc/unknown-suppression', 'comments', named, [code])] : [];
}
