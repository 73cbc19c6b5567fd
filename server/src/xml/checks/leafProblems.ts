import { illegalRuns, scanName } from '../characters';
import type { XmlReport } from '../codes';
import { type LeafNode, NodeKind, textOf } from '../nodes';
import { checkReference } from './referenceProblems';
import { nameInEndTag } from '../syntax/tag';

/** How far behind an `&` its reference is looked for when there is none. */
const LONGEST_REFERENCE = 64;

/** Says which characters of a text XML does not allow (production 2), each run once. */
export function checkCharacters(text: string, report: XmlReport): void {
  for (const { start, end } of illegalRuns(text)) report('xml/illegal-character', start, end, [numberOf(text, start)]);
}

function numberOf(text: string, at: number): string {
  return `U+${text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Checks a comment (production 15), `<!--` and `-->` included. */
export function checkComment(text: string, report: XmlReport): void {
  if (!text.endsWith('-->') || text.length < 7) return report('xml/unfinished-comment', 0, 4);
  const inside = text.slice(4, -3);
  for (const { index, 0: run } of inside.matchAll(/--+|-$/g)) {
    report('xml/double-hyphen-in-comment', 4 + index, 4 + index + run.length);
  }
}

/** Checks a CDATA section (production 18). */
export function checkCData(text: string, report: XmlReport): void {
  if (!text.endsWith(']]>')) report('xml/unfinished-cdata', 0, '<![CDATA['.length);
}

/** Checks a processing instruction (productions 16 and 17; NS 7), the XML declaration in the wrong place among them. */
export function checkProcessingInstruction(text: string, report: XmlReport): void {
  const targetEnd = scanName(text, 2);
  const target = text.slice(2, targetEnd);
  if (target === 'xml') return report('xml/misplaced-xml-declaration', 0, targetEnd);
  if (target === '') return report('xml/missing-target', 0, 2);
  if (!text.endsWith('?>') || text.length < targetEnd + 2) {
    return report('xml/unfinished-processing-instruction', 0, targetEnd);
  }
  if (target.toLowerCase() === 'xml') return report('xml/reserved-target', 2, targetEnd, [target]);
  if (target.includes(':')) return report('xml/colon-in-name', 2, targetEnd, [target]);
  if (targetEnd < text.length - 2 && !/[ \t\r\n]/.test(text[targetEnd]!)) {
    report('xml/missing-space-after-target', targetEnd, targetEnd + 1);
  }
}

/** Checks a run of text (production 14). */
export function checkText(text: string, report: XmlReport): void {
  for (let at = text.indexOf(']]>'); at >= 0; at = text.indexOf(']]>', at + 3))
    report('xml/cdata-end-in-text', at, at + 3);
}

/**
 * Says what is wrong with a leaf on its own, wherever in the content of an element it stands; what the entity of a
 * reference stands for is another question.
 * @param report takes offsets counted from the leaf's start
 */
export function checkLeaf(leaf: LeafNode, report: XmlReport): void {
  const text = textOf(leaf);
  checkCharacters(text, report);
  switch (leaf.kind) {
    case NodeKind.Text:
      return checkText(text, report);
    case NodeKind.CData:
      return checkCData(text, report);
    case NodeKind.Comment:
      return checkComment(text, report);
    case NodeKind.ProcessingInstruction:
      return checkProcessingInstruction(text, report);
    case NodeKind.Reference:
      checkReference(text, 0, report);
      return;
    case NodeKind.BareAmpersand:
      // What follows the `&` is a leaf of its own, and tells what the `&` was meant to be.
      checkReference(leaf.source.slice(leaf.start, leaf.start + LONGEST_REFERENCE), 0, report);
      return;
    case NodeKind.BareLessThan:
      return report('xml/bare-less-than', 0, 1);
    case NodeKind.BadDeclaration:
      return report('xml/unknown-declaration', 0, leaf.width);
    case NodeKind.StrayEndTag:
      return checkStrayEndTag(text, report);
    case NodeKind.XmlDeclaration:
      return report('xml/misplaced-xml-declaration', 0, '<?xml'.length);
    case NodeKind.Doctype:
      return report('xml/misplaced-doctype', 0, '<!DOCTYPE'.length);
  }
}

function checkStrayEndTag(text: string, report: XmlReport): void {
  const name = nameInEndTag(text);
  report('xml/stray-end-tag', 2, 2 + name.length, [name]);
}
