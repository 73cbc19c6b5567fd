/** What must be known of a pattern before `xspattern` compiles it: its size, and whether it says what only XSD 1.1 allows. */

/** An escape, a group in brackets up to its end or to what it subtracts, or one other character. */
const TOKEN = /\\[pP]\{[^}]*\}|\\.|\[\^?(?<members>(?:\\.|-(?!\[)|[^\\[\]-])*)|\{(?:\d+,)?(?<count>\d+),?\}|[^]/gsu;
/** Of a group: a range, a class, or one character. */
const MEMBER = /\\[pP]\{[^}]*\}|(?:\\.|[^\\-])-(?:\\.|[^\\-])|\\.|[^]/gsu;

/**
 * Whether a hyphen stands for itself between the members of a group: `[a-c-1-4]`. XSD 1.0 has it only at the ends
 * (Datatypes, appendix F.1: "the - character is a valid character range only at the beginning or end").
 */
export function hasInnerHyphen(pattern: string): boolean {
  for (const { groups } of pattern.matchAll(TOKEN)) {
    const members = groups?.members?.match(MEMBER) ?? [];
    if (members.slice(1, -1).includes('-')) return true;
  }
  return false;
}

/** The block escapes of a pattern without their case: `\P{IsThai}` gives `IsThai`. */
export function blocksOf(pattern: string): readonly string[] {
  return Array.from(pattern.matchAll(/\\[pP]\{(Is[^}]*)\}/g), ([, block]) => block!);
}

/** An upper bound of the states that a pattern is spelt out to: one for each atom, times the counts around it. */
export function statesOf(pattern: string): number {
  const totals = [0];
  let last = 0;
  for (const { 0: token, groups } of pattern.matchAll(TOKEN)) {
    const innermost = totals.length - 1;
    if (token === '(') {
      totals.push(0);
    } else if (token === ')' && innermost > 0) {
      last = totals.pop()!;
      totals[innermost - 1]! += last;
    } else if (groups?.count !== undefined) {
      totals[innermost]! += last * Number(groups.count);
    } else {
      last = 1;
      totals[innermost]! += last;
    }
  }
  return totals.reduce((sum, total) => sum + total, 0);
}
