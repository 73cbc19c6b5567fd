/** Types of the functions of languages.mjs that TypeScript files use. */
export interface Language {
  readonly language: string;
  readonly file: string;
  readonly texts: Readonly<Record<string, string>>;
}
export function languages(): Language[];
export function manifestTexts(
  english: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>>,
): Record<string, string>;
export function textsIn(texts: Readonly<Record<string, string>>, programs: readonly string[]): Record<string, string>;
