/** Types of the functions of sourceDate.mjs that TypeScript files use. */
export function sourceDate(): number;
