/** A tag whose name was deleted: `<>Acme</Supplier>`. A name makes the element whole again, with its end tag. */
import { endTagOf } from '../../xml/tags';
import type { Context } from '../../xml/context';
import type { XmlTree } from '../../xml/tree';
import type { CompletionItem } from './item';

/** The rest of a tag that lacks its name only: attributes, then the end of the tag. */
const REST = /^(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/;
/** In UTF-16 units; longer tags are not recognised. */
const MAX_TAG = 4_000;
/** In UTF-16 units; an end tag is not searched for beyond. */
const MAX_ELEMENT = 100_000;
const TAG = /<(?:!--[\s\S]*?-->|!\[CDATA\[[\s\S]*?\]\]>|\?[\s\S]*?\?>|(\/?)([^\s<>/]*)([^<>]*)>)/g;

/** What follows a `<` that lacks a name. */
export interface EmptiedTag {
  /** The name in the end tag; `''` for `</>`, `null` where the element has no end tag of its own. */
  readonly endName: string | null;
  /** The range of that name; `null` without an end tag. */
  readonly end: { readonly start: number; readonly end: number } | null;
  /** Where a missing end tag belongs: after the text of an element, or after its children. `null` where none is missing. */
  readonly missing: { readonly afterText: number; readonly afterChildren: number } | null;
}

/** The tag at a `<` before `start` that lacks its name; `null` where none follows. */
export function emptiedTagAt(tree: XmlTree, { start, parent }: Context): EmptiedTag | null {
  const [rest, slash] = REST.exec(tree.slice(start, start + MAX_TAG)) ?? [];
  if (rest === undefined) return null;
  if (slash === '/') return { endName: null, end: null, missing: null };
  const from = start + rest.length;
  const source = tree.slice(from, from + MAX_ELEMENT);
  const afterText = from + /^[^<]*/.exec(source)![0].trimEnd().length;
  let depth = 0;
  for (const { index, 0: tag, 1: isEnd, 2: name = '' } of source.matchAll(TAG)) {
    if (isEnd === undefined) continue;
    if (isEnd === '') {
      if (!tag.endsWith('/>')) depth++;
    } else if (depth > 0) depth--;
    else {
      const at = from + index;
      const isParents = name !== '' && name === parent?.node.name && isClosedAt(parent, at);
      if (!isParents) return { endName: name, end: { start: at + 2, end: at + 2 + name.length }, missing: null };
      const afterChildren = from + source.slice(0, index).trimEnd().length;
      return { endName: null, end: null, missing: { afterText, afterChildren } };
    }
  }
  return { endName: null, end: null, missing: { afterText, afterChildren: afterText } };
}

/** Whether an element's own end tag starts at an offset. */
function isClosedAt(element: NonNullable<Context['parent']>, at: number): boolean {
  return element.offset + endTagOf(element.node).start === at;
}

/**
 * The edit of the end tag for a name; empty where it has that name already.
 * @param hasText whether an element of that name contains text, and no elements
 */
export function endTagEditsFor(
  { endName, end, missing }: EmptiedTag,
  name: string,
  hasText: boolean,
): NonNullable<CompletionItem['edits']> {
  if (end !== null) return endName === name ? [] : [{ ...end, text: name }];
  if (missing === null) return [];
  const place = hasText ? missing.afterText : missing.afterChildren;
  return [{ start: place, end: place, text: `</${name}>` }];
}
