/** Types of what TypeScript uses of chromium.mjs. */
export function ensureChromium(): Promise<string>;
