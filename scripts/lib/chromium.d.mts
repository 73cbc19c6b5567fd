/** Types of the functions of chromium.mjs that TypeScript files use. */
export function ensureChromium(): Promise<string>;
