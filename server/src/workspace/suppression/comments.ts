/** Finds the suppression comments of a document. */
import { isList, isLeaf, NodeFlag, textOf, type SyntaxNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';

/** What a comment applies to: `enable` ends what a `disable` began. */
export type SuppressionKind = 'next-line' | 'line' | 'file' | 'disable' | 'enable';

/** A code in a comment. Offsets count as those of the comment do. */
export interface NamedCode {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A suppression comment. Offsets count in the document, in UTF-16 units; half-open. */
export interface Suppression {
  /** `null` where it begins like a suppression comment, but its first word is unknown. */
  readonly kind: SuppressionKind | null;
  readonly word: NamedCode;
  /** Empty where it applies to all codes. */
  readonly codes: readonly NamedCode[];
  /** As written; empty where the comment gives none. */
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

const KINDS: ReadonlyMap<string, SuppressionKind> = new Map([
  ['vpc-disable-next-line', 'next-line'],
  ['vpc-disable-line', 'line'],
  ['vpc-disable-file', 'file'],
  ['vpc-disable', 'disable'],
  ['vpc-enable', 'enable'],
]);

/** The words that a suppression comment can begin with. */
export const SUPPRESSION_WORDS: readonly string[] = [...KINDS.keys()];

const NONE: readonly Suppression[] = [];
const memo = new WeakMap<SyntaxNode, readonly Suppression[]>();

/** All suppression comments, in document order. Memoised by node: after an edit, only its path is read again. */
export function suppressionsIn({ content }: XmlTree): readonly Suppression[] {
  return content === null ? NONE : suppressionsBelow(content);
}

/** The comments in a node, with offsets from its start. */
function suppressionsBelow(node: SyntaxNode): readonly Suppression[] {
  if ((node.flags & NodeFlag.Directive) === 0) return NONE;
  const known = memo.get(node);
  if (known !== undefined) return known;
  const found: Suppression[] = [];
  if (isLeaf(node)) {
    found.push(readSuppression(textOf(node)));
  } else {
    const items = isList(node) ? node.items : node.content === null ? [] : [node.content];
    let at = isList(node) ? 0 : node.openWidth;
    for (const item of items) {
      for (const suppression of suppressionsBelow(item)) found.push(shifted(suppression, at));
      at += item.width;
    }
  }
  memo.set(node, found);
  return found;
}

function shifted(suppression: Suppression, by: number): Suppression {
  if (by === 0) return suppression;
  const move = <R extends { start: number; end: number }>(range: R): R => ({
    ...range,
    start: range.start + by,
    end: range.end + by,
  });
  return { ...move(suppression), word: move(suppression.word), codes: suppression.codes.map(move) };
}

/** Reads `word codes: reason`; codes are separated by whitespace or commas. */
function readSuppression(comment: string): Suppression {
  const end = comment.length - '-->'.length;
  const from = '<!--'.length;
  // The colon of `vpc:disable` belongs to its word, which is reported as unknown.
  const inWord = /^\s*vpc:(?=\S)/i.exec(comment.slice(from, end))?.[0].length ?? 0;
  const colon = comment.slice(0, end).indexOf(':', from + inWord);
  const codesEnd = colon < 0 ? end : colon;
  const [word, ...codes] = Array.from(comment.slice(from, codesEnd).matchAll(/[^\s,]+/g), ({ 0: code, index }) => ({
    code,
    start: from + index,
    end: from + index + code.length,
  }));
  const reason = colon < 0 ? '' : comment.slice(colon + 1, end).trim();
  return { kind: KINDS.get(word!.code) ?? null, word: word!, codes, reason, start: 0, end: comment.length };
}
