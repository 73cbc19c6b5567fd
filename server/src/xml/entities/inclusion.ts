/**
 * Elements that entities bring in (XML 1.0, 4.4.2, "Included"): the tree as a validator has to see it, with the replacement
 * texts of such entities in the place of the references, and the way back to the places in the document.
 *
 * Nodes without such a reference are shared with the document's tree, the others are made once, so that what is remembered
 * with nodes is remembered here too. References that stand for text alone stay: `contentValue` reads them.
 */
import type { Entities } from '../entities';
import { children, isElement, isLeaf, isList, NodeFlag, NodeKind, textOf } from '../nodes';
import type { ContentNode, ElementNode, LeafNode, ListNode } from '../nodes';
import { withContent } from '../syntax/builder';
import { contentOf } from '../syntax/lists';
import { expandedEntity, replacementTree } from './entityContent';

/** Where something stands, half-open. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** An element with all that entities bring into it. */
export interface Included {
  readonly node: ElementNode;
  /**
   * The place in the document's element of a place in {@link node}: of what an entity brought in, its reference.
   * Both count from the element's start.
   */
  readonly placeOf: (range: Range) => Range & { readonly isBroughtIn: boolean };
}

/** How deep elements may be nested in what a reference stands for. Walks over the tree are recursive: see `MAX_DEPTH`. */
const MOST_LEVELS = 64;

/** An element as it is read; `null` where no reference in it brings in elements. */
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

/** A reference in the document and what stands in its place. */
interface Splice {
  readonly start: number;
  readonly width: number;
  /** Where its replacement starts, and how wide it is. */
  readonly includedStart: number;
  readonly includedWidth: number;
}

/** Replaces references, for one set of entities. */
class Inclusion {
  /** How deep the elements of each entity are nested; 0 for one that brings in none. */
  readonly #levels = new Map<string, number>();
  readonly #nodes = new WeakMap<ElementNode | ListNode | LeafNode, readonly ContentNode[]>();

  constructor(private readonly entities: Entities) {}

  element(element: ElementNode): ElementNode {
    return this.#piecesOf(element)[0] as ElementNode;
  }

  /** The references in an element that are replaced, in document order. */
  splicesIn(element: ElementNode): Splice[] {
    const splices: Splice[] = [];
    let grown = 0;
    const visit = (node: ContentNode, offset: number): void => {
      if ((node.flags & NodeFlag.EntityReference) === 0) return;
      if (isElement(node)) {
        if (node.content !== null) visit(node.content, offset + node.openWidth);
      } else if (isList(node)) {
        for (const item of node.items) {
          visit(item, offset);
          offset += item.width;
        }
      } else if (this.#bringsIn(node)) {
        const includedWidth = this.#piecesOf(node).reduce((sum, piece) => sum + piece.width, 0);
        splices.push({ start: offset, width: node.width, includedStart: offset + grown, includedWidth });
        grown += includedWidth - node.width;
      }
    };
    visit(element, 0);
    return splices;
  }

  /** What stands for a node; the very node where nothing in it is replaced. */
  #piecesOf(node: ContentNode): readonly ContentNode[] {
    if ((node.flags & NodeFlag.EntityReference) === 0) return [node];
    let pieces = this.#nodes.get(node);
    if (pieces === undefined) this.#nodes.set(node, (pieces = this.#make(node)));
    return pieces;
  }

  #make(node: ContentNode): readonly ContentNode[] {
    if (isLeaf(node)) return this.#bringsIn(node) ? this.#replacement(textOf(node).slice(1, -1)) : [node];
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

  /** What an entity stands for. Each reference gets elements of its own: two siblings are never one node. */
  #replacement(name: string): ContentNode[] {
    const { content } = replacementTree(expandedEntity(name, this.entities)!);
    return [...children(content)].flatMap((child) => {
      const [piece, ...others] = this.#piecesOf(child);
      return piece !== undefined && isElement(piece) ? [withContent(piece, piece.content)] : [piece!, ...others];
    });
  }

  #bringsIn(leaf: LeafNode): boolean {
    if (leaf.kind !== NodeKind.Reference) return false;
    const levels = this.#levelsOf(textOf(leaf).slice(1, -1));
    return levels > 0 && levels <= MOST_LEVELS;
  }

  /** An entity whose text is not well-formed brings in nothing: that is reported where it is declared. */
  #levelsOf(name: string): number {
    let levels = this.#levels.get(name);
    if (levels === undefined) {
      const entity = expandedEntity(name, this.entities);
      const content = entity === null ? null : replacementTree(entity).content;
      levels = content === null || (content.flags & NodeFlag.Problem) !== 0 ? 0 : this.#deepest(content);
      this.#levels.set(name, levels);
    }
    return levels;
  }

  #deepest(content: ContentNode): number {
    let deepest = 0;
    for (const child of children(content)) {
      if (isElement(child))
        deepest = Math.max(deepest, 1 + (child.content === null ? 0 : this.#deepest(child.content)));
      else if (child.kind === NodeKind.Reference)
        deepest = Math.max(deepest, this.#levelsOf(textOf(child).slice(1, -1)));
    }
    return deepest;
  }
}

function placeOf(splices: readonly Splice[], { start, end }: Range): Range & { readonly isBroughtIn: boolean } {
  const from = pointOf(splices, start, 'start');
  // A place without width is where something is to be put: in front of what stands there.
  const to = start === end ? (from.isBroughtIn ? pointOf(splices, end, 'end') : from) : pointOf(splices, end, 'end');
  const isBroughtIn = start === end ? from.isBroughtIn && to.isBroughtIn : from.isBroughtIn || to.isBroughtIn;
  return { start: from.offset, end: to.offset, isBroughtIn };
}

/** @param side whether the offset is that of the first character of something, or behind the last one */
function pointOf(
  splices: readonly Splice[],
  offset: number,
  side: 'start' | 'end',
): { readonly offset: number; readonly isBroughtIn: boolean } {
  let [low, high] = [0, splices.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const { includedStart } = splices[middle]!;
    if (side === 'start' ? includedStart <= offset : includedStart < offset) low = middle + 1;
    else high = middle;
  }
  const splice = splices[low - 1];
  if (splice === undefined) return { offset, isBroughtIn: false };
  const behind = splice.includedStart + splice.includedWidth;
  const isInside = side === 'start' ? offset < behind : offset <= behind;
  if (isInside) return { offset: side === 'start' ? splice.start : splice.start + splice.width, isBroughtIn: true };
  return { offset: offset - behind + splice.start + splice.width, isBroughtIn: false };
}
