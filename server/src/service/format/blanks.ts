/** Blanks and what replaces them, character by character as little as possible. */
import type { TextEdit } from '../../xml/reparse';

/** The line breaks in a text, each as it is written. */
export function breaksIn(text: string): readonly string[] {
  return text.match(/\r\n|\r|\n/g) ?? [];
}

export function hasBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

/** The white space at a line's start. */
export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}

/** What stands behind the last line break of a text. */
export function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

/** The edit that makes `after` of the text `before` at `start`, without what both begin and end with; `null` where both are alike. */
export function smallestEdit(start: number, before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  // A CR is not parted from its LF.
  if (head > 0 && before[head - 1] === '\r' && (before[head] === '\n' || after[head] === '\n')) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && before[before.length - tail] === '\n' && before[before.length - tail - 1] === '\r') tail--;
  return { start: start + head, end: start + before.length - tail, text: after.slice(head, after.length - tail) };
}

/** Columns that a line's indentation takes. */
export function columnsOf(indent: string, tabSize: number): number {
  let columns = 0;
  for (const character of indent) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}
