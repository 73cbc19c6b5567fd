/** What may stand before the root element (XML 1.0, 2.8): blanks, instructions, comments, a DOCTYPE. */
const PROLOG =
  /^\uFEFF?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE(?:[^[\]<>"']|"[^"]*"|'[^']*')*(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--[^]*?-->|<\?[^]*?\?>|<)*\]\s*)?>)*/;
const START_TAG = /^<(?:[^\s<>/:="'&!?]+:)?([^\s<>/:="'&!?]+)/;

/**
 * The root element's name without its prefix, or `undefined` where the text does not come to one. A look, not a
 * parser: it decides only whether the language server is asked.
 * @param text the beginning of a document
 */
export function rootLocalName(text: string): string | undefined {
  const prolog = PROLOG.exec(text)?.[0].length ?? 0;
  return START_TAG.exec(text.slice(prolog))?.[1];
}
