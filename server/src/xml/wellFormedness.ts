import { type XmlReport, xmlProblem } from './codes';
import { checkTopLevel } from './checks/documentProblems';
import { doctypeOf, entitiesOf, prologOf, xmlDeclarationOf } from './entities';
import { entityProblems } from './checks/entityProblems';
import { budgetBreach, EXPANSION_BUDGET } from './entities/expansion';
import { findingsOf, problemsIn } from './checks/findings';
import { Scope } from './namespaces';
import { type Problem, shifted } from './problem';
import type { XmlTree } from './tree';

/**
 * All that keeps a document from being well-formed (XML 1.0, 5th edition) and namespace-well-formed (Namespaces in
 * XML 1.0, 3rd edition), as a processor must find that reads nothing but the document; sorted by place.
 *
 * Each mistake is one problem, at the narrowest range; what only follows from another one is left out. Costs the
 * problems and, after an edit, the path to the edit: subtrees without a flag are not entered, the others remembered.
 */
export function wellFormednessProblems(tree: XmlTree): Problem[] {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  const prolog = prologOf(tree);
  const entities = entitiesOf(tree);
  const doctype = doctypeOf(prolog);

  if (prolog.xmlDeclaration !== null) {
    const { node, offset } = prolog.xmlDeclaration;
    for (const problem of xmlDeclarationOf(node).problems) problems.push(shifted(problem, offset));
  }
  const inContent = new Set<string>();
  const inAttributes = new Set<string>();
  checkTopLevel(tree, prolog, report, (node, offset) => {
    const findings = findingsOf(node, { entities, scope: Scope.ROOT });
    if (findings === null) return;
    problems.push(...problemsIn(findings, offset));
    for (const name of findings.inContent) inContent.add(name);
    for (const name of findings.inAttributes) inAttributes.add(name);
  });
  if (doctype !== null && prolog.doctype !== null) {
    for (const name of doctype.entitiesInDefaults) inAttributes.add(name);
    const { offset } = prolog.doctype;
    const own = [...doctype.problems, ...entityProblems(inContent, inAttributes, entities)];
    for (const problem of own) problems.push(shifted(problem, offset));
  }
  if (!entities.isExpanding) {
    const breach = budgetBreach(tree.content!, entities)!;
    report('xml/entity-budget', breach.start, breach.end, [String(EXPANSION_BUDGET)]);
  }
  return problems.sort((a, b) => a.start - b.start);
}
