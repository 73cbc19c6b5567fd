import { closingQuote, endOfLine } from '../dtd/literal';

const QUOTE = 34;
const APOSTROPHE = 39;

/** Where a DOCTYPE ends. */
export interface DoctypeEnd {
  /** Behind its `>`; -1 where it does not end. */
  readonly end: number;
  /** Whether something in it is never closed, so that text behind it could change where it ends. */
  readonly isFragile: boolean;
}

/**
 * Looks for the end of the `<!DOCTYPE` at `start` (XML 1.0 production 28).
 * Only what can hide the end is looked at: literals, the internal subset, and in it comments, PIs and declarations.
 */
export function scanDoctypeEnd(source: string, start: number): DoctypeEnd {
  let isFragile = false;
  let inSubset = false;
  let inDeclaration = false;
  for (let i = start + 9; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      // Between declarations a quote is only junk; it must not swallow what follows.
      if (inSubset && !inDeclaration) continue;
      const close = closingQuote(source, i, source.length);
      if (close >= 0) i = close;
      else isFragile = true;
    } else if (c === 0x5b /* [ */) {
      inSubset = true;
    } else if (c === 0x5d /* ] */) {
      if (!inDeclaration) inSubset = false;
    } else if (c === 0x3e /* > */) {
      if (inDeclaration) inDeclaration = false;
      else if (!inSubset) return { end: i + 1, isFragile };
    } else if (c === 0x3c /* < */) {
      // Without brackets no markup stands in a DOCTYPE: it was never ended.
      if (!inSubset) return { end: -1, isFragile };
      const close = closingDelimiter(source, i);
      if (close === null) {
        inDeclaration = true;
        continue;
      }
      const at = source.indexOf(close, i + (close === '-->' ? 4 : 2));
      // One that never ends is given up at the end of its line.
      i = at < 0 ? endOfLine(source, i) - 1 : at + close.length - 1;
      if (at < 0) isFragile = true;
    }
  }
  return { end: -1, isFragile };
}

/** What alone ends the markup at `start`, whatever stands in between; null for a declaration. */
function closingDelimiter(source: string, start: number): string | null {
  if (source.startsWith('<!--', start)) return '-->';
  if (source.startsWith('<?', start)) return '?>';
  return source.startsWith('<![', start) ? ']]>' : null;
}
