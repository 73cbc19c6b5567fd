/**
 * Line breaks as LSP counts them: LF, CR LF and lone CR end a line each.
 * No token of the scanner ends between a CR and its LF, so that the breaks of neighbours add up.
 */

/** The line breaks of `source[start, end)` and the UTF-16 units behind the last of them. */
export interface LineCount {
  breaks: number;
  tail: number;
}

/** Counts into `result`, which is reused by the scanner to spare an object a token. */
export function countLines(source: string, start: number, end: number, result: LineCount): void {
  let breaks = 0;
  let lineStart = start;
  for (let i = start; i < end; i++) {
    const c = source.charCodeAt(i);
    if (c === 10 || (c === 13 && !(i + 1 < end && source.charCodeAt(i + 1) === 10))) {
      breaks++;
      lineStart = i + 1;
    }
  }
  result.breaks = breaks;
  result.tail = end - lineStart;
}

/**
 * Looks for the `count`-th line break of `source[start, end)`.
 * @returns the offset behind it and 0 left, or `end` and how many breaks are still to be found
 */
export function afterBreak(
  source: string,
  start: number,
  end: number,
  count: number,
): { offset: number; left: number } {
  let left = count;
  for (let i = start; i < end; i++) {
    const c = source.charCodeAt(i);
    if (c === 10 || (c === 13 && !(i + 1 < end && source.charCodeAt(i + 1) === 10))) {
      left--;
      if (left === 0) return { offset: i + 1, left };
    }
  }
  return { offset: end, left };
}
