import type { XmlCode, XmlReport } from '../codes';
import type { Entities, GeneralEntity } from '../dtd/declarations';
import { namedReferences } from '../entities/entityReferences';
import { checkReference } from './referenceProblems';
import { isPredefinedEntity } from '../syntax/references';

/**
 * Says what is wrong in an attribute's value (production 10, and the constraints of 3.1 and 4.1 on references in it).
 * @param raw the value as written, without its quotes
 * @param declaredBefore for a default value in a DTD: the entities that it may refer to; null where all count
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
    const code = isLate ? 'xml/undeclared-entity' : attributeFault(name, entities);
    if (code !== null) report(code, index, end, [raw.slice(index, end)]);
  }
}

/**
 * Why a reference to the entity `name` may not stand in any text; null where it may.
 * An entity that may be declared where nobody reads it is worth a warning: its text is missing.
 */
export function referenceFault(name: string, entities: Entities): XmlCode | null {
  const entity = entities.general.get(name);
  if (entity === undefined) return entities.isOpen ? 'xml/entity-not-read' : 'xml/undeclared-entity';
  if (entities.isStandalone && entity.isFromParameterEntity) return 'xml/undeclared-entity';
  if (entity.notation !== null) return 'xml/unparsed-entity-reference';
  return entity.replacement === null ? 'xml/entity-not-read' : null;
}

/** Why a reference to the entity `name` may not stand in an attribute's value; null where it may. */
function attributeFault(name: string, entities: Entities): XmlCode | null {
  const fault = referenceFault(name, entities);
  const entity = entities.general.get(name);
  if (entity === undefined || fault === 'xml/unparsed-entity-reference') return fault;
  for (const { replacement } of reachableFrom(entity, entities)) {
    if (replacement === null) return 'xml/external-entity-in-attribute';
    if (replacement.includes('<')) return 'xml/markup-in-attribute';
  }
  return fault;
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
