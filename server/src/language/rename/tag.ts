import { entitiesOf } from '../../xml/entities';
import { prefixOf, Scope } from '../../xml/namespaces';
import { ancestors } from '../../xml/locate';
import type { TextEdit } from '../../xml/reparse';
import type { XmlTree } from '../../xml/tree';
import { nameRefusal, type Refusal } from '../support/elementName';
import { tagNamesAt, type TagNames } from '../../xml/tags';

/** The edits of a rename, or a refusal: an English template with its arguments. */
export type TagRename =
  { readonly edits: readonly TextEdit[] } | { readonly refused: string; readonly args: readonly string[] };

/** The tag name at an offset, with its prefix; `null` for none. */
export function renamableTag(tree: XmlTree, offset: number): { start: number; end: number; name: string } | null {
  const names = tagNamesAt(tree, offset);
  if (names === null) return null;
  const { element, open, close } = names;
  const isInClose = close !== null && close.start <= offset && offset <= close.end;
  return { ...(isInClose ? close : open), name: element.node.name };
}

/** Renames the element whose tag name is at an offset, in both of its tags; `null` where there is none. */
export function renameTag(tree: XmlTree, offset: number, newName: string): TagRename | null {
  const names = tagNamesAt(tree, offset);
  if (names === null) return null;
  return refusal(tree, names, newName) ?? { edits: rangesOf(names).map((range) => ({ ...range, text: newName })) };
}

function rangesOf({ open, close }: TagNames): readonly { start: number; end: number }[] {
  return close === null ? [open] : [open, close];
}

function refusal(tree: XmlTree, { element }: TagNames, name: string): Refusal | null {
  const invalid = nameRefusal(name);
  if (invalid !== null) return invalid;
  const prefix = prefixOf(name);
  if (prefix === '' || prefix === prefixOf(element.node.name)) return null;
  const entities = entitiesOf(tree);
  const path = [element, ...ancestors(element)].reverse();
  const scope = path.reduce((outer, { node }) => outer.enter(node, entities), Scope.ROOT);
  return scope.lookup(prefix) === undefined
    ? { refused: 'The prefix "{0}" is not declared here.', args: [prefix] }
    : null;
}
