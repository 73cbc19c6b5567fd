/**
 * Text with places to fill in, written once for editors with snippets and for those without (LSP, "Snippet Syntax").
 */
export class Template {
  private text = '';
  private stops = 0;

  /** @param snippets whether the places become tab stops; otherwise they are left empty */
  constructor(private readonly snippets: boolean) {}

  /** Text that stands there as it is. */
  literal(text: string): this {
    this.text += this.snippets ? text.replace(/[\\$}]/g, '\\$&') : text;
    return this;
  }

  /** A place to fill in. */
  place(): this {
    if (this.snippets) this.text += `$${++this.stops}`;
    return this;
  }

  /** A place to fill in with one of a few texts; without snippets it is left empty. */
  choice(values: readonly string[]): this {
    if (values.length === 0) return this.place();
    if (this.snippets) {
      const options = values.map((value) => value.replace(/[\\$},|]/g, '\\$&'));
      this.text += `\${${++this.stops}|${options.join(',')}|}`;
    }
    return this;
  }

  /** A line break and an indentation of so many levels, relative to the line that the template is put into. */
  newLine(levels: number): this {
    this.text += `\n${(this.snippets ? '\t' : '  ').repeat(levels)}`;
    return this;
  }

  /** Where the cursor is at the end. */
  end(): this {
    if (this.snippets) this.text += '$0';
    return this;
  }

  toString(): string {
    return this.text;
  }
}
