/** The runs of U+FFFD in a text whose decoder put them there. */
export function replacements(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(/\uFFFD+/g), ({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
  }));
}
