/** Where a place is in the vocabulary's terms. */
import type { Container, FactRoleIn } from '../vpc/roles';
import { containerOf, type Part } from '../vpc/vocabulary';
import { entitiesOf } from '../xml/entities';
import { ancestors, childrenBehind, contentStart, isPlacedElement, type Placed } from '../xml/locate';
import type { ElementNode } from '../xml/nodes';
import { contentValue } from '../xml/values';
import type { GovernedDocument } from './document';
import { localName } from './elementNames';

/** What an element is to the vocabulary; `undefined` for nothing. */
export function partOf({ vocabulary }: GovernedDocument, element: Placed<ElementNode>): Part | undefined {
  if (vocabulary === null) return undefined;
  const path = [element, ...ancestors(element)].map(({ node }) => localName(node.name)).reverse();
  return vocabulary.partAt(path);
}

/** The entry of a container that an element is or stands in; `null` where there is none. */
export function containerAround(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  container: Container,
): Placed<ElementNode> | null {
  if (document.vocabulary === null) return null;
  for (const around of [element, ...ancestors(element)]) {
    const part = partOf(document, around);
    if (part !== undefined && containerOf(part) === container) return around;
  }
  return null;
}

/** What the patch that a place is in says in a role, as written; `null` where that is not said. */
export function saidOfPatch(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  role: FactRoleIn<'patch'>,
): string | null {
  const patch = containerAround(document, element, 'patch');
  const name = document.vocabulary?.nameOf('patch', role);
  if (patch === null || name === undefined) return null;
  for (const child of childrenBehind(patch, contentStart(patch))) {
    if (!isPlacedElement(child) || localName(child.node.name) !== name || child.offset === element.offset) continue;
    return contentValue(child.node, entitiesOf(document.tree)).trim() || null;
  }
  return null;
}

/** What the siblings of the same name say: in a list, a value that is there already says nothing new. */
export function saidBeside({ tree }: GovernedDocument, { node, offset, parent }: Placed<ElementNode>): Set<string> {
  const said = new Set<string>();
  if (parent === null) return said;
  for (const sibling of childrenBehind(parent, contentStart(parent))) {
    if (!isPlacedElement(sibling) || sibling.node.name !== node.name || sibling.offset === offset) continue;
    said.add(contentValue(sibling.node, entitiesOf(tree)).trim());
  }
  return said;
}
