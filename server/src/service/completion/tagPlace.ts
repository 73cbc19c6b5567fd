/** Where an element's tag is to be written, and how much of it stands there already. */
import type { Context } from '../../xml/context';
import { rootElement, type Placed } from '../../xml/locate';
import type { ElementNode } from '../../xml/nodes';
import { endTagOf, startTagOf } from '../../xml/tags';
import type { XmlTree } from '../../xml/tree';
import { indentUnit } from '../indentation';
import type { CompletionItem, CompletionOptions } from './item';
import { Template } from './template';

export interface TagPlace {
  readonly parent: Placed<ElementNode> | null;
  /** Where to ask what may stand there. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** The `<` has to be written as well. */
  readonly needsOpen: boolean;
  /** The element whose tag stands there already, however much of it. */
  readonly element: Placed<ElementNode> | null;
  /** The rest of that element stands there as well: only its name is written. */
  readonly renames: boolean;
  /** One level of indentation around the place; `null` where there is none. */
  readonly indent: string | null;
}

/** The place of a context; `null` where no element may be written. */
export function tagPlace(tree: XmlTree, context: Context): TagPlace | null {
  const place = placeOf(tree, context);
  return place && !isSecondRoot(tree, place) ? { ...place, indent: indentUnit(tree, place.parent) } : null;
}

function placeOf(tree: XmlTree, context: Context): Omit<TagPlace, 'indent'> | null {
  const { start, end, parent } = context;
  switch (context.kind) {
    case 'tagOpen':
      return { parent, at: start, start, end, needsOpen: false, element: null, renames: false };
    case 'text': {
      // Text that is no name is content; it is not replaced by a tag.
      const isName = /^[^\s<>&]+$/.test(tree.slice(start, end));
      if (start !== end && !isName) return null;
      return { parent, at: start, start, end, needsOpen: true, element: null, renames: false };
    }
    case 'tagName': {
      const { element } = context;
      const tag = startTagOf(element.node);
      const isBare = tag.attributes.length === 0 && endTagOf(element.node).kind === 'MissingEndTag';
      // Where nothing but the name stands there, the `>` behind it is written again with the rest.
      const wholeEnd = tag.kind === 'UnfinishedStartTag' ? end : element.offset + tag.width;
      return {
        parent,
        at: start,
        start,
        end: isBare ? wholeEnd : end,
        needsOpen: false,
        element,
        renames: !isBare,
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
 * What an item writes at a place: the element, or only its name where the rest stands there.
 * @param write writes from the name in the start tag to the end tag
 */
export function written(
  { needsOpen, element, renames, indent }: TagPlace,
  name: string,
  { snippets }: CompletionOptions,
  write: (template: Template) => void,
): Pick<CompletionItem, 'text' | 'isSnippet' | 'edits'> {
  if (element !== null && renames) return { text: name, isSnippet: false, edits: endTagEdits(element, name) };
  const template = new Template({ snippets, indent });
  if (needsOpen) template.literal('<');
  write(template);
  return { text: template.end().toString(), isSnippet: snippets };
}

/** The end tag of an element that gets another name follows. */
function endTagEdits(element: Placed<ElementNode>, name: string): CompletionItem['edits'] {
  const { kind, nameStart, nameEnd } = endTagOf(element.node);
  if (kind === 'MissingEndTag' || kind === 'NoEndTag') return [];
  return [{ start: element.offset + nameStart, end: element.offset + nameEnd, text: name }];
}
