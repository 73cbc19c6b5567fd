import { checkpoint } from '../budget';
import { closingQuote, endOfLine } from '../dtd/cursor';

const QUOTE = 34;
const APOSTROPHE = 39;

/** The end of a DOCTYPE. */
export interface DoctypeEnd {
  /** The offset after its `>`; -1 where it is unterminated. */
  readonly end: number;
  /** Whether markup or a literal in it is unterminated, so that text after the DOCTYPE could change its end. */
  readonly isFragile: boolean;
}

/**
 * Finds the end of the `<!DOCTYPE` at `start` (XML 1.0 production 28).
 * Only the parts that can contain a `>` are recognised: literals, the internal subset, and in it comments, processing
 * instructions and declarations.
 */
export function scanDoctypeEnd(source: string, start: number): DoctypeEnd {
  let isFragile = false;
  let inSubset = false;
  let inDeclaration = false;
  for (let i = start + 9; i < source.length; i++) {
    checkpoint();
    const c = source.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) {
      // Between declarations a quote does not start a literal.
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
      // Outside the internal subset, a DOCTYPE contains no markup: it is unterminated.
      if (!inSubset) return { end: -1, isFragile };
      const close = closingDelimiter(source, i);
      if (close === null) {
        inDeclaration = true;
        continue;
      }
      const at = source.indexOf(close, i + (close === '-->' ? 4 : 2));
      // Unterminated markup ends with its line.
      i = at < 0 ? endOfLine(source, i) - 1 : at + close.length - 1;
      if (at < 0) isFragile = true;
    }
  }
  return { end: -1, isFragile };
}

/** The only delimiter that ends the markup at `start`; null for a declaration, which can contain other markup. */
function closingDelimiter(source: string, start: number): string | null {
  if (source.startsWith('<!--', start)) return '-->';
  if (source.startsWith('<?', start)) return '?>';
  return source.startsWith('<![', start) ? ']]>' : null;
}
