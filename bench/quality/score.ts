/** How well a report matches the mistakes that a file was made with. */
import type { MistakenFile, SeededMistake } from '../generator/mistakes';
import { Lines } from '../lib/lines';

/** Lines and UTF-16 units from 0. */
export interface Reported {
  readonly line: number;
  /** The range on it and behind; `null` where no range is said, only a line or a point. */
  readonly range: { readonly character: number; readonly endLine: number; readonly endCharacter: number } | null;
}

export interface Score {
  readonly mistakes: number;
  /** Reported in the patch that holds the mistake. */
  readonly found: number;
  /** Reported on its line. */
  readonly onLine: number;
  /** Reported with exactly the right range. */
  readonly exact: number;
  /** What is reported besides one problem for each mistake. */
  readonly extra: number;
}

/** Compares what was reported of a file with what is wrong in it. */
export function scoreOf(file: MistakenFile, reported: readonly Reported[]): Score {
  const lines = new Lines(file.text);
  const count = (isSo: (mistake: SeededMistake, report: Reported) => boolean): number =>
    file.mistakes.filter((mistake) => reported.some((report) => isSo(mistake, report))).length;
  const isIn = ({ within }: SeededMistake, { line }: Reported): boolean =>
    lines.positionAt(within.start).line <= line && line <= lines.positionAt(within.end).line;
  const found = count(isIn);
  return {
    mistakes: file.mistakes.length,
    found,
    onLine: count(({ places }, { line }) => places.some(({ start }) => lines.positionAt(start).line === line)),
    exact: count(({ places }, report) => places.some(({ start, end }) => isRange(report, lines, start, end))),
    extra: reported.length - found,
  };
}

function isRange({ line, range }: Reported, lines: Lines, start: number, end: number): boolean {
  if (range === null) return false;
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return (
    line === from.line &&
    range.character === from.character &&
    range.endLine === to.line &&
    range.endCharacter === to.character
  );
}
