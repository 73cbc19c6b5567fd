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
      i = source.indexOf(source[i]!, i + 1);
      if (i < 0) return -1;
    } else if (c === 0x5b /* [ */) {
      inSubset = true;
    } else if (c === 0x5d /* ] */) {
      if (!inDeclaration) inSubset = false;
    } else if (c === 0x3e /* > */) {
      if (inDeclaration) inDeclaration = false;
      else if (!inSubset) return i + 1;
    } else if (c === 0x3c /* < */) {
      const close = source.startsWith('<!--', i) ? '-->' : source.startsWith('<?', i) ? '?>' : null;
      if (close !== null) {
        const at = source.indexOf(close, i + (close === '-->' ? 4 : 2));
        if (at < 0) return -1;
        i = at + close.length - 1;
      } else if (inSubset) {
        inDeclaration = true;
      }
    }
  }
  return -1;
}
