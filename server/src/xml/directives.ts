/** Directives: comments that suppress problems, as far as the scanners recognise them. */

/**
 * `vpc-` and a word in lower case, and the other ways in which people write such a comment: one whose word is unknown must be
 * recognised to be reported. A comment about VPC Tools is none.
 */
const DIRECTIVE =
  /<!--[ \t\r\n]*(?:vpc-(?!tools?\b|file)[a-z]|[Vv][Pp][Cc][-_:.]?(?:[Dd][Ii][Ss]|[Ee][Nn])[Aa][Bb][Ll][Ee]|[Vv][Pp][Cc][-_:.](?:[Ii][Gg][Nn][Oo][Rr][Ee]|[Ss][Uu][Pp][Pp]?[Rr][Ee][Ss]))/y;

/** Whether the comment at `start` is a directive: `vpc-disable…` or `vpc-enable…`, or meant to be one. */
export function isDirective(source: string, start: number): boolean {
  DIRECTIVE.lastIndex = start;
  return DIRECTIVE.test(source);
}

/** {@link isDirective} for the comment `bytes[start, end)` of a large document. @param bytes UTF-8 */
export function isDirectiveIn(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + 4;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 10 || bytes[at] === 13)) at++;
  // Most comments are rejected by their first letter, `v` or `V`, without a copy of the text.
  if (bytes[at] !== 118 && bytes[at] !== 86) return false;
  const head = String.fromCharCode(...bytes.subarray(at, Math.min(end, at + MAX_HEAD_LENGTH)));
  return isDirective(`<!--${head}`, 0);
}

const MAX_HEAD_LENGTH = 'vpc-suppress'.length;
