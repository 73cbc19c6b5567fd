/** The line of an offset, from 1. CR LF, LF and CR end a line. @param offset in UTF-16 units */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}
