/**
 * Elements that entity references include (XML 1.0, 4.4.2): the tree that a validator has to check, with the replacement
 * texts of such entities instead of the references, and the mapping of places in it to places in the document.
 *
 * Nodes without such a reference are shared with the document's tree and the others are created once, so that memoised
 * results of nodes remain usable. References that expand to text only are kept; `contentValue` expands them.
 */
import type { Entities } from '../entities';
import { children, isElement, isLeaf, isList, NodeFlag, NodeKind, textOf } from '../nodes';
import type { ContentNode, ElementNode, LeafNode, ListNode } from '../nodes';
import { withContent } from '../syntax/builder';
import { contentOf } from '../syntax/lists';
import { expandedEntity, replacementTree } from './expansion';

/** A range in an element: UTF-16 units from its start, half-open. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** An element with the elements that its references include. */
export interface Included {
  readonly node: ElementNode;
  /**
   * Maps a range in {@link node} to one in the document's element; one in included content to its reference.
   * Both count from the element's start.
   */
  readonly placeOf: (range: Range) => Range & { readonly isIncluded: boolean };
}

/** How deep elements can be nested in the expansion of a reference: functions on trees are recursive, see `MAX_DEPTH`. */
const MAX_INCLUDED_DEPTH = 64;

/** An element with its references expanded; `null` where no reference in it includes elements. */
export function included(element: ElementNode, entities: Entities): Included | null {
  if ((element.flags & NodeFlag.EntityReference) === 0) return null;
  const inclusion = inclusionOf(entities);
  const node = inclusion.element(element);
  if (node === element) return null;
  const splices = inclusion.splicesIn(element);
  return { node, placeOf: (range) => placeOf(splices, range) };
}

const inclusions = new WeakMap<Entities, Inclusion>();

function inclusionOf(entities: Entities): Inclusion {
  let inclusion = inclusions.get(entities);
  if (inclusion === undefined) inclusions.set(entities, (inclusion = new Inclusion(entities)));
  return inclusion;
}

/** A reference in the document, and the range of its replacement in the resulting tree. */
interface Splice {
  readonly start: number;
  readonly width: number;
  readonly includedStart: number;
  readonly includedWidth: number;
}

/** Replaces references by their elements, for one set of entities. */
class Inclusion {
  /** How deep the elements of each entity are nested; 0 for an entity without elements. */
  readonly #depths = new Map<string, number>();
  /** The memoised replacements of nodes. */
  readonly #replaced = new WeakMap<ElementNode | ListNode | LeafNode, readonly ContentNode[]>();

  constructor(private readonly entities: Entities) {}

  element(element: ElementNode): ElementNode {
    return this.#piecesOf(element)[0] as ElementNode;
  }

  /** The references in an element that are replaced, in document order. */
  splicesIn(element: ElementNode): Splice[] {
    const splices: Splice[] = [];
    let shift = 0;
    const visit = (node: ContentNode, offset: number): void => {
      if ((node.flags & NodeFlag.EntityReference) === 0) return;
      if (isElement(node)) {
        if (node.content !== null) visit(node.content, offset + node.openWidth);
      } else if (isList(node)) {
        for (const item of node.items) {
          visit(item, offset);
          offset += item.width;
        }
      } else if (this.#includesElements(node)) {
        const includedWidth = this.#piecesOf(node).reduce((sum, piece) => sum + piece.width, 0);
        splices.push({ start: offset, width: node.width, includedStart: offset + shift, includedWidth });
        shift += includedWidth - node.width;
      }
    };
    visit(element, 0);
    return splices;
  }

  /** The nodes that replace a node; the node itself where nothing in it is replaced. */
  #piecesOf(node: ContentNode): readonly ContentNode[] {
    if ((node.flags & NodeFlag.EntityReference) === 0) return [node];
    let pieces = this.#replaced.get(node);
    if (pieces === undefined) this.#replaced.set(node, (pieces = this.#replace(node)));
    return pieces;
  }

  #replace(node: ContentNode): readonly ContentNode[] {
    if (isLeaf(node)) return this.#includesElements(node) ? this.#expand(textOf(node).slice(1, -1)) : [node];
    if (isElement(node)) {
      if (node.content === null) return [node];
      const pieces = this.#piecesOf(node.content);
      return pieces.length === 1 && pieces[0] === node.content ? [node] : [withContent(node, contentOf(pieces))];
    }
    const pieces = node.items.flatMap((item) => this.#piecesOf(item));
    const isSame = pieces.length === node.items.length && pieces.every((piece, index) => piece === node.items[index]);
    if (isSame) return [node];
    const content = contentOf(pieces);
    return content === null ? [] : [content];
  }

  /** The content of an entity. Each reference gets new elements, so that two siblings are never the same node. */
  #expand(name: string): ContentNode[] {
    const { content } = replacementTree(expandedEntity(name, this.entities)!);
    return [...children(content)].flatMap((child) => {
      const [piece, ...others] = this.#piecesOf(child);
      return piece !== undefined && isElement(piece) ? [withContent(piece, piece.content)] : [piece!, ...others];
    });
  }

  #includesElements(leaf: LeafNode): boolean {
    if (leaf.kind !== NodeKind.Reference) return false;
    const depth = this.#depthOf(textOf(leaf).slice(1, -1));
    return depth > 0 && depth <= MAX_INCLUDED_DEPTH;
  }

  /** The nesting depth of an entity's elements. An entity that is not well-formed includes none; that is reported at its declaration. */
  #depthOf(name: string): number {
    let depth = this.#depths.get(name);
    if (depth === undefined) {
      const entity = expandedEntity(name, this.entities);
      const content = entity === null ? null : replacementTree(entity).content;
      depth = content === null || (content.flags & NodeFlag.Problem) !== 0 ? 0 : this.#maxDepth(content);
      this.#depths.set(name, depth);
    }
    return depth;
  }

  #maxDepth(content: ContentNode): number {
    let max = 0;
    for (const child of children(content)) {
      if (isElement(child)) max = Math.max(max, 1 + (child.content === null ? 0 : this.#maxDepth(child.content)));
      else if (child.kind === NodeKind.Reference) max = Math.max(max, this.#depthOf(textOf(child).slice(1, -1)));
    }
    return max;
  }
}

function placeOf(splices: readonly Splice[], { start, end }: Range): Range & { readonly isIncluded: boolean } {
  const from = pointOf(splices, start, 'start');
  // An empty range is where something is to be inserted: before the node that starts there.
  const to = start === end ? (from.isIncluded ? pointOf(splices, end, 'end') : from) : pointOf(splices, end, 'end');
  const isIncluded = start === end ? from.isIncluded && to.isIncluded : from.isIncluded || to.isIncluded;
  return { start: from.offset, end: to.offset, isIncluded };
}

/** @param side whether the offset is the start or the end of a range */
function pointOf(
  splices: readonly Splice[],
  offset: number,
  side: 'start' | 'end',
): { readonly offset: number; readonly isIncluded: boolean } {
  let [low, high] = [0, splices.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { includedStart } = splices[middle]!;
    if (side === 'start' ? includedStart <= offset : includedStart < offset) low = middle + 1;
    else high = middle;
  }
  const splice = splices[low - 1];
  if (splice === undefined) return { offset, isIncluded: false };
  const end = splice.includedStart + splice.includedWidth;
  const isInside = side === 'start' ? offset < end : offset <= end;
  if (isInside) return { offset: side === 'start' ? splice.start : splice.start + splice.width, isIncluded: true };
  return { offset: offset - end + splice.start + splice.width, isIncluded: false };
}
