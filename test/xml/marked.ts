/**
 * A document in which one range is marked with `[[…]]`: its text without the brackets, and the range. Because `]]>` is
 * a delimiter of XML, the range ends at the first `]]` that is not part of one.
 */
export function marked(document: string): { text: string; start: number; end: number } {
  const start = document.indexOf('[[');
  const close = document.slice(start + 2).search(/\]\](?!>)/);
  const mark = close < 0 ? document.lastIndexOf(']]') : start + 2 + close;
  const text = document.slice(0, start) + document.slice(start + 2, mark) + document.slice(mark + 2);
  return { text, start, end: mark - 2 };
}
