/** The comments of a document that say which problems are not to be reported. */
import { isList, isLeaf, NodeFlag, textOf, type SyntaxNode } from '../../xml/nodes';
import type { XmlTree } from '../../xml/tree';

/** What a comment concerns: `enable` ends what a `disable` began. */
export type SuppressionKind = 'next-line' | 'line' | 'file' | 'disable' | 'enable';

/** A code in a comment; places as in the comment around it. */
export interface NamedCode {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** One comment. Places are UTF-16 offsets in the document. */
export interface Suppression {
  /** `null`: it begins like such a comment, and its first word is none that is known. */
  readonly kind: SuppressionKind | null;
  readonly word: NamedCode;
  /** Empty: all codes. */
  readonly codes: readonly NamedCode[];
  /** Why, as the comment says it; empty where it does not. */
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

/** The first words that are known. */
export const SUPPRESSION_WORDS: readonly string[] = [...KINDS.keys()];

const NONE: readonly Suppression[] = [];
const remembered = new WeakMap<SyntaxNode, readonly Suppression[]>();

/** All such comments, in document order. After an edit only its path is looked at. */
export function suppressionsIn({ content }: XmlTree): readonly Suppression[] {
  return content === null ? NONE : suppressionsBelow(content);
}

/** Those in a node, with places that count from its start. */
function suppressionsBelow(node: SyntaxNode): readonly Suppression[] {
  if ((node.flags & NodeFlag.Directive) === 0) return NONE;
  const known = remembered.get(node);
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
  remembered.set(node, found);
  return found;
}

function shifted(suppression: Suppression, by: number): Suppression {
  if (by === 0) return suppression;
  const move = <P extends { start: number; end: number }>(place: P): P => ({
    ...place,
    start: place.start + by,
    end: place.end + by,
  });
  return { ...move(suppression), word: move(suppression.word), codes: suppression.codes.map(move) };
}

/** `word codes: reason`; blanks or commas between codes. */
function readSuppression(comment: string): Suppression {
  const end = comment.length - '-->'.length;
  const from = '<!--'.length;
  const colon = comment.slice(0, end).indexOf(':', from);
  const codesEnd = colon < 0 ? end : colon;
  const [word, ...codes] = Array.from(comment.slice(from, codesEnd).matchAll(/[^\s,]+/g), ({ 0: code, index }) => ({
    code,
    start: from + index,
    end: from + index + code.length,
  }));
  const reason = colon < 0 ? '' : comment.slice(colon + 1, end).trim();
  return { kind: KINDS.get(word!.code) ?? null, word: word!, codes, reason, start: 0, end: comment.length };
}
