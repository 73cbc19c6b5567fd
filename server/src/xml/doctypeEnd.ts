import { closingQuote } from './dtd/literal';

const QUOTE = 34;
const APOSTROPHE = 39;

/**
 * Where the `<!DOCTYPE` at `start` ends (XML 1.0 production 28), behind its `>`; -1 where it does not.
 * Only what can hide the end is looked at: literals, the internal subset, and in it comments, PIs and declarations.
 */
export function scanDoctypeEnd(source: string, start: number): number {
  let inSubset = false;
  let inDeclaration = false;
  for (let i = start + 9; i < source.length; i++) {
    const c = source.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      // Between declarations a quote is only junk; it must not swallow what follows.
      if (inSubset && !inDeclaration) continue;
      const close = closingQuote(source, i, source.length);
      if (close >= 0) i = close;
    } else if (c === 0x5b /* [ */) {
      inSubset = true;
    } else if (c === 0x5d /* ] */) {
      if (!inDeclaration) inSubset = false;
    } else if (c === 0x3e /* > */) {
      if (inDeclaration) inDeclaration = false;
      else if (!inSubset) return i + 1;
    } else if (c === 0x3c /* < */) {
      // Without brackets no markup stands in a DOCTYPE: it was never ended.
      if (!inSubset) return -1;
      const close = closingDelimiter(source, i);
      if (close === null) {
        inDeclaration = true;
        continue;
      }
      const at = source.indexOf(close, i + (close === '-->' ? 4 : 2));
      if (at < 0) return -1;
      i = at + close.length - 1;
    }
  }
  return -1;
}

/** What alone ends the markup at `start`, whatever stands in between; null for a declaration. */
function closingDelimiter(source: string, start: number): string | null {
  if (source.startsWith('<!--', start)) return '-->';
  if (source.startsWith('<?', start)) return '?>';
  return source.startsWith('<![', start) ? ']]>' : null;
}
