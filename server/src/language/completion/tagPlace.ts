/** A place for an element, and the part of its tag that exists already. */
import type { Context } from '../../xml/context';
import { rootElement, type Placed, ancestors, childrenAfter, contentStart, isPlacedElement } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { endTagOf, startTagOf } from '../../xml/tags';
import type { XmlTree } from '../../xml/tree';
import { emptiedTagAt, endTagEditsFor, type EmptiedTag } from './emptiedName';
import type { CompletionItem, CompletionOptions } from './item';
import { Template } from './template';

export interface TagPlace {
  readonly parent: Placed<ElementNode> | null;
  /** The offset for `expectedAt`. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** Whether the `<` is missing. */
  readonly needsOpen: boolean;
  /** The element whose tag exists already, possibly unfinished. */
  readonly element: Placed<ElementNode> | null;
  /** Whether the rest of that element exists, too: only its name is replaced. */
  readonly renames: boolean;
  /** The rest of a tag whose name is missing: only the name is inserted. */
  readonly emptied: EmptiedTag | null;
  /** One level of indentation around the place; `null` if nothing is indented. */
  readonly indent: string | null;
}

/** In UTF-16 units: whitespace before a tag is read up to this length. */
const MAX_BEFORE = 1_000;

/** The place for an element in a context; `null` where none can be inserted. */
export function tagPlace(tree: XmlTree, context: Context): TagPlace | null {
  const place = placeOf(tree, context);
  return place && !isSecondRoot(tree, place) ? { ...place, indent: indentUnit(tree, place.parent) } : null;
}

function placeOf(tree: XmlTree, context: Context): Omit<TagPlace, 'indent'> | null {
  const { start, end, parent } = context;
  switch (context.kind) {
    case 'tagOpen': {
      const emptied = emptiedTagAt(tree, context);
      return { parent, at: start, start, end, needsOpen: false, element: null, renames: false, emptied };
    }
    case 'text': {
      // `</>` can be an empty element without its name: only where no text is before it.
      if (tree.slice(start - 1, start + 2) === '</>') {
        if (!/>\s*$/.test(tree.slice(Math.max(0, start - MAX_BEFORE), start - 1))) return null;
        const emptied = emptiedTagAt(tree, context);
        return { parent, at: start - 1, start, end, needsOpen: false, element: null, renames: false, emptied };
      }
      // Other text than a name is content; it is not replaced by a tag.
      const isName = /^[^\s<>&]+$/.test(tree.slice(start, end));
      if (start !== end && !isName) return null;
      return { parent, at: start, start, end, needsOpen: true, element: null, renames: false, emptied: null };
    }
    case 'tagName': {
      const { element } = context;
      const tag = startTagOf(element.node);
      const isBare = tag.attributes.length === 0 && endTagOf(element.node).kind === 'MissingEndTag';
      // If only the name exists, the `>` after it is replaced together with it.
      const wholeEnd = tag.kind === 'UnfinishedStartTag' ? end : element.offset + tag.width;
      return {
        parent,
        at: start,
        start,
        end: isBare ? wholeEnd : end,
        needsOpen: false,
        element,
        renames: !isBare,
        emptied: null,
      };
    }
    default:
      return null;
  }
}

/** A document has one root element. */
function isSecondRoot(tree: XmlTree, { parent, element }: Omit<TagPlace, 'indent'>): boolean {
  if (parent !== null) return false;
  const root = rootElement(tree);
  return root !== null && root.offset !== element?.offset;
}

/**
 * The text of an item at a place: the element, or only its name if the rest exists.
 * @param write writes from the name in the start tag to the end tag
 * @param hasText whether the element contains text, and no elements
 */
export function textAt(
  { needsOpen, element, renames, emptied, indent }: TagPlace,
  name: string,
  { snippets }: CompletionOptions,
  write: (template: Template) => void,
  hasText = false,
): Pick<CompletionItem, 'text' | 'isSnippet' | 'edits'> {
  if (element !== null && renames) return { text: name, isSnippet: false, edits: endTagEdits(element, name) };
  if (emptied !== null) return { text: name, isSnippet: false, edits: endTagEditsFor(emptied, name, hasText) };
  const template = new Template({ snippets, indent });
  if (needsOpen) template.literal('<');
  write(template);
  return { text: template.end().toString(), isSnippet: snippets };
}

/** Renaming an element also renames its end tag. */
function endTagEdits(element: Placed<ElementNode>, name: string): CompletionItem['edits'] {
  const { kind, nameStart, nameEnd } = endTagOf(element.node);
  if (kind === 'MissingEndTag' || kind === 'NoEndTag') return [];
  return [{ start: element.offset + nameStart, end: element.offset + nameEnd, text: name }];
}

/** The indentation before an offset; `null` if other text precedes it on its line. */
export function indentationAt(tree: XmlTree, offset: number): string | null {
  const { character } = tree.positionAt(offset);
  const before = tree.slice(offset - character, offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

/** One level of indentation, taken from an element or its ancestors; `null` if nothing is indented. */
export function indentUnit(tree: XmlTree, near: Placed<ElementNode> | null): string | null {
  if (near === null) return null;
  for (const element of [near, ...ancestors(near)]) {
    const outer = indentationAt(tree, element.offset);
    const first = firstChild(element);
    const inner = first && indentationAt(tree, first.offset);
    if (outer !== null && inner !== null && inner.length > outer.length && inner.startsWith(outer)) {
      return inner.slice(outer.length);
    }
  }
  return null;
}

function firstChild(element: Placed<ElementNode>): Placed | null {
  for (const child of childrenAfter(element, contentStart(element))) if (isPlacedElement(child)) return child;
  return null;
}
