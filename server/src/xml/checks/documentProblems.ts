import { trimmedRange } from '../characters';
import type { XmlReport } from '../codes';
import type { Prolog } from '../entities';
import { placedChildren } from '../locate';
import type { ChildNode, ElementNode } from '../nodes';
import { isElement, NodeFlag, NodeKind, textOf } from '../nodes';
import type { XmlTree } from '../tree';

/** What stands in its place when it stands beside the root element is text, whatever is written in it. */
const TEXT_KINDS: ReadonlySet<NodeKind> = new Set<NodeKind>([
  NodeKind.Text,
  NodeKind.CData,
  NodeKind.Reference,
  NodeKind.BareAmpersand,
  NodeKind.BareLessThan,
]);

/** A stretch of text beside the root element. */
interface Stretch {
  readonly start: number;
  end: number;
}

/**
 * Says what is wrong with how a document is put together (XML 1.0, 2.1 and 2.8): one root element, and beside it
 * nothing but the prolog, comments and processing instructions.
 * @param look is called for each child of the document that is to be looked into
 */
export function checkTopLevel(
  tree: XmlTree,
  prolog: Prolog,
  report: XmlReport,
  look: (node: ChildNode, offset: number) => void,
): void {
  const found = new TopLevel();
  for (const { node, offset } of placedChildren(tree)) {
    const isPlaced = node === prolog.doctype?.node || node === prolog.xmlDeclaration?.node;
    if (!found.take(node, offset) && !isPlaced) look(node, offset);
  }
  found.check(tree, report);
}

class TopLevel {
  private root: ElementNode | null = null;
  private second: { readonly element: ElementNode; readonly offset: number } | null = null;
  private readonly texts: Stretch[] = [];
  private isInText = false;
  private strayEnd = -1;
  private isBroken = false;

  /** Notes a child of the document; tells whether it is text, which is wrong here as a whole. */
  take(node: ChildNode, offset: number): boolean {
    if (isElement(node)) {
      if (this.root === null) this.root = node;
      else this.second ??= { element: node, offset };
    } else if (TEXT_KINDS.has(node.kind)) {
      if (offset === 0 && node.width === 1 && textOf(node) === '\uFEFF') return true;
      this.text(offset, offset + node.width, (node.flags & NodeFlag.Blank) !== 0);
      return true;
    } else if (node.kind === NodeKind.StrayEndTag) {
      this.strayEnd = offset;
    } else if (node.kind === NodeKind.BadDeclaration) {
      this.isBroken = true;
    }
    this.isInText = false;
    return false;
  }

  private text(start: number, end: number, isBlank: boolean): void {
    if (isBlank) return;
    if (this.isInText) this.texts.at(-1)!.end = end;
    else this.texts.push({ start, end });
    this.isInText = true;
  }

  check(tree: XmlTree, report: XmlReport): void {
    if (this.root === null) {
      if (this.strayEnd < 0 && !this.isBroken) this.noRoot(tree, report);
      return;
    }
    // An end tag that closes nothing tells that the element around all this was never opened: that is the one mistake.
    const { second } = this;
    if (second !== null && second.offset > this.strayEnd) {
      const { name } = second.element;
      report('xml/second-root-element', second.offset + 1, second.offset + 1 + name.length, [name, this.root.name]);
    }
    for (const text of this.texts) {
      const isExplained = text.start < this.strayEnd || (second !== null && text.start > second.offset);
      if (isExplained) continue;
      const { start, end } = trimmed(tree, text);
      report('xml/text-outside-root', start, end);
    }
  }

  private noRoot(tree: XmlTree, report: XmlReport): void {
    const text = this.texts[0];
    if (text === undefined) return report('xml/no-root-element', tree.length, tree.length);
    const { start, end } = trimmed(tree, text);
    const firstLine = /^.*/.exec(tree.slice(start, end))![0];
    report('xml/no-root-element', start, start + firstLine.length);
  }
}

function trimmed(tree: XmlTree, { start, end }: Stretch): Stretch {
  const range = trimmedRange(tree.slice(start, end));
  return { start: start + range.start, end: start + range.end };
}
