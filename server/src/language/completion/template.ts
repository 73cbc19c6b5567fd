/** A snippet shows all its choices: with more, completion in the placeholder is better. */
const MAX_CHOICES = 40;

export interface TemplateStyle {
  /** Whether placeholders become tab stops; otherwise they are left empty. */
  readonly snippets: boolean;
  /** One level of indentation of the document; `null` if it has none. */
  readonly indent: string | null;
}

/**
 * Text with placeholders, for editors with and without snippets (LSP, "Snippet Syntax").
 */
export class Template {
  private text = '';
  private tabStops = 0;

  constructor(private readonly style: TemplateStyle) {}

  /** Whether placeholders become tab stops. */
  get hasTabStops(): boolean {
    return this.style.snippets;
  }

  /** Literal text; escaped in snippets. */
  literal(text: string): this {
    this.text += this.style.snippets ? text.replace(/[\\$}]/g, '\\$&') : text;
    return this;
  }

  /** A placeholder. @param initial its initial text; without snippets it is left empty */
  placeholder(initial = ''): this {
    if (!this.style.snippets) return this;
    const stop = ++this.tabStops;
    this.text += initial === '' ? `$${stop}` : `\${${stop}:${initial.replace(/[\\$}]/g, '\\$&')}}`;
    return this;
  }

  /** A placeholder with a valid initial text, which is also written without snippets. */
  textOrPlaceholder(text: string): this {
    return this.style.snippets ? this.placeholder(text) : this.literal(text);
  }

  /** A placeholder with a choice of values; without snippets it is left empty. */
  choice(values: readonly string[]): this {
    if (values.length === 0 || values.length > MAX_CHOICES) return this.placeholder();
    if (this.style.snippets) {
      const options = values.map((value) => value.replace(/[\\$},|]/g, '\\$&'));
      this.text += `\${${++this.tabStops}|${options.join(',')}|}`;
    }
    return this;
  }

  /** A line break and an indentation; levels are relative to the line of the insertion. */
  newLine(levels: number): this {
    const { indent, snippets } = this.style;
    this.text += `\n${(indent ?? (snippets ? '\t' : '  ')).repeat(levels)}`;
    return this;
  }

  /** The final cursor position. */
  end(): this {
    if (this.style.snippets) this.text += '$0';
    return this;
  }

  toString(): string {
    return this.text;
  }
}
