/** What the content of an element is made of: whether the blanks in it may be laid out anew or are a value. */
import { entitiesOf, type Entities } from '../../xml/entities';
import {
  isElement,
  isList,
  NodeFlag,
  NodeKind,
  START_TAG_FLAGS,
  type ContentNode,
  type ElementNode,
  type ListNode,
} from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import type { XmlTree } from '../../xml/tree';
import { governedChild, isSimpleType, type GovernedElement, type Schema } from '../../xsd';

/** What stands in a content, as a set of bits. */
export const Holds = {
  /** An element or a processing instruction: what begins a line of its own. */
  Lines: 1,
  /** Characters that are not blank, references and CDATA sections among them. */
  Characters: 2,
} as const;

const shapes = new WeakMap<ListNode, number>();

/** What stands directly in a content, a set of {@link Holds}; remembered with its lists. */
export function shapeOf(content: ContentNode | null): number {
  if (content === null) return 0;
  if (!isList(content)) return shapeOfChild(content);
  let shape = shapes.get(content);
  if (shape === undefined) {
    shape = content.items.reduce((bits, item) => bits | shapeOf(item), 0);
    shapes.set(content, shape);
  }
  return shape;
}

function shapeOfChild(child: Exclude<ContentNode, ListNode>): number {
  if (isElement(child)) return Holds.Lines;
  switch (child.kind) {
    case NodeKind.Comment:
      return 0;
    case NodeKind.ProcessingInstruction:
    case NodeKind.XmlDeclaration:
    case NodeKind.Doctype:
      return Holds.Lines;
    case NodeKind.Text:
      return (child.flags & NodeFlag.Blank) !== 0 ? 0 : Holds.Characters;
    default:
      return Holds.Characters;
  }
}

/** Tells which elements hold elements only. */
export class ContentShapes {
  private readonly entities: Entities;

  constructor(
    tree: XmlTree,
    private readonly schema: Schema | null,
  ) {
    this.entities = entitiesOf(tree);
  }

  /** What governs an element, to be handed to {@link isElementOnly} and to its children. */
  governed(parent: GovernedElement | null, node: ElementNode): GovernedElement | null {
    return this.schema && governedChild(parent, node, this.schema);
  }

  /**
   * Whether the blanks between an element's children mean nothing. What the schema says counts; where it says nothing,
   * an element with children and no other characters is taken for one that holds elements only.
   */
  isElementOnly(node: ElementNode, governed: GovernedElement | null): boolean {
    if (this.preservesSpace(node)) return false;
    const type = governed?.governing.type ?? null;
    if (type === null) return shapeOf(node.content) === Holds.Lines;
    return !isSimpleType(type) && type.contentKind === 'elementOnly';
  }

  /** XML 1.0, 2.10, in the tag or by default of the DTD. */
  private preservesSpace(node: ElementNode): boolean {
    const mayHave =
      (node.flags & NodeFlag.Attributes) !== 0 && ((node.flags >>> START_TAG_FLAGS) & NodeFlag.Prefixed) !== 0;
    const written = mayHave ? attributesOf(node).find(({ name }) => name === 'xml:space') : undefined;
    if (written !== undefined) return written.rawValue === 'preserve';
    if (this.entities.attributes.size === 0) return false;
    return this.entities.attributes.get(node.name)?.get('xml:space')?.rawDefault === 'preserve';
  }
}
