/** Types of the functions of apiExamples.mjs that TypeScript files use. */
export function writeExamples(folder: string): { file: string; code: string; output: string }[];
