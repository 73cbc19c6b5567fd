/** The characters of an element's values, and where each is written: for problems about single characters. */
import type { Range } from '../../domain/field';
import type { Vocabulary } from '../../domain/vocabulary';
import { ATTRIBUTE_ROLES } from '../../domain/roles';
import { hiddenIn, type Hidden } from '../../xml/invisible';
import { forEachChild, isElement, NodeFlag, NodeKind, textOf, type ElementNode } from '../../xml/nodes';
import { attributesOf } from '../../xml/tags';
import { scanReference } from '../../xml/syntax/references';
import { withCharacters } from '../../xml/values';

/** A value as its author wrote it: the text of an element, or an attribute's value. */
export class WrittenValue {
  /** With references to characters expanded; a reference to a declared entity is left out. */
  value = '';
  /** For each UTF-16 unit of the value, where it is written, from the element's start. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** The source of a half-open, not empty range of the value, from the element's start. */
  rangeOf({ start, end }: Range): Range {
    return { start: this.starts[start]!, end: this.ends[end - 1]! };
  }

  /** @param at where the text starts, from the element's start */
  addText(text: string, at: number): void {
    for (let i = 0; i < text.length; i++) this.add(text[i]!, at + i, at + i + 1);
  }

  /** @param at where the markup starts, from the element's start */
  addMarkup(markup: string, at: number): void {
    for (let i = 0; i < markup.length;) {
      const end = markup[i] === '&' ? scanReference(markup, i) : 0;
      const next = end > 0 ? end : i + 1;
      const text = end > 0 ? withCharacters(markup.slice(i, end)) : markup[i]!;
      this.add(text, at + i, at + next);
      i = next;
    }
  }

  private add(text: string, start: number, end: number): void {
    this.value += text;
    for (let i = 0; i < text.length; i++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

/** The text of an element without child elements; comments are left out. */
export function writtenContent(node: ElementNode): WrittenValue {
  const written = new WrittenValue();
  forEachChild(node.content, node.openWidth, (child, at) => {
    if (isElement(child)) return;
    const text = textOf(child);
    if (child.kind === NodeKind.CData) written.addText(text.slice(CDATA.length, -']]>'.length), at + CDATA.length);
    else if (child.kind === NodeKind.Text || child.kind === NodeKind.Reference) written.addMarkup(text, at);
  });
  return written;
}

const CDATA = '<![CDATA[';

/** The values of an element's attributes that have a role; a language is left out, the schema and its own rule check it. */
export function writtenAttributes(node: ElementNode, vocabulary: Vocabulary): WrittenValue[] {
  if ((node.flags & NodeFlag.Attributes) === 0) return [];
  const names = ATTRIBUTE_ROLES.filter((role) => role !== 'language').map((role) => vocabulary.attributeName(role));
  return attributesOf(node)
    .filter(({ name }) => names.includes(name))
    .map(({ rawValue, valueStart }) => {
      const written = new WrittenValue();
      written.addMarkup(rawValue, valueStart);
      return written;
    });
}

/** A character that cannot be seen, with what to write instead. */
export interface Replacement extends Hidden {
  /** A plain space, or nothing. */
  readonly text: string;
}

/**
 * What to write for the characters of a value that cannot be seen: a plain space for a kind of space between two words,
 * nothing for any other, and nothing for a space beside another space or at an end of the value.
 */
export function replacementsIn(value: string): readonly Replacement[] {
  const hidden = hiddenIn(value);
  let before = '';
  let done = 0;
  return hidden.map((found, index) => {
    before += value.slice(done, found.start);
    done = found.end;
    const following = hidden[index + 1];
    const rest = value.slice(found.end, following?.start);
    const isLast = visible(value.slice(found.end), hidden.slice(index + 1), found.end).trim() === '';
    const isBetween = /\S$/u.test(before) && !isLast && !/^[ \t\r\n]/.test(rest);
    const text = found.isSpace && isBetween ? ' ' : '';
    before += text;
    return { ...found, text };
  });
}

/** A part of a value, from `at` on, without hidden characters. */
function visible(text: string, hidden: readonly Hidden[], at: number): string {
  return [...hidden].reverse().reduce((rest, { start, end }) => rest.slice(0, start - at) + rest.slice(end - at), text);
}

/** A value with its replacements. */
export function replacedValue(value: string, replacements: readonly Replacement[]): string {
  return [...replacements]
    .reverse()
    .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), value);
}
