import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageWriter,
} from 'vscode-languageserver/node';
import { partsOf, type EncodedJson, type JsonPiece } from './encodedJson';
import { FrameSplitter, FramingError } from './frames';
import { readMessage } from './jsonRpc';

/**
 * Reads messages from a stream. Unlike the reader of the library, it answers what is not a message, and it never waits for a
 * message whose length or start is unknown.
 */
export class StrictMessageReader extends AbstractMessageReader {
  /**
   * @param writer receives the answers to what is not a message
   * @param onBroken called once, where the stream cannot be read any further
   */
  constructor(
    private readonly stream: Readable,
    private readonly writer: MessageWriter,
    private readonly onBroken: (error: FramingError) => void,
  ) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const { stream } = this;
    const splitter = new FrameSplitter((body) => {
      const read = readMessage(body);
      if ('message' in read) this.deliver(read.message, callback);
      else this.writer.write(read.reply).catch((error: unknown) => this.fireError(error));
    });
    const onData = (bytes: Uint8Array): void => {
      try {
        splitter.push(bytes);
      } catch (error) {
        if (!(error instanceof FramingError)) throw error;
        stream.off('data', onData);
        this.onBroken(error);
      }
    };
    stream.on('data', onData);
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
    return { dispose: () => void stream.off('data', onData) };
  }

  /** The library throws for some messages, such as a cancellation without parameters; those after it are read. */
  private deliver(message: Message, callback: DataCallback): void {
    try {
      callback(message);
    } catch (error) {
      this.fireError(error);
    }
  }
}

/**
 * Writes messages to a stream, each with one call of the system. The writer of the library writes header and body one by one, and
 * waits for each.
 */
export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  constructor(private readonly stream: Writable) {
    super();
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  write(message: Message): Promise<void> {
    const { stream } = this;
    const { before, result, after } = partsOf(message);
    const bytes = result === null ? null : bytesOf(result);
    const first = withHeader(before, (bytes?.length ?? 0) + after.length);
    return new Promise((resolve, reject) => {
      const done = (error?: Error | null): void => (error ? reject(error) : resolve());
      if (bytes === null) return stream.write(first, done);
      stream.cork();
      stream.write(first);
      stream.write(bytes);
      stream.write(after, done);
      return stream.uncork();
    });
  }

  end(): void {
    this.stream.end();
  }
}

/** The header of a message, and its beginning. @param more bytes of the message after its beginning */
function withHeader(before: string, more: number): Buffer {
  const length = Buffer.byteLength(before);
  const header = `Content-Length: ${length + more}\r\n\r\n`;
  const bytes = Buffer.allocUnsafe(header.length + length);
  bytes.write(before, bytes.write(header, 'latin1'), 'utf8');
  return bytes;
}

/** The bytes of results that are sent again. */
const encodedResults = new WeakMap<EncodedJson, Buffer>();
const encodedPieces = new WeakMap<JsonPiece, Buffer>();

function bytesOf(result: EncodedJson): Buffer {
  let bytes = encodedResults.get(result);
  if (bytes === undefined) {
    bytes = Buffer.concat(
      result.parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : bytesOfPiece(part))),
    );
    encodedResults.set(result, bytes);
  }
  return bytes;
}

function bytesOfPiece(piece: JsonPiece): Buffer {
  let bytes = encodedPieces.get(piece);
  if (bytes === undefined) encodedPieces.set(piece, (bytes = Buffer.from(piece.text)));
  return bytes;
}
