/**
 * Line breaks as in LSP: LF, CR LF and lone CR each end a line.
 * No token of the scanner ends between CR and LF, so that the line breaks of adjacent tokens add up.
 */

/** The line breaks of a text, and the length of its last line: see `NodeBase`. */
export interface LineCount {
  breaks: number;
  tail: number;
}

/** Counts the lines of `source[start, end)` into `result`, which the scanner reuses to save an object for each token. */
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
 * Finds the `count`-th line break of `source[start, end)`.
 * @returns the offset after it, and 0 as `left`; or `end`, and how many line breaks are still to be found
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
