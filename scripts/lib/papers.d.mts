/** Types of the constants of papers.mjs that TypeScript files use. */
export const SHIPMENTS: Readonly<Record<'vsix' | 'npm', readonly string[]>>;
