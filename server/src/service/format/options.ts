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
