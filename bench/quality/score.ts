/** Compares a report with the seeded mistakes of a file. */
import type { MistakenFile, SeededMistake } from '../generator/mistakes';
import { Lines } from '../lib/lines';

/** Lines and UTF-16 units from 0. */
export interface Reported {
  readonly line: number;
  /** The reported range from there; `null` if only a line or a position is reported. */
  readonly range: { readonly character: number; readonly endLine: number; readonly endCharacter: number } | null;
}

export interface Score {
  readonly mistakes: number;
  /** Reported in the patch with the mistake. */
  readonly found: number;
  /** Reported on its line. */
  readonly onLine: number;
  /** Reported with an expected range. */
  readonly exact: number;
  /** Reported problems besides one for each mistake. */
  readonly extra: number;
}

/** Scores the reported problems of a file against its mistakes. */
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
