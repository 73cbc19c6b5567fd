/** A text and the offset of its `|`. */
export function withCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('|');
  if (offset < 0 || marked.includes('|', offset + 1)) throw new Error(`There must be one | in: ${marked}`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** A text and the range between its `[[` and `]]`. */
export function withRange(marked: string): { text: string; start: number; end: number } {
  const start = marked.indexOf('[[');
  const end = marked.indexOf(']]', start) - 2;
  if (start < 0 || end < start) throw new Error(`There must be one [[range]] in: ${marked}`);
  return { text: marked.replace('[[', '').replace(']]', ''), start, end };
}

/** A text with `[[` and `]]` around a range, the inverse of {@link withRange}. */
export function marked(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return `${text.slice(0, start)}[[${text.slice(start, end)}]]${text.slice(end)}`;
}

/** A text after edits whose offsets count in the text before all of them. */
export function edited(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  return [...edits]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
