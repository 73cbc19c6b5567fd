/** How a file writes its elements: names, prefixes, line ends, the order of children. */
import type { DraftValue } from '../../domain/publicationText';
import type { AttributeRole, Container, RoleIn } from '../../domain/roles';
import type { Vocabulary } from '../../domain/vocabulary';
import type { GovernedDocument } from '../../workspace/document';
import { escapeAttribute, escapeText } from '../../xml/escape';
import type { Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';
import { Refusal } from './change';
import type { Layout } from './children';
import { childOrder, type ChildOrder } from './order';

export class FileStyle {
  private readonly lineBreak: string;

  constructor(
    readonly document: GovernedDocument,
    readonly vocabulary: Vocabulary,
    /** Namespace of the publication's elements; `''`: none. */
    private readonly namespace: string,
  ) {
    this.lineBreak = lineBreakOf(document.tree);
  }

  /** The order of the children of an element. */
  order(element: Placed<ElementNode>): ChildOrder {
    return childOrder(this.document, element, this.namespace);
  }

  /** Local name of the element with a role. Throws a {@link Refusal} where the vocabulary has none. */
  nameOf<C extends Container>(container: C, role: RoleIn<C>): string {
    const name = this.vocabulary.nameOf(container, role);
    if (name === undefined) throw new Refusal('value', 'The profile has no element for "{0}".', role);
    return name;
  }

  /** The prefix of names inside an element, with its colon: that of the element itself, which is bound to the namespace. */
  prefixIn({ node: { name } }: Placed<ElementNode>): string {
    return /^[^:]*:/.exec(name)?.[0] ?? '';
  }

  /** A value as the content of an element, with the line ends of the file. */
  escaped(value: string): string {
    return escapeText(value).replaceAll('\n', this.lineBreak);
  }

  /** An element with a value. */
  element(name: string, value: string): string {
    return `<${name}>${this.escaped(value)}</${name}>`;
  }

  /** An element with a value that can have attributes; those that the vocabulary does not have are left out. */
  field(name: string, field: string | DraftValue): string {
    if (typeof field === 'string') return this.element(name, field);
    const attributes = Object.entries(field.attributes).flatMap(([role, value]): string[] => {
      const attribute = this.vocabulary.attributeName(role as AttributeRole);
      return attribute === undefined ? [] : [` ${attribute}="${escapeAttribute(value)}"`];
    });
    return `<${name}${attributes.join('')}>${this.escaped(field.value)}</${name}>`;
  }

  /** An element with others inside. */
  container(name: string, children: readonly string[], { lead, closing }: Layout): string {
    return `<${name}>${children.map((child) => lead + child).join('')}${closing}</${name}>`;
  }
}

/** The first line break of a document; a line feed where it has none. */
function lineBreakOf(tree: XmlTree): string {
  if (tree.lineCount === 1) return '\n';
  const start = tree.lineStart(1);
  return tree.slice(start - 2, start) === '\r\n' ? '\r\n' : tree.slice(start - 1, start);
}
