import type { DtdCursor } from './cursor';

/** The identifier of an external entity, DTD or notation, which is never read. */
export interface ExternalId {
  readonly publicId: string | null;
  /** Null only in a notation with a public identifier alone (production 83). */
  readonly systemId: string | null;
}

const ILLEGAL_PUBLIC_ID_CHARACTER = /[^-\x20\r\na-zA-Z0-9'()+,./:=?;!*#@$_%]/u;

/**
 * Reads an optional ExternalID (production 75) or, for a notation, PublicID (83).
 * @param mayLackSystemId whether a public identifier alone is allowed, as in a notation
 * @returns null where there is none, undefined where there is one with a problem, which is reported
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

/** A PubidLiteral (12) with normalised white space (4.2.2). */
function readPublicId(cursor: DtdCursor): string | null {
  const literal = cursor.literal();
  if (literal === null) return null;
  const text = cursor.text.slice(literal.start, literal.end);
  const illegal = ILLEGAL_PUBLIC_ID_CHARACTER.exec(text);
  if (illegal !== null) {
    const at = literal.start + illegal.index;
    cursor.fail('xml/dtd-public-identifier', [illegal[0]], at, at + illegal[0].length);
  }
  return text.replace(/[ \r\n]+/g, ' ').trim();
}
