/**
 * Large documents, read from their bytes in one pass. The interface of this folder: nothing else in it is used outside, and
 * nothing outside depends on it. Without it, documents are parsed whole.
 */
import { memoiseNoProblems } from '../xml/checks/subtreeProblems';
import { decode, withProblems } from '../xml/decode';
import { UTF_8 } from '../xml/encodings/registry';
import { rootElement } from '../xml/locate';
import { NodeFlag } from '../xml/nodes';
import { parse } from '../xml/parser';
import type { Problem } from '../xml/problem';
import type { XmlTree } from '../xml/tree';
import type { Vocabulary } from '../domain/vocabulary';
import type { Schema } from '../xsd';
import { validatorOf } from '../xsd/validate/validate';
import { bytesSource, readBytes, type ByteSource } from './byteSource';
import { rememberItems } from './recordDecoder';
import { PRESCAN_OPTIONS, type PrescanOptions, type SummarisedSegment } from './segments';
import { prescan } from './streamingValidator';
import { withTables } from './streamTables';
import type { SummaryNode } from './summaryNode';
import { treeOf, type StreamedTree } from './treeAssembler';

export { bytesSource, readBytes, type ByteSource } from './byteSource';
export { MemoryLimitError, type StreamedTree } from './treeAssembler';

/** The schema and the vocabulary of a document. */
export interface Governing {
  /** `null` where the document is not validated. */
  readonly schema: Schema | null;
  /** The vocabulary whose rules check it; `null` for none. */
  readonly vocabulary: Vocabulary | null;
}

export interface StreamOptions extends Partial<PrescanOptions> {
  /** The maximum of bytes held in memory; no limit unless given. */
  readonly maxHeld?: number;
}

/**
 * The tree of a document, read in one pass over its bytes. It is equivalent to the tree of the whole text. The results of
 * well-formedness, schema and rules for summarised siblings are memoised with their nodes. The source must stay readable as
 * long as the tree is used.
 * @param source UTF-8, without a byte order mark
 * @throws MemoryLimitError where more than `maxHeld` bytes would have to be held
 */
export function streamedTree(
  source: ByteSource,
  { schema, vocabulary }: Governing,
  { maxHeld = Infinity, ...sizes }: StreamOptions = {},
): StreamedTree {
  const segments = withTables(schema, vocabulary, (tables) =>
    prescan(source, tables, { ...PRESCAN_OPTIONS, ...sizes }),
  );
  const validator = schema && validatorOf(schema);
  const remember = (node: SummaryNode, { type, scope, elements, gathered }: SummarisedSegment): void => {
    memoiseNoProblems(node, scope);
    if (gathered !== null) rememberItems(node, gathered);
    if (type !== null) validator?.recordValidSiblings(node, { type, scope, elements });
  };
  return treeOf(source, segments, remember, maxHeld);
}

/** The start of a document that can be streamed. */
export interface OpenedStream {
  /** The document's bytes, without a byte order mark. */
  readonly body: ByteSource;
  /** A tree of the document's beginning, with at least the root's start tag, to find schema and vocabulary by. */
  readonly head: XmlTree;
  /** Problems of the encoding that the document declares. */
  readonly problems: readonly Problem[];
}

/** How many bytes are parsed for the head at first: mostly enough, and no file is as short as its head. */
const HEAD_SIZE = 1 << 11;
/** The length of a byte order mark. */
const BOM_SIZE = 3;

/**
 * Reads the beginning of a document. One in another encoding than UTF-8 is read as a whole, and then streamed from UTF-8.
 * @param maxDecoded the most bytes that are read as a whole
 * @returns `null` where the document cannot be streamed: its encoding is unknown, or in another one it is long or has invalid bytes
 */
export function openStream(source: ByteSource, maxDecoded = Infinity): OpenedStream | null {
  for (let size = HEAD_SIZE; ; size *= 4) {
    const decoded = decode(readBytes(source, 0, size));
    const { encoding, bom } = decoded;
    if (encoding !== UTF_8.name) return source.size <= maxDecoded ? transcoded(source) : null;
    const { text, problems } = withProblems(decoded);
    // Which bytes are invalid in an unknown encoding is unknown: `decode` reports none of them, but the tree would.
    if (problems.some(({ code }) => code === 'xml/encoding-unknown')) return null;
    const head = headOf(text, size === HEAD_SIZE);
    if (!hasStartTag(head) && size < source.size) continue;
    // Invalid bytes are reported by the tree; the head may end within a character.
    const ofEncoding = problems.filter(({ code }) => code !== 'xml/encoding-invalid-bytes');
    return { body: bom ? from(source, BOM_SIZE) : source, head, problems: ofEncoding };
  }
}

/** Half a character, which UTF-16 can have and UTF-8 cannot. */
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** A document in another encoding than UTF-8; `null` where its bytes do not all mean characters. */
function transcoded(source: ByteSource): OpenedStream | null {
  const { text } = decode(readBytes(source, 0, source.size));
  if (text === null || LONE_SURROGATE.test(text)) return null;
  const start = headOf(text.slice(0, HEAD_SIZE), true);
  const head = hasStartTag(start) ? start : parse(text);
  return { body: bytesSource(new TextEncoder().encode(text)), head, problems: [] };
}

/** A tree with the root's start tag, if the text has all of it. @param isShort whether the text is short enough for a search */
function headOf(text: string, isShort: boolean): XmlTree {
  const short = parse((isShort && START_TAG.exec(text)?.[0]) || '');
  return hasStartTag(short) ? short : parse(text);
}

/** The beginning of a text up to what looks like the end of the first start tag, where no DOCTYPE is before it. Only for short texts. */
const START_TAG = /^\uFEFF*(?:\s|<\?[^>]*\?>|<!--[^>]*-->)*<[^!?>][^<>]*>/;

/** Whether a tree has all of the root's start tag. */
function hasStartTag(tree: XmlTree): boolean {
  const root = rootElement(tree)?.node;
  return root !== undefined && (root.flags & NodeFlag.Unfinished) === 0;
}

/** A source without its first `start` bytes. */
function from(source: ByteSource, start: number): ByteSource {
  return { size: source.size - start, read: (at, target) => source.read(at + start, target) };
}
