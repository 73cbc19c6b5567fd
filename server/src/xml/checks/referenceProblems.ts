import { scanName } from '../characters';
import type { XmlCode, XmlReport } from '../codes';
import type { Entities, GeneralEntity } from '../dtd/declarations';
import { characterOf, isPredefinedEntity, namedReferences, scanReference } from '../syntax/references';

/**
 * Checks the syntax of the reference at `at` (productions 66 and 68; WFC: Legal Character). The entity is not checked.
 * @param text contains the reference; it is not assumed to continue after its end
 * @returns the end of the reference, or of the incomplete one
 */
export function checkReference(text: string, at: number, report: XmlReport): number {
  const end = scanReference(text, at);
  if (end > 0) {
    if (text[at + 1] === '#' && characterOf(text, at, end) < 0) {
      report('xml/illegal-character-reference', at, end, [text.slice(at, end)]);
    }
    return end;
  }
  if (text[at + 1] === '#') return checkCharacterReference(text, at, -end, report);
  const nameEnd = scanName(text, at + 1);
  if (isPredefinedEntity(text, at + 1, nameEnd)) {
    report('xml/unfinished-reference', at, nameEnd, [text.slice(at, nameEnd)]);
    return nameEnd;
  }
  report('xml/bare-ampersand', at, at + 1);
  return at + 1;
}

/** Reports a malformed character reference: `&#65 ` only lacks its semicolon; `&#x;`, `&#X41;` and `&#6f;` are not numbers. */
function checkCharacterReference(text: string, at: number, reached: number, report: XmlReport): number {
  const hasDigits = reached > at + (text[at + 2] === 'x' ? 3 : 2);
  const word = /^[0-9A-Za-z]*;?/.exec(text.slice(reached))![0];
  if (hasDigits && word === '') {
    report('xml/unfinished-reference', at, reached, [text.slice(at, reached)]);
    return reached;
  }
  const end = reached + word.length;
  report('xml/bad-character-reference', at, end, [text.slice(at, end)]);
  return end;
}

/**
 * Checks an attribute's value (production 10, and the constraints of 3.1 and 4.1 on references in it).
 * @param raw the value as written, without its quotes
 * @param report receives offsets that count from the value's start
 * @param declaredBefore for a default value in a DTD: the entities that it can refer to; null where all count
 */
export function checkAttributeValue(
  raw: string,
  entities: Entities,
  report: XmlReport,
  declaredBefore: ReadonlySet<string> | null = null,
): void {
  for (const { index, 0: character } of raw.matchAll(/[<&]/g)) {
    if (character === '<') {
      report('xml/less-than-in-attribute', index, index + 1);
      continue;
    }
    const end = checkReference(raw, index, report);
    if (raw[end - 1] !== ';' || raw[index + 1] === '#' || isPredefinedEntity(raw, index + 1, end - 1)) continue;
    const name = raw.slice(index + 1, end - 1);
    const isLate = declaredBefore !== null && !declaredBefore.has(name) && !entities.isOpen;
    const code = isLate ? 'xml/undeclared-entity' : attributeReferenceProblem(name, entities);
    if (code !== null) report(code, index, end, [raw.slice(index, end)]);
  }
}

/**
 * The problem of a reference to the entity `name`, wherever it occurs; null for none.
 * An entity that may be declared in a file that is not read is reported as a warning, because its text is missing.
 */
export function referenceProblem(name: string, entities: Entities): XmlCode | null {
  const entity = entities.general.get(name);
  if (entity === undefined) return entities.isOpen ? 'xml/entity-not-read' : 'xml/undeclared-entity';
  if (entities.isStandalone && entity.isFromParameterEntity) return 'xml/undeclared-entity';
  if (entity.notation !== null) return 'xml/unparsed-entity-reference';
  return entity.replacement === null ? 'xml/entity-not-read' : null;
}

/** The problem of a reference to the entity `name` in an attribute's value; null for none. */
function attributeReferenceProblem(name: string, entities: Entities): XmlCode | null {
  const problem = referenceProblem(name, entities);
  const entity = entities.general.get(name);
  if (entity === undefined || problem === 'xml/unparsed-entity-reference') return problem;
  for (const { replacement } of reachableFrom(entity, entities)) {
    if (replacement === null) return 'xml/external-entity-in-attribute';
    if (replacement.includes('<')) return 'xml/markup-in-attribute';
  }
  return problem;
}

/** An entity and all parsed entities that its text refers to, directly or not. */
function reachableFrom(entity: GeneralEntity, entities: Entities): ReadonlySet<GeneralEntity> {
  const reached = new Set([entity]);
  for (const { replacement } of reached) {
    for (const { name } of namedReferences(replacement ?? '')) {
      const next = entities.general.get(name);
      if (next?.notation === null) reached.add(next);
    }
  }
  return reached;
}
