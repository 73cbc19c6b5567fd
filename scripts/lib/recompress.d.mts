/** The same entries in the same order, compressed by Zopfli; entries that it does not make smaller are kept. */
export function recompressed(archive: Buffer): Promise<Buffer>;
