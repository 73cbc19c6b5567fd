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

/** Spaces of a level of indentation. Editors can send any number: hundreds of millions would fill the memory. */
export const MAX_TAB_SIZE = 16;

/** The options of several choices; later ones take precedence. A tab size that is no number of 1 to {@link MAX_TAB_SIZE} is limited to it. */
export function formatOptionsOf(...choices: readonly Partial<FormatChoices>[]): FormatOptions {
  const { insertSpaces, ...options }: FormatChoices = Object.assign({}, FORMAT_DEFAULTS, ...choices) as FormatChoices;
  const tabSize = Math.max(1, Math.min(MAX_TAB_SIZE, Math.trunc(options.tabSize) || FORMAT_DEFAULTS.tabSize));
  return { ...options, tabSize, unit: insertSpaces ? ' '.repeat(tabSize) : '\t' };
}
