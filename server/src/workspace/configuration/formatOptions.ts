/** How a document is formatted. */
export interface FormatOptions {
  /** One level of indentation: spaces or a tab. */
  readonly unit: string;
  /** The width of a tab, in columns. */
  readonly tabSize: number;
  /** `preserve` keeps line breaks between attributes; `wrap`: one line if they fit, else a line each; `onePerLine`: a line each. */
  readonly attributes: 'preserve' | 'wrap' | 'onePerLine';
  /** For `wrap`, in columns. */
  readonly lineWidth: number;
  /** How many consecutive empty lines are kept. */
  readonly maxBlankLines: number;
  /** Whether the text must end with a line break. */
  readonly insertFinalNewline: boolean;
  /** Whether empty lines at the end are removed. */
  readonly trimFinalNewlines: boolean;
}

/** The same options in the form that editors and `vpc.config.json` use. */
export interface FormatChoices extends Omit<FormatOptions, 'unit'> {
  /** Whether a level of indentation is `tabSize` spaces instead of a tab. */
  readonly insertSpaces: boolean;
}

/** The defaults; package.json repeats them for VS Code. */
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

/** The options of several choices; later ones take precedence. */
export function formatOptionsOf(...choices: readonly Partial<FormatChoices>[]): FormatOptions {
  const { insertSpaces, ...options }: FormatChoices = Object.assign({}, FORMAT_DEFAULTS, ...choices) as FormatChoices;
  return { ...options, unit: insertSpaces ? ' '.repeat(options.tabSize) : '\t' };
}
