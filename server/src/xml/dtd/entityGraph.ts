import type { GeneralEntity } from './declarations';
import { type EntityReference, namedReferences } from '../syntax/references';

/** Entities nested deeper than this are not expanded: expansion is recursive. */
const MAX_ENTITY_DEPTH = 64;

/** A reference that makes an entity contain itself (4.1, WFC: No Recursion). */
export interface RecursiveReference {
  /** The entity whose text has the reference. */
  readonly entity: GeneralEntity;
  /** As written, `&` and `;` included. */
  readonly reference: string;
  /** Its range, from the DOCTYPE's start. */
  readonly start: number;
  readonly end: number;
}

/** The references between the entities of a document, followed to their end. */
export interface EntityGraph {
  readonly recursiveReferences: readonly RecursiveReference[];
  /** The entities that these references refer to: without them, no entity contains itself. */
  readonly recursive: ReadonlySet<string>;
  /** See `Entities.lengths`. */
  readonly lengths: ReadonlyMap<string, number>;
}

/** An entity whose references are being followed. */
interface Visit {
  readonly entity: GeneralEntity;
  readonly references: Iterator<EntityReference, void, undefined>;
  length: number;
  depth: number;
}

/** Follows all references depth first, each entity once. Not recursive, so that no chain of entities can exhaust the stack. */
export function entityGraph(entities: ReadonlyMap<string, GeneralEntity>): EntityGraph {
  const recursiveReferences: RecursiveReference[] = [];
  const recursive = new Set<string>();
  const lengths = new Map<string, number>();
  const depths = new Map<string, number>();
  const open = new Set<string>();
  const path: Visit[] = [];

  const enter = (entity: GeneralEntity): void => {
    const text = entity.replacement ?? '';
    open.add(entity.name);
    path.push({ entity, references: namedReferences(text), length: text.length, depth: 1 });
  };
  const leave = ({ entity, length, depth }: Visit): void => {
    open.delete(entity.name);
    lengths.set(entity.name, depth > MAX_ENTITY_DEPTH ? Infinity : length);
    depths.set(entity.name, depth);
    path.pop();
  };

  for (const first of entities.values()) {
    if (lengths.has(first.name)) continue;
    enter(first);
    while (path.length > 0) {
      const visit = path.at(-1)!;
      const next = visit.references.next();
      if (next.done === true) {
        leave(visit);
        const referrer = path.at(-1);
        if (referrer !== undefined) addTo(referrer, visit.length, visit.depth);
        continue;
      }
      const entity = entities.get(next.value.name);
      if (entity === undefined) continue;
      if (open.has(entity.name)) {
        recursive.add(entity.name);
        recursiveReferences.push({ entity: visit.entity, ...placeOf(visit.entity, next.value) });
      } else if (lengths.has(entity.name)) {
        addTo(visit, lengths.get(entity.name)!, depths.get(entity.name)!);
      } else {
        enter(entity);
      }
    }
  }
  return { recursiveReferences, recursive, lengths };
}

function addTo(referrer: Visit, length: number, depth: number): void {
  referrer.length += length;
  referrer.depth = Math.max(referrer.depth, depth + 1);
}

/** The range in the DOCTYPE of a reference in an entity's text; that of the whole text where offsets cannot be mapped. */
function placeOf(entity: GeneralEntity, { name, start, end }: EntityReference): Omit<RecursiveReference, 'entity'> {
  const reference = `&${name};`;
  const { valueStart, valueEnd } = entity;
  if (!entity.isVerbatim) return { reference, start: valueStart, end: valueEnd };
  return { reference, start: valueStart + start, end: valueStart + end };
}
