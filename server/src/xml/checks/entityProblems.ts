import { checkAttributeValue } from './attributeReferences';
import { type XmlCode, type XmlReport, xmlProblem } from '../codes';
import type { Entities, GeneralEntity } from '../entities';
import { replacementTree } from '../entities/entityContent';
import { namedReferences } from '../entities/entityReferences';
import { findingsOf, problemsIn } from './findings';
import { Scope } from '../namespaces';
import { type Problem, shifted } from '../problem';

/** What depends on where a reference stands is reported there. In content, that is whether prefixes are declared. */
const OF_CONTENT: ReadonlySet<string> = new Set<XmlCode>(['xml/unbound-prefix']);
/** In an attribute's value, it is what such a value may not hold. */
const OF_ATTRIBUTES: ReadonlySet<string> = new Set<XmlCode>([
  'xml/less-than-in-attribute',
  'xml/markup-in-attribute',
  'xml/external-entity-in-attribute',
]);
/** Characters are judged with the DOCTYPE as a whole. */
const REPORTED_IN_DOCTYPE: XmlCode = 'xml/illegal-character';

/**
 * What is wrong in the texts of the entities that a document refers to (XML 1.0, 4.3.2): each mistake once, where the
 * entity is declared, however often it is referred to. An entity that nothing refers to may hold anything.
 * @param inContent names of entities that stand in content: their texts must be content
 * @param inAttributes names of entities that stand in attribute values
 * @returns problems counted from the DOCTYPE's start
 */
export function entityProblems(
  inContent: Iterable<string>,
  inAttributes: Iterable<string>,
  entities: Entities,
): Problem[] {
  const problems = new Map<string, Problem>();
  const check = (names: Iterable<string>, problemsOf: Check, elsewhere: ReadonlySet<string>): void => {
    for (const entity of reachable(names, entities)) {
      const own = problemsOf(entity, entities).filter(({ code }) => !elsewhere.has(code));
      for (const problem of placed(own, entity)) problems.set(`${problem.code} ${problem.start}`, problem);
    }
  };
  check(inContent, contentProblems, OF_CONTENT);
  check(inAttributes, attributeProblems, OF_ATTRIBUTES);
  return [...problems.values()];
}

type Check = (entity: GeneralEntity, entities: Entities) => Problem[];

/** The internal entities of those names, and all that their texts refer to. */
function* reachable(names: Iterable<string>, entities: Entities): Generator<GeneralEntity, void, undefined> {
  const reached = new Set(names);
  for (const name of reached) {
    const entity = entities.general.get(name);
    if (entity?.replacement == null) continue;
    yield entity;
    for (const reference of namedReferences(entity.replacement)) reached.add(reference.name);
  }
}

function contentProblems(entity: GeneralEntity, entities: Entities): Problem[] {
  const { content } = replacementTree(entity);
  const findings = content === null ? null : findingsOf(content, { entities, scope: Scope.ROOT });
  return findings === null ? [] : problemsIn(findings, 0);
}

function attributeProblems(entity: GeneralEntity, entities: Entities): Problem[] {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  checkAttributeValue(entity.replacement!, entities, report);
  return problems;
}

/** The problems of an entity's text at its declaration: the first, at the whole text, where single places got lost. */
function placed(problems: Problem[], entity: GeneralEntity): Problem[] {
  const own = problems.filter(({ code }) => code !== REPORTED_IN_DOCTYPE);
  const { valueStart, valueEnd } = entity;
  if (entity.isVerbatim) return own.map((problem) => shifted(problem, valueStart));
  return own.slice(0, 1).map(({ code, severity, message, args }) => {
    return { code, severity, start: valueStart, end: valueEnd, message, args };
  });
}
