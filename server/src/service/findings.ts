import type { Problem, Severity } from '../xml/problem';
import type { Position, XmlTree } from '../xml/tree';
import type { Localize } from './localize';

/** Lines and UTF-16 units from 0, as in LSP; half-open. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A second place that explains a finding. */
export interface RelatedFinding {
  readonly message: string;
  readonly range: Range;
  /** Where it is not the document itself. */
  readonly uri?: string;
}

/** A problem as people and machines outside get to see it: in the Problems view and in every report of `vpc lint`. */
export interface Finding {
  readonly code: string;
  readonly source: 'xml' | 'xsd' | 'vpc';
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly RelatedFinding[];
}

/** Problem to finding: offsets become positions, the message is filled in and localised. */
export function findingOf(problem: Problem, tree: XmlTree, localize: Localize): Finding {
  const { code, severity, message, args, related = [] } = problem;
  return {
    code,
    source: sourceOf(code),
    severity,
    message: localize(message, ...args),
    range: rangeOf(tree, problem),
    related: related.map((place) => ({
      message: localize(place.message, ...place.args),
      range: rangeOf(tree, place),
      ...(place.uri !== undefined && { uri: place.uri }),
    })),
  };
}

/** The room that a code belongs to, which is its first segment. */
export function sourceOf(code: string): Finding['source'] {
  return code.startsWith('xml/') ? 'xml' : code.startsWith('xsd/') ? 'xsd' : 'vpc';
}

/** Offsets to positions. */
export function rangeOf(tree: XmlTree, { start, end }: { readonly start: number; readonly end: number }): Range {
  return { start: tree.positionAt(start), end: tree.positionAt(end) };
}
