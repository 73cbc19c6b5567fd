/** A snippet's list of choices is shown whole: beyond so many, completion inside the place serves better. */
const MOST_CHOICES = 40;

/** How a template is written. */
export interface TemplateStyle {
  /** Whether the places become tab stops; otherwise they are left empty. */
  readonly snippets: boolean;
  /** One level of indentation, as the document has it; `null` where it has none. */
  readonly indent: string | null;
}

/**
 * Text with places to fill in, written once for editors with snippets and for those without (LSP, "Snippet Syntax").
 */
export class Template {
  private text = '';
  private stops = 0;

  constructor(private readonly style: TemplateStyle) {}

  /** Whether places become tab stops. */
  get hasStops(): boolean {
    return this.style.snippets;
  }

  /** Text that stands there as it is. */
  literal(text: string): this {
    this.text += this.style.snippets ? text.replace(/[\\$}]/g, '\\$&') : text;
    return this;
  }

  /** A place to fill in. @param proposal what stands there until it is; without snippets the place is left empty */
  place(proposal = ''): this {
    if (!this.style.snippets) return this;
    const stop = ++this.stops;
    this.text += proposal === '' ? `$${stop}` : `\${${stop}:${proposal.replace(/[\\$}]/g, '\\$&')}}`;
    return this;
  }

  /** A place to fill in with a text that is right as it stands, and may be changed. */
  proposal(text: string): this {
    return this.style.snippets ? this.place(text) : this.literal(text);
  }

  /** A place to fill in with one of a few texts; without snippets it is left empty. */
  choice(values: readonly string[]): this {
    if (values.length === 0 || values.length > MOST_CHOICES) return this.place();
    if (this.style.snippets) {
      const options = values.map((value) => value.replace(/[\\$},|]/g, '\\$&'));
      this.text += `\${${++this.stops}|${options.join(',')}|}`;
    }
    return this;
  }

  /** A line break and an indentation of so many levels, relative to the line that the template is put into. */
  newLine(levels: number): this {
    const { indent, snippets } = this.style;
    this.text += `\n${(indent ?? (snippets ? '\t' : '  ')).repeat(levels)}`;
    return this;
  }

  /** Where the cursor is at the end. */
  end(): this {
    if (this.style.snippets) this.text += '$0';
    return this;
  }

  toString(): string {
    return this.text;
  }
}
