import type { Charset } from './charset';
import { legacyCharset } from './legacy';
import { latin1, usAscii, windows1252 } from './singleByte';
import { utf8, utf16 } from './unicode';

/** The encoding of a file without a declaration or byte order mark. */
export const UTF_8: Charset = utf8();
/** UTF-16, little-endian. */
export const UTF_16_LE: Charset = utf16('UTF-16LE', true);
/** UTF-16, big-endian. */
export const UTF_16_BE: Charset = utf16('UTF-16BE', false);

const BUILT_IN: ReadonlyMap<string, Charset> = new Map([
  ...named(UTF_8, 'utf-8', 'utf8'),
  ...named(UTF_16_LE, 'utf-16', 'utf-16le', 'ucs-2', 'iso-10646-ucs-2'),
  ...named(UTF_16_BE, 'utf-16be'),
  ...named(latin1(), 'iso-8859-1', 'iso_8859-1', 'latin1', 'l1'),
  ...named(usAscii(), 'us-ascii', 'ascii', 'iso646-us'),
  ...named(windows1252(), 'windows-1252', 'cp1252'),
]);

function named(charset: Charset, ...names: readonly string[]): [string, Charset][] {
  return names.map((name) => [name, charset]);
}

/** The encoding of a name, which is case-insensitive; null for an unknown one. */
export function charsetOf(name: string): Charset | null {
  return BUILT_IN.get(name.toLowerCase()) ?? legacyCharset(name);
}
