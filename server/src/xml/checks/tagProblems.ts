import { hasIllegalCharacter, trimmedRange } from '../characters';
import { reportAt, type XmlCode, type XmlReport } from '../codes';
import type { Entities } from '../entities';
import { hiddenIn } from '../invisible';
import { checkCharacters } from './leafProblems';
import type { ElementNode } from '../nodes';
import { endTagText, isList, NodeFlag, NodeKind, startTagText, textOf } from '../nodes';
import { type Attribute, endTagOf, type StartTag, startTagOf } from '../tags';
import { checkAttributeValue } from './referenceProblems';

/**
 * Checks the syntax of a start tag (XML 1.0, 3.1). Probable consequences of another error in the same tag are left out:
 * those after characters that are not an attribute, and those after the last complete attribute of a tag without `>`.
 * @param report receives offsets that count from the element's start
 */
export function checkStartTag(element: ElementNode, entities: Entities, report: XmlReport): void {
  const tag = startTagOf(element);
  const text = startTagText(element);
  checkCharacters(text, report);
  checkPieces(tag, text, report);
  checkDuplicates(tag.attributes, report);
  checkReferencesInTag(tag, entities, report);
  if (tag.kind === 'UnfinishedStartTag') {
    report('xml/unfinished-start-tag', tag.nameStart, tag.nameEnd, [element.name]);
  }
}

/** Checks the references in the attribute values of a start tag. */
export function checkReferencesInTag(tag: StartTag, entities: Entities, report: XmlReport): void {
  for (const { kind, rawValue, valueStart } of tag.attributes) {
    if (kind === 'UnclosedAttribute' || !/[<&]/.test(rawValue)) continue;
    checkAttributeValue(rawValue, entities, reportAt(report, valueStart));
  }
}

/** An attribute, or (null) characters that belong to no attribute. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly attribute: Attribute | null;
}

function checkPieces(tag: StartTag, text: string, report: XmlReport): void {
  const pieces = piecesOf(tag);
  let count = pieces.length;
  if (tag.kind === 'UnfinishedStartTag') while (count > 0 && !hasValue(pieces[count - 1]!.attribute)) count--;
  let isReliable = true;
  for (let i = 0; i < count; i++) {
    const { start, end, attribute } = pieces[i]!;
    const next = pieces[i + 1];
    if (attribute === null) {
      if (isReliable && !hasIllegalCharacter(text.slice(start, end)))
        reportJunk('xml/junk-in-tag', text, start, end, report);
      isReliable = false;
    } else if (attribute.kind === 'AttributeWithoutValue') {
      if (!isReliable) continue;
      if (next?.attribute === null && next.start === end) {
        // A name that continues with characters that are not allowed in one.
        if (!hasIllegalCharacter(text.slice(start, next.end)))
          reportJunk('xml/junk-in-tag', text, start, next.end, report);
        isReliable = false;
      } else {
        report('xml/attribute-without-value', start, end, [attribute.name]);
      }
    } else {
      if (tag.missingSpaces.includes(start)) {
        report('xml/missing-space-between-attributes', start, attribute.nameEnd, [attribute.name]);
      }
      isReliable = checkQuotes(attribute, report);
    }
  }
}

/** Attributes and junk in document order. */
function piecesOf(tag: StartTag): readonly Piece[] {
  const attributes = tag.attributes.map((attribute) => ({ start: attribute.nameStart, end: attribute.end, attribute }));
  if (tag.junk.length === 0) return attributes;
  return [...attributes, ...tag.junk.map((junk) => ({ ...junk, attribute: null }))].sort((a, b) => a.start - b.start);
}

function hasValue(attribute: Attribute | null): boolean {
  return attribute !== null && attribute.kind !== 'AttributeWithoutValue';
}

