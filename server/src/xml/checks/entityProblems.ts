import { type XmlCode, type XmlReport, xmlProblem } from '../codes';
import type { Entities, GeneralEntity } from '../entities';
import { subtreeProblemsOf, problemsIn } from './subtreeProblems';
import { Scope } from '../namespaces';
import { type Problem, shifted } from '../problem';
import { namedReferences } from '../syntax/references';
import { replacementTree } from '../entities/expansion';
import { checkAttributeValue } from './referenceProblems';

/** Problems that depend on the place of a reference are reported there. In content: whether prefixes are declared. */
const REPORTED_AT_CONTENT_REFERENCE: ReadonlySet<string> = new Set<XmlCode>(['xml/unbound-prefix']);
/** In attribute values: text that is not allowed in one. */
const REPORTED_AT_ATTRIBUTE_REFERENCE: ReadonlySet<string> = new Set<XmlCode>([
  'xml/less-than-in-attribute',
  'xml/markup-in-attribute',
  'xml/external-entity-in-attribute',
]);
/** Characters are checked with the DOCTYPE as a whole. */
const REPORTED_IN_DOCTYPE: XmlCode = 'xml/illegal-character';

/**
 * The problems in the texts of the entities that a document refers to (XML 1.0, 4.3.2): each once, where the entity is
 * declared, however often it is referred to. The text of an entity without references is not checked.
 * @param inContent names of the entities that content refers to: their texts must be content
 * @param inAttributes names of the entities that attribute values refer to
 * @returns problems whose offsets count from the DOCTYPE's start
 */
export function entityProblems(
  inContent: Iterable<string>,
  inAttributes: Iterable<string>,
  entities: Entities,
): Problem[] {
  const problems = new Map<string, Problem>();
  const check = (names: Iterable<string>, problemsOf: Check, reportedAtReference: ReadonlySet<string>): void => {
    for (const entity of reachable(names, entities)) {
      const own = problemsOf(entity, entities).filter(({ code }) => !reportedAtReference.has(code));
      for (const problem of placed(own, entity)) problems.set(`${problem.code} ${problem.start}`, problem);
    }
  };
  check(inContent, contentProblems, REPORTED_AT_CONTENT_REFERENCE);
  check(inAttributes, attributeProblems, REPORTED_AT_ATTRIBUTE_REFERENCE);
  return [...problems.values()];
}

type Check = (entity: GeneralEntity, entities: Entities) => Problem[];

/** The internal entities of these names, and all internal entities that their texts refer to, directly or not. */
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
  const found = content === null ? null : subtreeProblemsOf(content, { entities, scope: Scope.ROOT });
  return found === null ? [] : problemsIn(found, 0);
}

function attributeProblems(entity: GeneralEntity, entities: Entities): Problem[] {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  checkAttributeValue(entity.replacement!, entities, report);
  return problems;
}

/** The problems of an entity's text at its declaration. Where offsets in the text are not those of the declaration, only the first, at the whole text. */
function placed(problems: Problem[], entity: GeneralEntity): Problem[] {
  const own = problems.filter(({ code }) => code !== REPORTED_IN_DOCTYPE);
  const { valueStart, valueEnd } = entity;
  if (entity.isVerbatim) return own.map((problem) => shifted(problem, valueStart));
  return own.slice(0, 1).map(({ code, severity, message, args }) => {
    return { code, severity, start: valueStart, end: valueEnd, message, args };
  });
}
