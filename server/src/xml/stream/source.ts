/** The bytes of a document, wherever they are. The room does no I/O: the caller says how bytes are come by. */
export interface ByteSource {
  /** How many bytes there are. */
  readonly size: number;
  /**
   * Copies bytes from `at` on into `target`.
   * @returns how many: at least one before the end, as many as fit in most cases
   */
  read(at: number, target: Uint8Array): number;
}

/** Bytes that are in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(at, target) {
      const part = bytes.subarray(at, at + target.length);
      target.set(part);
      return part.length;
    },
  };
}

/** The bytes `[from, to)`, whole. */
export function readBytes(source: ByteSource, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(Math.max(0, Math.min(to, source.size) - from));
  for (let at = 0; at < bytes.length;) {
    const count = source.read(from + at, bytes.subarray(at));
    if (count === 0) return bytes.subarray(0, at);
    at += count;
  }
  return bytes;
}
