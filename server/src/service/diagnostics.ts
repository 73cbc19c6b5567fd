import { ruleProblems } from '../vpc/rules/runner';
import type { Problem } from '../xml/problem';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { validate } from '../xsd';
import { isLookedFor, weighed } from './checks';
import type { GovernedDocument } from './document';
import { ruleContextOf } from './ruleContext';
import { suppress, type SuppressedProblem } from './suppression/suppress';

/** What checking a document comes to; both lists sorted by place. */
export interface Checked {
  readonly problems: readonly Problem[];
  /** What would be among the problems, but for comments in the document. */
  readonly suppressed: readonly SuppressedProblem[];
}

/**
 * All problems of a document, sorted by place: the one path for the editor and for the command line.
 *
 * The three rooms look independently, so that a mistake in the XML hides none in the content; none of them reports what
 * only follows from another's finding.
 */
export function diagnostics(document: GovernedDocument): readonly Problem[] {
  return checked(document).problems;
}

/** The same, with what comments suppress. */
export function checked(document: GovernedDocument): Checked {
  const found = weighed(allProblems(document), document);
  const { problems, suppressed, ofComments } = suppress(found, document.tree, (code) => isLookedFor(document, code));
  if (ofComments.length === 0) return { problems, suppressed };
  return { problems: [...problems, ...weighed(ofComments, document)].sort(byPlace), suppressed };
}

function allProblems(document: GovernedDocument): readonly Problem[] {
  const { tree, schema, vocabulary } = document;
  const problems: Problem[] = [...wellFormednessProblems(tree)];
  if (schema !== null) problems.push(...validate(tree, schema));
  if (vocabulary !== null) problems.push(...ruleProblems(tree, vocabulary, ruleContextOf(document)));
  return problems.sort(byPlace);
}

/** The order of problems. At the same place that of the rooms stays: what makes others' findings doubtful comes first. */
export function byPlace(a: Problem, b: Problem): number {
  return a.start - b.start || a.end - b.end;
}
