/** Types of the functions of words.mjs that TypeScript files use. */
export function ruledOut(
  path: string,
  text: string,
): { kind: 'message' | 'comment'; line: number; word: string; instead: string }[];
