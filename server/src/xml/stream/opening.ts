import { decode } from '../decode';
import { UTF_8 } from '../encodings/registry';
import { rootElement } from '../locate';
import { NodeFlag } from '../nodes';
import { parse } from '../parser';
import type { Problem } from '../problem';
import type { XmlTree } from '../tree';
import { readBytes, type ByteSource } from './source';

/** The beginning of a document that is going to be streamed. */
export interface OpenedStream {
  /** The document's bytes, without a byte order mark. */
  readonly body: ByteSource;
  /** The document up to some place behind the root's start tag, which says what governs it. */
  readonly head: XmlTree;
  /** What is wrong with how the document says what its encoding is. */
  readonly problems: readonly Problem[];
}

/** How much is read for the head at first, in bytes. */
const HEAD = 1 << 14;
const MARK = 3;

/** Reads the beginning of a document; `null` where it is not in UTF-8, so that it cannot be streamed. */
export function openStream(source: ByteSource): OpenedStream | null {
  for (let size = HEAD; ; size *= 4) {
    const { text, encoding, bom, problems } = decode(readBytes(source, 0, size));
    if (encoding !== UTF_8.name) return null;
    const head = parse(text);
    const root = rootElement(head)?.node;
    const isWhole = root !== undefined && (root.flags & NodeFlag.Unfinished) === 0;
    if (!isWhole && size < source.size) continue;
    // Bytes without a meaning are found where the bytes are read.
    const ofEncoding = problems.filter(({ code }) => code !== 'xml/encoding-invalid-bytes');
    return { body: bom ? behind(source, MARK) : source, head, problems: ofEncoding };
  }
}

/** A source without its first bytes. */
function behind(source: ByteSource, start: number): ByteSource {
  return { size: source.size - start, read: (at, target) => source.read(at + start, target) };
}
