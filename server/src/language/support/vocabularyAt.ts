/** Elements of a document in the vocabulary's terms. */
import type { Container, FieldRoleIn } from '../../domain/roles';
import { containerOf, type Part } from '../../domain/vocabulary';
import { entitiesOf } from '../../xml/entities';
import { ancestors, childrenAfter, contentStart, isPlacedElement, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { contentValue } from '../../xml/values';
import type { GovernedDocument } from '../../workspace/document';
import { localName } from '../../xml/namespaces';

/** The part of the vocabulary that an element plays; `undefined` for none. */
export function partOf({ vocabulary }: GovernedDocument, element: Placed<ElementNode>): Part | undefined {
  if (vocabulary === null) return undefined;
  const path = [element, ...ancestors(element)].map(({ node }) => localName(node.name)).reverse();
  return vocabulary.partAt(path);
}

/** The entry of a container that an element is or is inside of; `null` for none. */
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

/** The value of a role in the patch around an element; `null` where it is missing or empty. */
export function patchValueAt(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  role: FieldRoleIn<'patch'>,
): string | null {
  return valueAround(document, element, 'patch', role);
}

/** The value of a role in the entry of a container around an element; `null` where it is missing or empty. */
export function valueAround<C extends Container>(
  document: GovernedDocument,
  element: Placed<ElementNode>,
  container: C,
  role: FieldRoleIn<C>,
): string | null {
  const entry = containerAround(document, element, container);
  const name = document.vocabulary?.nameOf(container, role);
  if (entry === null || name === undefined) return null;
  for (const child of childrenAfter(entry, contentStart(entry))) {
    if (!isPlacedElement(child) || localName(child.node.name) !== name || child.offset === element.offset) continue;
    return contentValue(child.node, entitiesOf(document.tree)).trim() || null;
  }
  return null;
}

/** The values of the siblings of the same name: completion does not offer a value twice in a list. */
export function siblingValues({ tree }: GovernedDocument, { node, offset, parent }: Placed<ElementNode>): Set<string> {
  const values = new Set<string>();
  if (parent === null) return values;
  for (const sibling of childrenAfter(parent, contentStart(parent))) {
    if (!isPlacedElement(sibling) || sibling.node.name !== node.name || sibling.offset === offset) continue;
    values.add(contentValue(sibling.node, entitiesOf(tree)).trim());
  }
  return values;
}
