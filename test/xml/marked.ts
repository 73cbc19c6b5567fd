/**
 * A document in which one range is marked with `[[…]]`. XML has `]]>` for itself: of several `]]`, the first one that
 * no `>` follows is the mark.
 */
export function marked(document: string): { text: string; start: number; end: number } {
  const start = document.indexOf('[[');
  const close = document.slice(start + 2).search(/\]\](?!>)/);
  const mark = close < 0 ? document.lastIndexOf(']]') : start + 2 + close;
  const text = document.slice(0, start) + document.slice(start + 2, mark) + document.slice(mark + 2);
  return { text, start, end: mark - 2 };
}
