import { type XmlReport, xmlProblem } from './codes';
import { checkTopLevel } from './checks/documentProblems';
import { doctypeOf, entitiesOf, prologOf, xmlDeclarationOf } from './entities';
import { entityProblems } from './checks/entityProblems';
import { budgetBreach, EXPANSION_BUDGET } from './entities/expansion';
import { subtreeProblemsOf, problemsIn } from './checks/subtreeProblems';
import { withoutSpacedEndTags } from './checks/spacedTags';
import { Scope } from './namespaces';
import { type Problem, shifted } from './problem';
import type { XmlTree } from './tree';
import { isElement, isList, NodeFlag, type ContentNode } from './nodes';

/**
 * The problems of well-formedness (XML 1.0, 5th edition) and namespace-well-formedness (Namespaces in XML 1.0,
 * 3rd edition) that a processor must find without reading anything but the document; sorted by place.
 *
 * Each error is reported once, at the narrowest range; consequences of another error are left out. Subtrees without a flag
 * are skipped and the results of others memoised, so that after an edit only the path to it is checked again.
 */
export function wellFormednessProblems(tree: XmlTree): readonly Problem[] {
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
    const found = subtreeProblemsOf(node, { entities, scope: Scope.ROOT });
    if (found === null) return;
    for (const problem of problemsIn(found, offset)) problems.push(problem);
    for (const name of found.inContent) inContent.add(name);
    for (const name of found.inAttributes) inAttributes.add(name);
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
  const sorted = problems.sort((a, b) => a.start - b.start);
  return withoutSpacedEndTags(firstNestingLimit(sorted), tree);
}

/** Without all problems of the nesting but the first: the others follow from it. */
function firstNestingLimit(problems: readonly Problem[]): readonly Problem[] {
  const first = problems.find(({ code }) => code === 'xml/nesting-limit');
  return first === undefined ? problems : problems.filter((other) => other === first || other.code !== first.code);
}

/** The number of elements without an end tag plus the number of end tags without an element. Visits subtrees with problems only. */
export function unbalancedIn(content: ContentNode | null): number {
  if (content === null || (content.flags & NodeFlag.Problem) === 0) return 0;
  if (isList(content)) return content.items.reduce((sum, item) => sum + unbalancedIn(item), 0);
  const own = (content.flags & NodeFlag.Unbalanced) !== 0 ? 1 : 0;
  return isElement(content) ? own + unbalancedIn(content.content) : own;
}
