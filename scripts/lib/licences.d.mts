/** Types of the functions of licences.mjs that TypeScript files use. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
}
export function licenceOf(manifest: Manifest): string;
export function textsOf(folder: string, manifest: Manifest): string[];
