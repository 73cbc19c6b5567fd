import { type EntityReference, namedReferences } from '../entities/entityReferences';
import type { GeneralEntity } from './declarations';

/** Entities whose texts refer to each other this deep are taken for runaways. */
const DEEPEST = 64;

/** A reference that makes an entity hold itself (4.1, WFC: No Recursion). */
export interface RecursiveReference {
  /** The entity in whose text it stands. */
  readonly entity: GeneralEntity;
  /** As written, `&` and `;` included. */
  readonly reference: string;
  /** Its place, counted from the DOCTYPE's start. */
  readonly start: number;
  readonly end: number;
}

/** What the entities of a document come to when each reference in their texts is followed. */
export interface EntityGraph {
  readonly recursiveReferences: readonly RecursiveReference[];
  /** The entities that those refer to: without them, no entity holds itself. */
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

/** Follows all references, depth first, each entity once; a chain of any length takes no stack. */
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
    lengths.set(entity.name, depth > DEEPEST ? Infinity : length);
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
        const user = path.at(-1);
        if (user !== undefined) addTo(user, visit.length, visit.depth);
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

function addTo(user: Visit, length: number, depth: number): void {
  user.length += length;
  user.depth = Math.max(user.depth, depth + 1);
}

/** Where a reference in an entity's text stands in the DOCTYPE: the whole text where single places got lost. */
function placeOf(entity: GeneralEntity, { name, start, end }: EntityReference): Omit<RecursiveReference, 'entity'> {
  const reference = `&${name};`;
  const { valueStart, valueEnd } = entity;
  if (!entity.isVerbatim) return { reference, start: valueStart, end: valueEnd };
  return { reference, start: valueStart + start, end: valueStart + end };
}
