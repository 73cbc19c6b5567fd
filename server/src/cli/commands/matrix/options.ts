import type { PatchField } from '../../../matrix/export/texts';
import type { GovernanceOptions } from '../../environment';

/** The formats of `vpc matrix`. */
export const FORMATS = ['html', 'csv', 'json', 'markdown', 'xlsx'] as const;
export type MatrixFormat = (typeof FORMATS)[number];

/** Separators of CSV files, by name. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** The options of `vpc matrix`, as parsed. */
export interface MatrixOptions extends GovernanceOptions {
  readonly format?: MatrixFormat;
  readonly output?: string;
  readonly compare?: readonly string[];
  readonly onlyChanged?: boolean;
  readonly myProducts?: string;
  readonly fields?: readonly PatchField[];
  readonly separator: keyof typeof SEPARATORS;
}

/** Formats by the extension of the output file. */
export const ENDINGS: ReadonlyMap<string, MatrixFormat> = new Map([
  ['.html', 'html'],
  ['.csv', 'csv'],
  ['.json', 'json'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.xlsx', 'xlsx'],
]);
