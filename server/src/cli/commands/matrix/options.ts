import type { PatchField } from '../../../matrix/export/texts';
import type { GovernanceOptions } from '../../environment';
import { usageError } from '../../io';

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
const ENDINGS: Readonly<Record<string, MatrixFormat>> = {
  '.html': 'html',
  '.csv': 'csv',
  '.json': 'json',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.xlsx': 'xlsx',
};

/**
 * The format: `--format`, else by the extension of `--output`, else HTML. Throws a usage error for another extension, and for one
 * that does not fit the format: programs choose by the extension how they read the file.
 */
export function formatOf({ format, output }: Pick<MatrixOptions, 'format' | 'output'>): MatrixFormat {
  if (output === undefined || output === '-') return format ?? 'html';
  const ending = /\.[^./\\]*$/.exec(output)?.[0].toLowerCase() ?? '';
  const named = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  const known = Object.keys(ENDINGS).join(', ');
  if (named === undefined) throw usageError(`Unknown extension of --output ${output}. Use one of ${known}`);
  if (format !== undefined && format !== named) {
    throw usageError(`--output ${output} does not fit --format ${format}. Leave one of the two out`);
  }
  return named;
}
