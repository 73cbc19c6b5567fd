import { illegalRanges, scanName } from '../characters';
import type { XmlReport } from '../codes';
import { type LeafNode, NodeKind, textOf } from '../nodes';
import { checkReference } from './referenceProblems';
import { MAX_DEPTH } from '../syntax/depth';
import { nameInEndTag } from '../syntax/tag';

/** How much text after an `&` that does not start a reference is read, to report it as what was probably intended. */
const MAX_REFERENCE_LENGTH = 64;

/** Reports characters that XML does not allow (production 2), adjacent ones as one problem. */
export function checkCharacters(text: string, report: XmlReport): void {
  for (const { start, end } of illegalRanges(text))
    report('xml/illegal-character', start, end, [codePointNumber(text, start)]);
}

function codePointNumber(text: string, at: number): string {
  return `U+${text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Checks a comment (production 15), `<!--` and `-->` included. */
export function checkComment(text: string, report: XmlReport): void {
  if (!text.endsWith('-->') || text.length < 7) return report('xml/unfinished-comment', 0, 4);
  const inside = text.slice(4, -3);
  for (const { index, 0: hyphens } of inside.matchAll(/--+|-$/g)) {
    report('xml/double-hyphen-in-comment', 4 + index, 4 + index + hyphens.length);
  }
}

/** Checks a CDATA section (production 18). */
export function checkCData(text: string, report: XmlReport): void {
  if (!text.endsWith(']]>')) report('xml/unfinished-cdata', 0, '<![CDATA['.length);
}

/** Checks a processing instruction (productions 16 and 17; NS 7), a misplaced XML declaration included. */
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

/** Checks text (production 14). */
export function checkText(text: string, report: XmlReport): void {
  for (let at = text.indexOf(']]>'); at >= 0; at = text.indexOf(']]>', at + 3))
    report('xml/cdata-end-in-text', at, at + 3);
}

/**
 * Checks a leaf by itself, independently of its place in an element's content. The entity of a reference is not checked.
 * @param report receives offsets that count from the leaf's start
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
      // The text after the `&` is another leaf; it shows which reference was intended.
      checkReference(leaf.source.slice(leaf.start, leaf.start + MAX_REFERENCE_LENGTH), 0, report);
      return;
    case NodeKind.BareLessThan:
      return report('xml/bare-less-than', 0, 1);
    case NodeKind.BadDeclaration:
      return report('xml/unknown-declaration', 0, leaf.width);
    case NodeKind.StrayEndTag:
      return checkStrayEndTag(text, report);
    case NodeKind.TooDeepTag:
      if (!text.startsWith('</')) report('xml/nesting-limit', 1, scanName(text, 1), [String(MAX_DEPTH)]);
      return;
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
