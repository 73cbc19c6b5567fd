/** Types of the functions of types.mjs that TypeScript files use. */
export function writeTypes(): Promise<void>;
