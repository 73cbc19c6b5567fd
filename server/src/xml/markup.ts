declare const MARKUP: unique symbol;

/** The string methods whose result, on markup, is markup again. */
interface MarkupMethods {
  readonly [MARKUP]: true;
  slice(start?: number, end?: number): Markup;
  trim(): Markup;
  trimStart(): Markup;
  trimEnd(): Markup;
  toLowerCase(): Markup;
  toUpperCase(): Markup;
  replace(pattern: string | RegExp, replacement: string): Markup;
  replaceAll(pattern: string | RegExp, replacement: string): Markup;
}

/**
 * Text as written in a document, with references for `&` and `<`: a slice of a tree, or an escaped value.
 * A branded type; at run time it is an ordinary string.
 */
export type Markup = MarkupMethods & string;

/**
 * A value with its references expanded: any string but {@link Markup}. Functions that escape text take this type, so that
 * markup is not escaped a second time (`&amp;` would become `&amp;amp;`). `xml/values.ts` has the values of elements and attributes.
 */
export type PlainText = string & { readonly [MARKUP]?: never };
