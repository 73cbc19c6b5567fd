/** Start tags with whitespace before the name: `< Status>`. They are text to the parser, and one mistake to their author. */
import type { Problem } from '../problem';
import type { XmlTree } from '../tree';

/** A `<` with whitespace, or characters that cannot be seen, before what reads as the rest of a start tag. */
const SPACED_TAG = /^<([\s\p{Cf}]+)([\p{L}_][^\s<>/="']*)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/u;
/** In UTF-16 units; longer tags are not recognised. */
const MAX_LENGTH = 1_000;

/** The whitespace and the name of a start tag at a `<` that starts none in XML; `null` for a `<` in text. */
export function spacedTagAt(tree: XmlTree, offset: number): { readonly space: string; readonly name: string } | null {
  const [, space, name] = SPACED_TAG.exec(tree.slice(offset, offset + MAX_LENGTH)) ?? [];
  return space === undefined || name === undefined ? null : { space, name };
}

/** The problems without end tags that lack their start tag only because of whitespace in it. @param problems sorted by place */
export function withoutSpacedEndTags(problems: readonly Problem[], tree: XmlTree): readonly Problem[] {
  const open: string[] = [];
  return problems.filter(({ code, start, args }) => {
    if (code === 'xml/bare-less-than') {
      const tag = spacedTagAt(tree, start);
      if (tag !== null) open.push(tag.name);
    } else if (code === 'xml/stray-end-tag') {
      const at = open.lastIndexOf(args[0]!);
      if (at >= 0) open.splice(at);
      return at < 0;
    }
    return true;
  });
}
