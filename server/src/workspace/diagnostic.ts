import type { Problem, Severity, Localize } from '../xml/problem';
import type { Position, XmlTree } from '../xml/tree';

/** A half-open range of lines and UTF-16 units, both from 0, as in LSP. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A second place that explains a problem. */
export interface RelatedDiagnostic {
  readonly message: string;
  readonly range: Range;
  /** The file, where it is not the document itself; the range is empty at its start, because its lines are unknown. */
  readonly uri?: string;
}

/** A problem as it is reported: in the Problems view and by `vpc lint`. */
export interface Diagnostic {
  readonly code: string;
  readonly source: 'xml' | 'xsd' | 'vpc';
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly RelatedDiagnostic[];
}

/** The most problems of one file that are reported, and then their number: nobody reads more, and an editor that draws a million does nothing else. */
export const MAX_PROBLEMS = 10_000;

const START_OF_FILE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Converts a problem of a document: offsets to positions, and the message to localised text.
 * @param tree of the document; offsets of related places in other files cannot be converted with it
 */
export function diagnosticOf(problem: Problem, tree: XmlTree, localize: Localize): Diagnostic {
  return converted(problem, (offset) => tree.positionAt(offset), localize);
}

/** Converts many problems of a document; faster than one by one. See {@link diagnosticOf}. */
export function allDiagnosticsOf(problems: readonly Problem[], tree: XmlTree, localize: Localize): Diagnostic[] {
  const offsets = new Set<number>();
  for (const { start, end, related = [] } of problems) {
    offsets.add(start).add(end);
    for (const place of related) if (place.uri === undefined) offsets.add(place.start).add(place.end);
  }
  const sorted = [...offsets].sort((a, b) => a - b);
  const positions = tree.positionsOf(sorted);
  const byOffset = new Map(sorted.map((offset, index) => [offset, positions[index]!]));
  return problems.map((problem) => converted(problem, (offset) => byOffset.get(offset)!, localize));
}

function converted(
  { code, severity, message, args, start, end, related = [] }: Problem,
  positionAt: (offset: number) => Position,
  localize: Localize,
): Diagnostic {
  return {
    code,
    source: sourceOf(code),
    severity,
    message: localize(message, ...args),
    range: { start: positionAt(start), end: positionAt(end) },
    related: related.map((place) => ({
      message: localize(place.message, ...place.args),
      range: place.uri === undefined ? { start: positionAt(place.start), end: positionAt(place.end) } : START_OF_FILE,
      ...(place.uri !== undefined && { uri: place.uri }),
    })),
  };
}

/** The source of a code, by its first segment. */
export function sourceOf(code: string): Diagnostic['source'] {
  return code.startsWith('xml/') ? 'xml' : code.startsWith('xsd/') ? 'xsd' : 'vpc';
}

/** The length of most lines, in UTF-16 units. */
const USUAL_LINE = 256;

/** The text of the line that starts at an offset, without its line break. */
export function lineFrom(tree: XmlTree, start: number): string {
  for (let length = USUAL_LINE; ; length *= 4) {
    const text: string = tree.slice(start, start + length);
    const end = text.search(/[\r\n]/);
    if (end >= 0) return text.slice(0, end);
    if (start + length >= tree.length) return text;
  }
}

/** Converts a half-open range of UTF-16 offsets to positions. */
export function rangeOf(tree: XmlTree, { start, end }: { readonly start: number; readonly end: number }): Range {
  return { start: tree.positionAt(start), end: tree.positionAt(end) };
}

/** Converts many ranges in document order that do not overlap; faster than one by one. */
export function rangesOf(tree: XmlTree, ranges: readonly { readonly start: number; readonly end: number }[]): Range[] {
  const positions = tree.positionsOf(ranges.flatMap(({ start, end }) => [start, end]));
  return ranges.map((_, index) => ({ start: positions[2 * index]!, end: positions[2 * index + 1]! }));
}
