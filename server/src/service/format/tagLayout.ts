/** The blanks inside tags. */
import { endTagText, NodeFlag, START_TAG_FLAGS, startTagText, type ElementNode } from '../../xml/nodes';
import { startTagOf } from '../../xml/tags';
import { breaksIn, columnsOf, hasBreak } from './blanks';
import type { FormatOptions } from './options';

/** Blanks in a tag and what is to stand there; `start` counts from the element's start. */
export interface Gap {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

const NO_GAPS: readonly Gap[] = [];

/**
 * The blanks of a start tag or empty-element tag as they are to be; empty where the tag is broken and is left alone.
 * @param indent of the line that the tag begins
 * @param eol the line break for lines that are new
 */
export function startTagGaps(
  element: ElementNode,
  indent: string,
  eol: string,
  options: FormatOptions,
): readonly Gap[] {
  const { flags, openWidth, name } = element;
  // `<name>` and `<name/>`, the most of all tags.
  if (openWidth - name.length <= 3 && (flags & NodeFlag.Attributes) === 0 && isPlain(element)) return NO_GAPS;
  if (((flags >>> START_TAG_FLAGS) & (NodeFlag.Problem | NodeFlag.Unfinished)) !== 0) return NO_GAPS;
  return new StartTag(element, indent, eol, options).gaps();
}

/** Whether there is no blank in a tag without attributes. */
function isPlain({ source, start, openWidth, name }: ElementNode): boolean {
  const end = source.charCodeAt(start + 1 + name.length);
  return end === 0x3e /* > */ || (end === 0x2f /* / */ && openWidth === name.length + 3);
}

class StartTag {
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
    const isBroken = this.isBroken();
    let at = this.tag.nameEnd;
    for (const { nameStart, nameEnd, valueStart, end } of this.tag.attributes) {
      gaps.push(this.gap(at, nameStart, (before) => this.beforeAttribute(before, isBroken)));
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

  private beforeAttribute(before: string, isBroken: boolean): string {
    const own = this.options.attributes === 'preserve' ? breaksIn(before)[0] : isBroken ? this.eol : undefined;
    return own === undefined ? ' ' : own + this.indent + this.options.unit;
  }

  /** An author who puts `>` on a line of its own, or a blank before `/>`, is left to it. */
  private beforeEnd(before: string): string {
    if (this.options.attributes === 'preserve' && hasBreak(before)) return breaksIn(before)[0]! + this.indent;
    return this.isEmpty && before !== '' ? ' ' : '';
  }

  /** Whether each attribute goes on a line of its own. */
  private isBroken(): boolean {
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

/** The blanks before the `>` of an end tag; `null` where there are none, and in a tag that is broken. */
export function endTagGap(element: ElementNode): Gap | null {
  const { name, closeWidth, width } = element;
  if (closeWidth <= name.length + 3) return null;
  const before = endTagText(element).slice(2 + name.length, -1);
  const start = width - closeWidth + 2 + name.length;
  return /^[ \t\r\n]+$/.test(before) ? { start, before, after: '' } : null;
}
