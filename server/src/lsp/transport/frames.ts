/** Messages in a stream of bytes: header fields, an empty line, and as many bytes of JSON as `Content-Length` says. LSP 3.17, Base Protocol. */

/** In bytes. LSP has two header fields: a longer header is the output of another program. */
const MAX_HEADER_LENGTH = 4_096;
/** In bytes. A longer message is not a string that V8 can hold. */
const MAX_MESSAGE_LENGTH = 512 * 1024 * 1024;

const LF = 0x0a;
const CR = 0x0d;

/** The stream is not one of messages: where the next one starts is unknown, so that nothing more can be read from it. */
export class FramingError extends Error {}

/** Splits a stream into the bodies of its messages. The work is proportional to the bytes, in parts of any length. */
export class FrameSplitter {
  /** The bytes of the header so far. */
  private header: number[] = [];
  /** The parts of the body so far; `null` while the header is read. */
  private body: Uint8Array[] | null = null;
  /** How many bytes of the body are still to come. */
  private missing = 0;

  /** @param onBody receives the body of each message, in order */
  constructor(private readonly onBody: (body: Uint8Array) => void) {}

  /**
   * Takes the next bytes of the stream.
   * @throws FramingError the stream cannot be read any further
   */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length || (this.body !== null && this.missing === 0)) {
      if (this.body === null) {
        at = this.readHeader(bytes, at);
        continue;
      }
      const part = bytes.subarray(at, at + this.missing);
      this.body.push(part);
      this.missing -= part.length;
      at += part.length;
      if (this.missing === 0) this.finish(this.body);
    }
  }

  private finish(parts: Uint8Array[]): void {
    this.body = null;
    this.onBody(joined(parts));
  }

  /** @returns the offset after the bytes that are part of the header */
  private readHeader(bytes: Uint8Array, from: number): number {
    const { header } = this;
    for (let at = from; at < bytes.length; at++) {
      header.push(bytes[at]!);
      if (header.length > MAX_HEADER_LENGTH)
        throw new FramingError(`A header is longer than ${MAX_HEADER_LENGTH} bytes.`);
      if (bytes[at] !== LF || !isEmptyLine(header)) continue;
      this.missing = lengthIn(String.fromCharCode(...header));
      this.body = [];
      this.header = [];
      return at + 1;
    }
    return bytes.length;
  }
}

/** Whether a header ends with the empty line that separates it from the body. */
function isEmptyLine(header: readonly number[]): boolean {
  const { length } = header;
  return length >= 4 && header[length - 2] === CR && header[length - 3] === LF && header[length - 4] === CR;
}

/** The length of the body by its header. */
function lengthIn(header: string): number {
  let length: number | null = null;
  for (const line of header.slice(0, -4).split('\r\n')) {
    const field = /^([\w-]+)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*$/.exec(line);
    if (field === null) throw new FramingError(`Not a header field: ${JSON.stringify(line)}.`);
    if (field[1]!.toLowerCase() === 'content-length') length = lengthOf(field[2]!);
  }
  if (length === null) throw new FramingError('A header has no Content-Length.');
  return length;
}

function lengthOf(value: string): number {
  if (!/^\d{1,15}$/.test(value))
    throw new FramingError(`Content-Length is not a number of bytes: ${JSON.stringify(value)}.`);
  const length = Number(value);
  if (length > MAX_MESSAGE_LENGTH)
    throw new FramingError(`A message of ${length} bytes is longer than ${MAX_MESSAGE_LENGTH}.`);
  return length;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