/** Checks the quotes of a value. @returns whether it has both, so that the text after it can be checked reliably */
function checkQuotes({ kind, name, valueStart, valueEnd, rawValue }: Attribute, report: XmlReport): boolean {
  if (kind === 'UnquotedAttribute') report('xml/unquoted-attribute', valueStart, valueEnd, [name, rawValue]);
  if (kind === 'UnclosedAttribute') report('xml/unclosed-attribute', valueStart - 1, valueEnd, [name]);
  return kind === 'Attribute';
}

function checkDuplicates(attributes: readonly Attribute[], report: XmlReport): void {
  const known = new Map<string, Attribute>();
  for (const attribute of attributes.filter(hasValue)) {
    const first = known.get(attribute.name);
    if (first === undefined) {
      known.set(attribute.name, attribute);
      continue;
    }
    const { nameStart: start, nameEnd: end } = first;
    const related = [{ start, end, message: 'First occurrence.', args: [] }];
    report('xml/duplicate-attribute', attribute.nameStart, attribute.nameEnd, [attribute.name], { related });
  }
}

/**
 * Checks an element's end tag; reports a missing one.
 * @param report receives offsets that count from the element's start
 */
export function checkEndTag(element: ElementNode, report: XmlReport): void {
  const { name } = element;
  const { start, nameStart, nameEnd, name: endName } = endTagOf(element);
  // The name of an unterminated tag may have absorbed the text after it, or the tag may have lacked its />.
  const isStartUnfinished = (element.flags & NodeFlag.Unfinished) !== 0;
  if (element.kind === NodeKind.UnclosedElement) {
    const place = missingEndTagPlace(element);
    const related = [{ start: place, end: place, message: 'It probably ends here.', args: [] }];
    if (!isStartUnfinished) report('xml/missing-end-tag', 1, 1 + name.length, [name], { related });
    return;
  }
  const text = endTagText(element);
  if (element.kind === NodeKind.Element && text === `</${name}>`) return;
  checkCharacters(text, reportAt(report, start));
  if (endName === '') return report('xml/end-tag-without-name', start, start + 2, [name]);
  if (element.kind === NodeKind.MismatchedElement && !isStartUnfinished) {
    const related = [{ start: 1, end: 1 + name.length, message: 'The start tag.', args: [] }];
    report('xml/mismatched-end-tag', nameStart, nameEnd, [endName, name], { related });
  }
  checkAfterName(text, nameEnd - start, reportAt(report, start));
}

/** The place of an unclosed element's missing end tag, counted from the element's start: before white space after its text. */
export function missingEndTagPlace(element: ElementNode): number {
  let last = element.content;
  while (last !== null && isList(last)) last = last.items.at(-1)!;
  const trailing = last?.kind === NodeKind.Text ? last.width - trimmedRange(textOf(last)).end : 0;
  return element.width - trailing;
}

/** Checks the text after the name of an end tag: production 42 allows white space and `>` only. */
function checkAfterName(endTag: string, nameEnd: number, report: XmlReport): void {
  if (!endTag.endsWith('>')) return report('xml/unfinished-end-tag', 2, nameEnd);
  const rest = endTag.slice(nameEnd, -1);
  const { start, end } = trimmedRange(rest);
  if (start < end && !hasIllegalCharacter(rest)) {
    reportJunk('xml/junk-in-end-tag', endTag, nameEnd + start, nameEnd + end, report);
  }
}

/** In UTF-16 units: a message shows no more of a text. */
const MAX_SHOWN = 40;

function reportJunk(code: XmlCode, tag: string, start: number, end: number, report: XmlReport): void {
  // Where it starts with characters that cannot be seen, they are the mistake: `<Title[U+00A0]languageID="en">`.
  let hiddenEnd = start;
  for (const hidden of hiddenIn(tag.slice(start, end))) {
    if (start + hidden.start === hiddenEnd) hiddenEnd = start + hidden.end;
  }
  if (hiddenEnd > start) return report(code, start, hiddenEnd, [tag.slice(start, hiddenEnd)]);
  const text = tag.slice(start, end);
  report(code, start, end, [text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text]);
}
