import type { DtdCursor } from './cursor';

/** Where something outside the document is kept; never read from there. */
export interface ExternalId {
  readonly publicId: string | null;
  /** Null only in a notation that has a public identifier alone (production 83). */
  readonly systemId: string | null;
}

const NO_PUBLIC_ID_CHARACTER = /[^-\x20\r\na-zA-Z0-9'()+,./:=?;!*#@$_%]/u;

/**
 * Reads an ExternalID (production 75) that may stand here; or, for a notation, a PublicID (83).
 * @returns null where none stands here, undefined where one does but is wrong (and was reported)
 */
export function readExternalId(cursor: DtdCursor, mayLackSystemId: boolean): ExternalId | null | undefined {
  if (cursor.take('SYSTEM')) {
    const systemId = cursor.space() ? cursor.literal() : null;
    return systemId === null
      ? undefined
      : { publicId: null, systemId: cursor.text.slice(systemId.start, systemId.end) };
  }
  if (!cursor.take('PUBLIC')) return null;
  const publicId = cursor.space() ? readPublicId(cursor) : null;
  if (publicId === null) return undefined;
  const hasSpace = cursor.skipSpace();
  if (mayLackSystemId && !cursor.isAtQuote) return { publicId, systemId: null };
  if (cursor.isAtQuote && !hasSpace) {
    cursor.fail('xml/dtd-space-missing');
    return undefined;
  }
  const systemId = cursor.literal();
  return systemId === null ? undefined : { publicId, systemId: cursor.text.slice(systemId.start, systemId.end) };
}

/** A PubidLiteral (12), its white space normalised as 4.2.2 wants it. */
function readPublicId(cursor: DtdCursor): string | null {
  const literal = cursor.literal();
  if (literal === null) return null;
  const text = cursor.text.slice(literal.start, literal.end);
  const bad = NO_PUBLIC_ID_CHARACTER.exec(text);
  if (bad !== null) {
    const at = literal.start + bad.index;
    cursor.fail('xml/dtd-public-identifier', [bad[0]], at, at + bad[0].length);
  }
  return text.replace(/[ \r\n]+/g, ' ').trim();
}
