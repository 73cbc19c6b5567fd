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
  return START_TAG.exec(text.slice(prologLength(text)))?.[1];
}

/** Where the root element's start tag begins; `undefined` where the text does not come to one. */
export function rootStart(text: string): number | undefined {
  const start = prologLength(text);
  return START_TAG.test(text.slice(start)) ? start : undefined;
}

function prologLength(text: string): number {
  return PROLOG.exec(text)?.[0].length ?? 0;
}
