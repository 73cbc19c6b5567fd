/** The layout of whitespace inside tags. */
import { endTagText, NodeFlag, START_TAG_FLAGS, startTagText, type ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { breaksIn, columnsOf, hasBreak } from './whitespace';
import type { FormatOptions } from '../../workspace/configuration/formatOptions';

/** Whitespace in a tag and its replacement; `start` counts from the start of the element. */
export interface Gap {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

const NO_GAPS: readonly Gap[] = [];

/**
 * The whitespace of a start tag or empty-element tag with its replacements; empty for a malformed tag, which is not changed.
 * @param indent of the line that starts with the tag
 * @param eol the line break for new lines
 */
export function startTagGaps(
  element: ElementNode,
  indent: string,
  eol: string,
  options: FormatOptions,
): readonly Gap[] {
  const { flags, openWidth, name } = element;
  // Fast path for `<name>` and `<name/>`, the most frequent tags.
  if (openWidth - name.length <= 3 && (flags & NodeFlag.Attributes) === 0 && hasNoWhitespace(element)) return NO_GAPS;
  if (((flags >>> START_TAG_FLAGS) & (NodeFlag.Problem | NodeFlag.Unfinished)) !== 0) return NO_GAPS;
  return new StartTagLayout(element, indent, eol, options).gaps();
}

/** Whether a tag without attributes has no whitespace. */
function hasNoWhitespace({ source, start, openWidth, name }: ElementNode): boolean {
  const end = source.charCodeAt(start + 1 + name.length);
  return end === 0x3e /* > */ || (end === 0x2f /* / */ && openWidth === name.length + 3);
}

class StartTagLayout {
  private readonly text: string;
  private readonly end: number;
  private readonly isEmpty: boolean;
  private readonly tag;

  constructor(
    element: ElementNode,
    private readonly indent: string,
    private readonly eol: string,
    private readonly options: FormatOptions,
  ) {
    this.tag = startTagOf(element);
    this.text = startTagText(element);
    this.isEmpty = this.tag.kind === 'EmptyElementTag';
    this.end = this.text.length - (this.isEmpty ? 2 : 1);
  }

  gaps(): readonly Gap[] {
    const gaps: Gap[] = [];
    const isWrapped = this.isWrapped();
    let at = this.tag.nameEnd;
    for (const { nameStart, nameEnd, valueStart, end } of this.tag.attributes) {
      gaps.push(this.gap(at, nameStart, (before) => this.beforeAttribute(before, isWrapped)));
      const equals = this.text.indexOf('=', nameEnd);
      gaps.push(this.gap(nameEnd, equals, () => ''));
      gaps.push(this.gap(equals + 1, valueStart - 1, () => ''));
      at = end;
    }
    gaps.push(this.gap(at, this.end, (before) => this.beforeEnd(before)));
    return gaps;
  }

  private gap(start: number, end: number, layOut: (before: string) => string): Gap {
    const before = this.text.slice(start, end);
    return { start, before, after: layOut(before) };
  }

  private beforeAttribute(before: string, isWrapped: boolean): string {
    const own = this.options.attributes === 'preserve' ? breaksIn(before)[0] : isWrapped ? this.eol : undefined;
    return own === undefined ? ' ' : own + this.indent + this.options.unit;
  }

  /** A line break before `>` and a space before `/>` are the author's choice and are kept. */
  private beforeEnd(before: string): string {
    if (this.options.attributes === 'preserve' && hasBreak(before)) return breaksIn(before)[0]! + this.indent;
    return this.isEmpty && before !== '' ? ' ' : '';
  }

  /** Whether each attribute goes on a line of its own. */
  private isWrapped(): boolean {
    const { attributes, tabSize, lineWidth } = this.options;
    if (attributes === 'preserve') return false;
    const written = this.tag.attributes;
    if (attributes === 'onePerLine') return written.length > 1;
    const lastEnd = written.at(-1)?.end ?? this.tag.nameEnd;
    const ending = this.isEmpty ? (lastEnd < this.end ? 3 : 2) : 1;
    const width = written.reduce(
      (sum, { name, rawValue }) => sum + name.length + rawValue.length + 4,
      this.tag.nameEnd,
    );
    return written.length > 0 && columnsOf(this.indent, tabSize) + width + ending > lineWidth;
  }
}

/** The whitespace before the `>` of an end tag; `null` if there is none or the tag is malformed. */
export function endTagGap(element: ElementNode): Gap | null {
  const { name, closeWidth, width } = element;
  if (closeWidth <= name.length + 3) return null;
  const before = endTagText(element).slice(2 + name.length, -1);
  const start = width - closeWidth + 2 + name.length;
  return /^[ \t\r\n]+$/.test(before) ? { start, before, after: '' } : null;
}
