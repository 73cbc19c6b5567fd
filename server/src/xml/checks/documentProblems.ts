import { trimmedRange } from '../characters';
import type { XmlReport } from '../codes';
import type { Prolog } from '../entities';
import { placedChildren } from '../locate';
import type { ChildNode, ElementNode } from '../nodes';
import { isElement, NodeFlag, NodeKind, textOf } from '../nodes';
import type { XmlTree } from '../tree';

/** Kinds of leaves that count as text outside the root element, where none is allowed. */
const TEXT_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  NodeKind.Text,
  NodeKind.CData,
  NodeKind.Reference,
  NodeKind.BareAmpersand,
  NodeKind.BareLessThan,
]);

const MARKS = /^\uFEFF+$/;

/** A range of text outside the root element. */
interface TextRange {
  readonly start: number;
  end: number;
}

/**
 * Checks the document as a whole (XML 1.0, 2.1 and 2.8): it must have one root element, and outside it nothing but
 * the prolog, comments, processing instructions and white space.
 * @param visit is called for each child of the document whose own problems are still to be found
 */
export function checkTopLevel(
  tree: XmlTree,
  prolog: Prolog,
  report: XmlReport,
  visit: (node: ChildNode, offset: number) => void,
): void {
  const topLevel = new TopLevel();
  for (const { node, offset } of placedChildren(tree)) {
    const isInProlog = node === prolog.doctype?.node || node === prolog.xmlDeclaration?.node;
    if (!topLevel.add(node, offset) && !isInProlog) visit(node, offset);
  }
  topLevel.check(tree, report);
}

/** The children of the document, as far as the checks of the whole need them. */
class TopLevel {
  private root: ElementNode | null = null;
  private second: { readonly element: ElementNode; readonly offset: number } | null = null;
  private readonly texts: TextRange[] = [];
  private isInText = false;
  /** Offset of the last end tag without a start tag; -1 for none. */
  private strayEndTag = -1;
  private hasBadDeclaration = false;
  /** The number of characters U+FEFF that the document starts with. */
  private marks = 0;

  /** Adds a child of the document. @returns whether it is text, which is reported as a whole */
  add(node: ChildNode, offset: number): boolean {
    if (isElement(node)) {
      if (this.root === null) this.root = node;
      else this.second ??= { element: node, offset };
    } else if (TEXT_KINDS.has(node.kind)) {
      if (offset === 0 && MARKS.test(textOf(node))) {
        this.marks = node.width;
        return true;
      }
      this.addText(offset, offset + node.width, (node.flags & NodeFlag.Whitespace) !== 0);
      return true;
    } else if (node.kind === NodeKind.StrayEndTag) {
      this.strayEndTag = offset;
    } else if (node.kind === NodeKind.BadDeclaration) {
      this.hasBadDeclaration = true;
    }
    this.isInText = false;
    return false;
  }

  private addText(start: number, end: number, isWhitespace: boolean): void {
    if (isWhitespace) return;
    if (this.isInText) this.texts.at(-1)!.end = end;
    else this.texts.push({ start, end });
    this.isInText = true;
  }

  check(tree: XmlTree, report: XmlReport): void {
    if (this.marks > 1) report('xml/duplicate-byte-order-mark', 1, this.marks);
    if (this.root === null) {
      if (this.strayEndTag < 0 && !this.hasBadDeclaration) this.reportNoRoot(tree, report);
      return;
    }
    // An end tag without a start tag is probably that of the root element: its missing start tag is the only error.
    const { second } = this;
    if (second !== null && second.offset > this.strayEndTag) {
      const { name } = second.element;
      report('xml/second-root-element', second.offset + 1, second.offset + 1 + name.length, [name, this.root.name]);
    }
    for (const text of this.texts) {
      const isExplained = text.start < this.strayEndTag || (second !== null && text.start > second.offset);
      if (isExplained) continue;
      const { start, end } = trimmed(tree, text);
      report('xml/text-outside-root', start, end);
    }
  }

  private reportNoRoot(tree: XmlTree, report: XmlReport): void {
    const text = this.texts[0];
    if (text === undefined) return report('xml/no-root-element', tree.length, tree.length);
    const { start, end } = trimmed(tree, text);
    const firstLine = /^.*/.exec(tree.slice(start, end))![0];
    report('xml/no-root-element', start, start + firstLine.length);
  }
}

function trimmed(tree: XmlTree, { start, end }: TextRange): TextRange {
  const range = trimmedRange(tree.slice(start, end));
  return { start: start + range.start, end: start + range.end };
}
