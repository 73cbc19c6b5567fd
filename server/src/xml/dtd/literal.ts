/** What may follow a closing quote in a DOCTYPE: white space, the end of the declaration, or the internal subset. */
const BEHIND_LITERAL = /^[\s>[\]?]?$/;

/**
 * Where the literal whose opening quote stands at `open` is closed: the offset of its closing quote; -1 where it is not.
 *
 * A quote that is closed nowhere, or only by the quote that opens the next literal, must not swallow what follows:
 * a literal with markup or line breaks in it is one only if something that may follow a literal follows it.
 */
export function closingQuote(source: string, open: number, limit: number): number {
  const close = source.indexOf(source[open]!, open + 1);
  if (close < 0 || close >= limit) return -1;
  if (BEHIND_LITERAL.test(source.slice(close + 1, close + 2))) {
    return /[^\]]\]\s*>\s*</.test(source.slice(open, close)) ? -1 : close;
  }
  return /[<>\r\n]/.test(source.slice(open, close)) ? -1 : close;
}

/** The offset of the line break, or of the end, that ends the line of `from`. */
export function endOfLine(source: string, from: number): number {
  const length = source.slice(from).search(/[\r\n]/);
  return length < 0 ? source.length : from + length;
}
