/** The prolog (XML 1.0, 2.8 [22]): whitespace, processing instructions, comments, a DOCTYPE. */
const PROLOG =
  /^\uFEFF?(?:\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE(?:[^[\]<>"']|"[^"]*"|'[^']*')*(?:\[(?:[^\]"'<]|"[^"]*"|'[^']*'|<!--[^]*?-->|<\?[^]*?\?>|<)*\]\s*)?>)*/;
const START_TAG = /^<(?:[^\s<>/:="'&!?]+:)?([^\s<>/:="'&!?]+)/;

/**
 * The local name of the root element; `undefined` if the text does not reach it. Approximate: it decides only whether a request
 * is sent to the language server.
 * @param text the beginning of a document
 */
export function rootLocalName(text: string): string | undefined {
  return START_TAG.exec(text.slice(PROLOG.exec(text)?.[0].length ?? 0))?.[1];
}
