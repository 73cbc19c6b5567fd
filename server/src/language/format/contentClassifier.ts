/** Classifies content: whether its whitespace can be formatted or belongs to a value. */
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
import { resolveChild, isSimpleType, type ResolvedElement, type Schema } from '../../xsd';

/** The kinds of children in a content, as bits. */
export const ContentFlag = {
  /** Elements, processing instructions and other markup that gets its own line; comments do not count. */
  Markup: 1,
  /** Text that is not whitespace, references and CDATA sections. */
  CharacterData: 2,
} as const;

const flagsOfLists = new WeakMap<ListNode, number>();

/** The {@link ContentFlag}s of a content, not of its descendants; memoised with its list nodes. */
export function contentFlags(content: ContentNode | null): number {
  if (content === null) return 0;
  if (!isList(content)) return flagsOfChild(content);
  let flags = flagsOfLists.get(content);
  if (flags === undefined) {
    flags = content.items.reduce((bits, item) => bits | contentFlags(item), 0);
    flagsOfLists.set(content, flags);
  }
  return flags;
}

function flagsOfChild(child: Exclude<ContentNode, ListNode>): number {
  if (isElement(child)) return ContentFlag.Markup;
  switch (child.kind) {
    case NodeKind.Comment:
      return 0;
    case NodeKind.ProcessingInstruction:
    case NodeKind.XmlDeclaration:
    case NodeKind.Doctype:
      return ContentFlag.Markup;
    case NodeKind.Text:
      return (child.flags & NodeFlag.Whitespace) !== 0 ? 0 : ContentFlag.CharacterData;
    default:
      return ContentFlag.CharacterData;
  }
}

/** Decides which elements have element-only content. */
export class ContentClassifier {
  private readonly entities: Entities;

  constructor(
    tree: XmlTree,
    private readonly schema: Schema | null,
  ) {
    this.entities = entitiesOf(tree);
  }

  /** Whether a DTD gives elements attributes, which can preserve space. */
  get hasAttributeDefaults(): boolean {
    return this.entities.attributes.size > 0;
  }

  /** The governing declaration and type of an element, for {@link isElementOnly} and for its children. */
  resolved(parent: ResolvedElement | null, node: ElementNode): ResolvedElement | null {
    return this.schema && resolveChild(parent, node, this.schema);
  }

  /**
   * Whether the whitespace between the children of an element is insignificant: by its type, and without a type, if it has
   * child elements and no character data.
   */
  isElementOnly(node: ElementNode, resolved: ResolvedElement | null): boolean {
    if (this.preservesSpace(node)) return false;
    const type = resolved?.info.type ?? null;
    if (type === null) return contentFlags(node.content) === ContentFlag.Markup;
    return !isSimpleType(type) && type.contentKind === 'elementOnly';
  }

  /** `xml:space`, in the tag or as a default of the DTD. XML 1.0, 2.10. */
  private preservesSpace(node: ElementNode): boolean {
    const canHave =
      (node.flags & NodeFlag.Attributes) !== 0 && ((node.flags >>> START_TAG_FLAGS) & NodeFlag.Prefixed) !== 0;
    const attribute = canHave ? attributesOf(node).find(({ name }) => name === 'xml:space') : undefined;
    if (attribute !== undefined) return attribute.rawValue === 'preserve';
    if (this.entities.attributes.size === 0) return false;
    return this.entities.attributes.get(node.name)?.get('xml:space')?.rawDefault === 'preserve';
  }
}
