import { ruleProblems } from '../rules/runner';
import type { Problem } from '../xml/problem';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { validate } from '../xsd';
import { type GovernedDocument, isChecked, withSeverities } from '../workspace/document';
import { ruleContextOf } from '../workspace/ruleContext';
import { suppress, type SuppressedProblem } from '../workspace/suppression/suppress';

/** The result of checking a document; both lists are sorted by place. */
export interface CheckResult {
  readonly problems: readonly Problem[];
  /** Problems that comments in the document suppress. */
  readonly suppressed: readonly SuppressedProblem[];
}

/**
 * All problems of a document, sorted by place: the one path for the editor and for the command line.
 *
 * XML, schema and rules are checked independently, so that a problem in the XML hides none in the content; none of them
 * reports what only follows from a problem of another.
 */
export function diagnostics(document: GovernedDocument): readonly Problem[] {
  return checkDocument(document).problems;
}

/** All problems of a document, with those that comments suppress. */
export function checkDocument(document: GovernedDocument): CheckResult {
  const found = withSeverities(allProblems(document), document);
  const {
    problems,
    suppressed,
    commentProblems: ofComments,
  } = suppress(found, document.tree, (code) => isChecked(document, code));
  if (ofComments.length === 0) return { problems, suppressed };
  return { problems: [...problems, ...withSeverities(ofComments, document)].sort(byPlace), suppressed };
}

function allProblems(document: GovernedDocument): readonly Problem[] {
  const { tree, schema, vocabulary, bindingProblems = [] } = document;
  const ofXml = wellFormednessProblems(tree);
  const ofSchema = schema === null ? [] : validate(tree, schema);
  const ofRules = vocabulary === null ? [] : ruleProblems(tree, vocabulary, ruleContextOf(document));
  return [...ofXml, ...bindingProblems, ...ofSchema, ...ofRules].sort(byPlace);
}

/**
 * Compares problems by place. A stable sort keeps XML before schema before rules at the same place: the first can be the cause
 * of the others.
 */
export function byPlace(a: Problem, b: Problem): number {
  return a.start - b.start || a.end - b.end;
}
