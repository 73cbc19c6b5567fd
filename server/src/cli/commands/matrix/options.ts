/** The formats of `vpc matrix`. */
export const FORMATS = ['html', 'csv', 'json', 'markdown'] as const;
export type MatrixFormat = (typeof FORMATS)[number];

/** What stands between the values of a CSV file, by its name. */
export const SEPARATORS = { comma: ',', semicolon: ';', tab: '\t' } as const;

/** The options of `vpc matrix`, as parsed. */
export interface MatrixOptions {
  readonly format?: MatrixFormat;
  readonly output?: string;
  readonly compare?: readonly string[];
  readonly onlyChanged?: boolean;
  readonly myProducts?: string;
  readonly separator: keyof typeof SEPARATORS;
  readonly profile?: string;
}

/** The format that a file's name asks for. */
const ENDINGS: readonly (readonly [ending: RegExp, format: MatrixFormat])[] = [
  [/\.html?$/i, 'html'],
  [/\.(csv|tsv)$/i, 'csv'],
  [/\.json$/i, 'json'],
  [/\.(md|markdown)$/i, 'markdown'],
];

/** The format that is wanted: the one that is named, else the one that the file's name asks for, else HTML. */
export function formatOf({ format, output = '' }: Pick<MatrixOptions, 'format' | 'output'>): MatrixFormat {
  return format ?? ENDINGS.find(([ending]) => ending.test(output))?.[1] ?? 'html';
}
