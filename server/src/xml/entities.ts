import { type Doctype, parseDoctype } from './doctype';
import { EMPTY_ENTITIES, type Entities } from './dtd/declarations';
import { EXPANSION_BUDGET, expansionOf } from './entities/expansion';
import { placedChildren } from './locate';
import type { LeafNode } from './nodes';
import { isElement, NodeKind, textOf } from './nodes';
import type { XmlTree } from './tree';
import { parseXmlDeclaration, type XmlDeclaration } from './checks/xmlDeclaration';

export { EMPTY_ENTITIES, type Entities };
export { predefinedCharacter, predefinedEntities } from './syntax/references';
export type { AttributeDeclaration, GeneralEntity } from './dtd/declarations';

/** The parts of the prolog that determine how the document is read. */
export interface Prolog {
  /** Offsets count from the document's start; null where missing. */
  readonly xmlDeclaration: { readonly node: LeafNode; readonly offset: number } | null;
  readonly doctype: { readonly node: LeafNode; readonly offset: number } | null;
}

const prologs = new WeakMap<XmlTree, Prolog>();

/** The XML declaration and the DOCTYPE of a document. Those after the root element's start are misplaced and do not count. */
export function prologOf(tree: XmlTree): Prolog {
  let prolog = prologs.get(tree);
  if (prolog === undefined) prologs.set(tree, (prolog = findProlog(tree)));
  return prolog;
}

function findProlog(tree: XmlTree): Prolog {
  let xmlDeclaration: Prolog['xmlDeclaration'] = null;
  for (const { node, offset } of placedChildren(tree)) {
    if (isElement(node)) break;
    if (node.kind === NodeKind.XmlDeclaration) xmlDeclaration = { node, offset };
    if (node.kind === NodeKind.Doctype) return { xmlDeclaration, doctype: { node, offset } };
  }
  return { xmlDeclaration, doctype: null };
}

const xmlDeclarations = new WeakMap<LeafNode, XmlDeclaration>();

/** A parsed XML declaration; memoised with its leaf. */
export function xmlDeclarationOf(leaf: LeafNode): XmlDeclaration {
  let declaration = xmlDeclarations.get(leaf);
  if (declaration === undefined) {
    declaration = parseXmlDeclaration(textOf(leaf));
    xmlDeclarations.set(leaf, declaration);
  }
  return declaration;
}

const doctypes = new WeakMap<LeafNode, Map<boolean, Doctype>>();

/** The parsed DOCTYPE of a document; null where it has none. Memoised with its leaf. */
export function doctypeOf({ xmlDeclaration, doctype }: Prolog): Doctype | null {
  if (doctype === null) return null;
  const isStandalone = xmlDeclaration !== null && xmlDeclarationOf(xmlDeclaration.node).standalone?.value === 'yes';
  const known = doctypes.get(doctype.node) ?? new Map<boolean, Doctype>();
  doctypes.set(doctype.node, known);
  const result = known.get(isStandalone) ?? parseDoctype(textOf(doctype.node), isStandalone);
  known.set(isStandalone, result);
  return result;
}

const unexpanded = new WeakMap<Entities, Entities>();

/**
 * The general entities and attribute lists that a document's DOCTYPE declares; {@link EMPTY_ENTITIES} where it has none.
 * The same DOCTYPE leaf gives the identical object. Where the document's references expand to more than
 * {@link EXPANSION_BUDGET} characters in all, `isExpanding` is false and they expand to nothing.
 */
export function entitiesOf(tree: XmlTree): Entities {
  const entities = doctypeOf(prologOf(tree))?.entities ?? EMPTY_ENTITIES;
  if (tree.content === null || expansionOf(tree.content, entities) <= EXPANSION_BUDGET) return entities;
  const known = unexpanded.get(entities) ?? { ...entities, isExpanding: false };
  unexpanded.set(entities, known);
  return known;
}
