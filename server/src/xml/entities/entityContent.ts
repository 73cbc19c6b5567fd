import type { Entities, GeneralEntity } from '../dtd/declarations';
import { parse } from '../parser';
import type { XmlTree } from '../tree';

const trees = new WeakMap<GeneralEntity, XmlTree>();

/** The replacement text of an internal entity as content; remembered with the entity. */
export function replacementTree(entity: GeneralEntity): XmlTree {
  let tree = trees.get(entity);
  if (tree === undefined) {
    tree = parse(entity.replacement ?? '');
    trees.set(entity, tree);
  }
  return tree;
}

/** The internal entity that a reference to `name` brings in; null where it stands for nothing that can be read. */
export function expandedEntity(name: string, entities: Entities): GeneralEntity | null {
  const entity = entities.general.get(name);
  if (entity?.replacement == null || !entities.isExpanding || entities.recursive.has(name)) return null;
  return entity;
}
