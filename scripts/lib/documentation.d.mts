/** Types of the function of documentation.mjs that TypeScript files use. */
export function undocumented(path: string, text: string): string;
