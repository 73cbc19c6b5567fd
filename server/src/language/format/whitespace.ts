/** Whitespace, and the smallest edits that replace it. */
import type { TextEdit } from '../../xml/reparse';

/** The line breaks in a text: CRLF, CR or LF. */
export function breaksIn(text: string): readonly string[] {
  return text.match(/\r\n|\r|\n/g) ?? [];
}

export function hasBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

/** The spaces and tabs at the start of a line. */
export function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)![0];
}

/** The text after the last line break. */
export function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

/** The edit that replaces `before` at `start` by `after`, without their common start and end; `null` if they are equal. */
export function smallestEdit(start: number, before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  // An edit does not split CRLF.
  if (head > 0 && before[head - 1] === '\r' && (before[head] === '\n' || after[head] === '\n')) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && before[before.length - tail] === '\n' && before[before.length - tail - 1] === '\r') tail--;
  return { start: start + head, end: start + before.length - tail, text: after.slice(head, after.length - tail) };
}

/** The width of an indentation in columns. */
export function columnsOf(indent: string, tabSize: number): number {
  let columns = 0;
  for (const character of indent) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}
