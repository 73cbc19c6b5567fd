import { checkAttributeValue } from './attributeReferences';
import { hasIllegalCharacter, trimmedRange } from '../characters';
import { reportAt, type XmlReport } from '../codes';
import type { Entities } from '../entities';
import { checkCharacters } from './leafProblems';
import type { ElementNode } from '../nodes';
import { endTagText, isList, NodeFlag, NodeKind, startTagText, textOf } from '../nodes';
import { type Attribute, endTagOf, type StartTag, startTagOf } from '../tags';

/**
 * Says what is wrong with how a start tag is written (XML 1.0, 3.1). Slips that only follow from another one in the
 * same tag are left out: behind characters that are no attribute, and behind the last whole attribute of a tag
 * without `>`, nothing is sure.
 * @param report takes offsets counted from the element's start
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

/** Says what is wrong in the attribute values of a start tag. */
export function checkReferencesInTag(tag: StartTag, entities: Entities, report: XmlReport): void {
  for (const { kind, rawValue, valueStart } of tag.attributes) {
    if (kind === 'UnclosedAttribute' || !/[<&]/.test(rawValue)) continue;
    checkAttributeValue(rawValue, entities, reportAt(report, valueStart));
  }
}

/** An attribute, or (null) characters that are none. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly attribute: Attribute | null;
}

function checkPieces(tag: StartTag, text: string, report: XmlReport): void {
  const pieces = piecesOf(tag);
  let count = pieces.length;
  if (tag.kind === 'UnfinishedStartTag') while (count > 0 && !hasValue(pieces[count - 1]!.attribute)) count--;
  let isSure = true;
  for (let i = 0; i < count; i++) {
    const { start, end, attribute } = pieces[i]!;
    const next = pieces[i + 1];
    if (attribute === null) {
      if (isSure && !hasIllegalCharacter(text.slice(start, end))) report('xml/junk-in-tag', start, end);
      isSure = false;
    } else if (attribute.kind === 'AttributeWithoutValue') {
      if (!isSure) continue;
      if (next?.attribute === null && next.start === end) {
        // A name that runs on into what no name may hold.
        if (!hasIllegalCharacter(text.slice(start, next.end))) report('xml/junk-in-tag', start, next.end);
        isSure = false;
      } else {
        report('xml/attribute-without-value', start, end, [attribute.name]);
      }
    } else {
      if (tag.missingBlanks.includes(start)) {
        report('xml/missing-space-between-attributes', start, attribute.nameEnd, [attribute.name]);
      }
      isSure = checkQuotes(attribute, report);
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

/** Whether the value has its quotes, so that what follows it is sure to be what it looks like. */
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
    const related = [{ start, end, message: 'The first of the two is here.', args: [] }];
    report('xml/duplicate-attribute', attribute.nameStart, attribute.nameEnd, [attribute.name], { related });
  }
}

/**
 * Says what is wrong with an element's end tag, or with the lack of it.
 * @param report takes offsets counted from the element's start
 */
export function checkEndTag(element: ElementNode, report: XmlReport): void {
  const { name } = element;
  const { start, nameStart, nameEnd, name: endName } = endTagOf(element);
  // A tag that does not end may have grown by the text behind it, or may have been meant to end with />.
  const isStartUnfinished = (element.flags & NodeFlag.Unfinished) !== 0;
  if (element.kind === NodeKind.UnclosedElement) {
    const place = missingEndTagPlace(element);
    const related = [{ start: place, end: place, message: 'It seems to end here.', args: [] }];
    if (!isStartUnfinished) report('xml/missing-end-tag', 1, 1 + name.length, [name], { related });
    return;
  }
  const text = endTagText(element);
  if (element.kind === NodeKind.Element && text === `</${name}>`) return;
  checkCharacters(text, reportAt(report, start));
  if (endName === '') return report('xml/end-tag-without-name', start, start + 2, [name]);
  if (element.kind === NodeKind.MismatchedElement && !isStartUnfinished) {
    const related = [{ start: 1, end: 1 + name.length, message: 'The start tag is here.', args: [] }];
    report('xml/mismatched-end-tag', nameStart, nameEnd, [endName, name], { related });
  }
  checkTail(text, nameEnd - start, reportAt(report, start));
}

/** Where the end tag of an unclosed element belongs, counted from the element's start: white space behind its text is not its own. */
export function missingEndTagPlace(element: ElementNode): number {
  let last = element.content;
  while (last !== null && isList(last)) last = last.items.at(-1)!;
  const blanks = last?.kind === NodeKind.Text ? last.width - trimmedRange(textOf(last)).end : 0;
  return element.width - blanks;
}

/** Says what is wrong behind the name of an end tag: production 42 allows white space and `>` only. */
function checkTail(endTag: string, nameEnd: number, report: XmlReport): void {
  if (!endTag.endsWith('>')) return report('xml/unfinished-end-tag', 2, nameEnd);
  const tail = endTag.slice(nameEnd, -1);
  const { start, end } = trimmedRange(tail);
  if (start < end && !hasIllegalCharacter(tail)) report('xml/junk-in-end-tag', nameEnd + start, nameEnd + end);
}
