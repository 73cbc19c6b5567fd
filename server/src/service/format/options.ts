/** How a document is to be laid out. */
export interface FormatOptions {
  /** One level of indentation: blanks or a tab. */
  readonly unit: string;
  /** Columns that a tab takes. */
  readonly tabSize: number;
  /** `preserve` keeps line breaks between attributes; `wrap`: one line if they fit, else a line each; `onePerLine`: a line each. */
  readonly attributes: 'preserve' | 'wrap' | 'onePerLine';
  /** For `wrap`, in columns. */
  readonly lineWidth: number;
  /** Blank lines in a row that are kept. */
  readonly maxBlankLines: number;
  /** The text ends with a line break. */
  readonly insertFinalNewline: boolean;
  /** No blank line stands at the end. */
  readonly trimFinalNewlines: boolean;
}

/** The same as editors and `vpc.config.json` say it. */
export interface FormatChoices extends Omit<FormatOptions, 'unit'> {
  /** Indentation is blanks, as many as a tab is wide. */
  readonly insertSpaces: boolean;
}

/** What holds where nobody says anything; for VS Code, package.json says the same. */
export const FORMAT_DEFAULTS: FormatChoices = {
  insertSpaces: true,
  tabSize: 2,
  attributes: 'preserve',
  lineWidth: 120,
  maxBlankLines: 1,
  insertFinalNewline: false,
  trimFinalNewlines: false,
};

export const ATTRIBUTE_LAYOUTS: readonly FormatOptions['attributes'][] = ['preserve', 'wrap', 'onePerLine'];

/** What choices come to; later ones win. */
export function formatOptionsOf(...choices: readonly Partial<FormatChoices>[]): FormatOptions {
  const { insertSpaces, ...options }: FormatChoices = Object.assign({}, FORMAT_DEFAULTS, ...choices) as FormatChoices;
  return { ...options, unit: insertSpaces ? ' '.repeat(options.tabSize) : '\t' };
}
