import { type XmlReport, xmlProblem } from './codes';
import { DtdCursor } from './dtd/cursor';
import type { Entities } from './dtd/declarations';
import { entityGraph } from './dtd/entityGraph';
import { type ExternalId, readExternalId } from './dtd/externalId';
import { InternalSubset } from './dtd/internalSubset';
import { checkCharacters } from './checks/leafProblems';
import type { Problem } from './problem';
import { checkAttributeValue } from './checks/referenceProblems';

/** The declarations of a DOCTYPE, and its problems. Offsets count from its `<`. */
export interface Doctype {
  /** The name of the root element; null where it is missing. */
  readonly name: string | null;
  /** The identifier of the DTD file, which is never read. */
  readonly externalId: ExternalId | null;
  readonly entities: Entities;
  /** The entities that the default values in its ATTLIST declarations refer to. */
  readonly entitiesInDefaults: ReadonlySet<string>;
  /** Sorted by place. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a DOCTYPE (XML 1.0 productions 28 to 82) with its internal subset.
 * Nothing outside the text is read. A problem in one declaration does not affect the others.
 * @param text from `<!DOCTYPE` to its `>`, or to the end where that is missing
 * @param isStandalone whether the XML declaration has `standalone="yes"`
 */
export function parseDoctype(text: string, isStandalone: boolean): Doctype {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  const cursor = new DtdCursor(text, '<!DOCTYPE'.length, text.length, report, true);
  const subset = new InternalSubset(isStandalone);
  const { name, externalId } = readDeclaration(cursor, subset);
  checkCharacters(text, report);

  const { recursiveReferences, recursive, lengths } = entityGraph(subset.entities);
  for (const { entity, reference, start, end } of recursiveReferences) {
    report('xml/recursive-entity', start, end, [reference, entity.name]);
  }
  const entities: Entities = {
    general: subset.entities,
    attributes: subset.attributes,
    isOpen: !isStandalone && (externalId !== null || subset.hasParameterReferences),
    isStandalone,
    recursive,
    lengths,
    isExpanding: true,
  };
  const entitiesInDefaults = new Set<string>();
  for (const { raw, report: reportInDefault, declaredBefore } of subset.defaults) {
    checkAttributeValue(raw, entities, reportInDefault, declaredBefore);
    for (const entity of declaredBefore) entitiesInDefaults.add(entity);
  }
  problems.sort((a, b) => a.start - b.start);
  return { name, externalId, entities, entitiesInDefaults, problems };
}

/** doctypedecl (28) after its keyword. */
function readDeclaration(cursor: DtdCursor, subset: InternalSubset): Pick<Doctype, 'name' | 'externalId'> {
  const name = cursor.space() ? cursor.name() : null;
  const hasSpace = cursor.skipSpace();
  const externalId = name !== null && hasSpace ? readExternalId(cursor, false) : null;
  cursor.skipSpace();
  let isValid = name !== null && externalId !== undefined;
  if (isValid && !cursor.at('[') && !cursor.at('>')) isValid = failAtEnd(cursor);
  // The internal subset can be read even where the text before it has a problem.
  const bracket = cursor.text.indexOf('[', cursor.pos);
  if (bracket >= 0) {
    cursor.pos = bracket + 1;
    subset.read(cursor);
    if (cursor.take(']')) cursor.skipSpace();
  }
  if (isValid && !cursor.take('>')) failAtEnd(cursor);
  return { name, externalId: externalId ?? null };
}

function failAtEnd(cursor: DtdCursor): false {
  if (cursor.isAtEnd || !cursor.text.endsWith('>')) {
    return cursor.fail('xml/unfinished-doctype', [], 0, '<!DOCTYPE'.length);
  }
  return cursor.fail('xml/dtd-declaration-end', [], cursor.pos, cursor.endOfJunk(cursor.pos));
}
