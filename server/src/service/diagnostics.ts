import { ruleProblems } from '../vpc/rules/runner';
import type { Problem } from '../xml/problem';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { validate } from '../xsd';
import type { GovernedDocument } from './document';
import { ruleContextOf } from './ruleContext';

/**
 * All problems of a document, sorted by place: the one path for the editor and for the command line.
 *
 * The three rooms look independently, so that a mistake in the XML hides none in the content; none of them reports what
 * only follows from another's finding.
 */
export function diagnostics(document: GovernedDocument): readonly Problem[] {
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
