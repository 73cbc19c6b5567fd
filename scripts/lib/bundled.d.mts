/** Types of the functions of bundled.mjs that TypeScript files use. */
export function packagePath(input: string): string | null;
