/** Comments that are addressed to VPC Tools, as far as the scanners tell them from others. */

const DIRECTIVE = /<!--[ \t\r\n]*vpc-(?:dis|en)able/y;

/** Whether the comment at a place says something to VPC Tools: which problems not to report. */
export function isDirective(source: string, start: number): boolean {
  DIRECTIVE.lastIndex = start;
  return DIRECTIVE.test(source);
}

/** The same of a comment of a large document. @param bytes UTF-8 */
export function isDirectiveIn(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start + 4;
  while (at < end && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 10 || bytes[at] === 13)) at++;
  // `v`, before anything is copied.
  if (bytes[at] !== 118) return false;
  const head = String.fromCharCode(...bytes.subarray(at, Math.min(end, at + LONGEST_HEAD)));
  return isDirective(`<!--${head}`, 0);
}

const LONGEST_HEAD = 'vpc-disable'.length;
