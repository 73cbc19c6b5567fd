import type { GovernanceOptions } from '../../environment';

/** The formats of `vpc compare`. */
export const FORMATS = ['pretty', 'html', 'json', 'markdown'] as const;
export type CompareFormat = (typeof FORMATS)[number];

/** Formats by the extension of the output file. */
export const ENDINGS: ReadonlyMap<string, CompareFormat> = new Map([
  ['.txt', 'pretty'],
  ['.html', 'html'],
  ['.json', 'json'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
]);

/** The options of `vpc compare`, as parsed. */
export interface CompareOptions extends GovernanceOptions {
  readonly format?: CompareFormat;
  readonly output?: string;
  readonly failOnRegression?: boolean;
  readonly myProducts?: string;
}
