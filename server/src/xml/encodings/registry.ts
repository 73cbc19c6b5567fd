import type { Charset } from './charset';
import { legacyCharset } from './legacy';
import { latin1, usAscii, windows1252 } from './singleByte';
import { utf16 } from './utf16';
import { utf8 } from './utf8';

/** The encoding of a file that says nothing. */
export const UTF_8: Charset = utf8();
/** UTF-16, the lower byte first. */
export const UTF_16_LE: Charset = utf16('UTF-16LE', true);
/** UTF-16, the higher byte first. */
export const UTF_16_BE: Charset = utf16('UTF-16BE', false);

const OWN: ReadonlyMap<string, Charset> = new Map([
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

/** The encoding of that name, in any case; null where it is not known here. */
export function charsetOf(name: string): Charset | null {
  return OWN.get(name.toLowerCase()) ?? legacyCharset(name);
}
