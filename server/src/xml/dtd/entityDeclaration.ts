import type { DtdCursor } from './cursor';
import { type EntityValue, readEntityValue } from './entityValue';
import { readExternalId } from './externalId';

/** The declaration of a general entity or of a parameter entity. */
export interface EntityDeclaration {
  readonly isParameter: boolean;
  readonly name: string;
  readonly nameStart: number;
  /** Null for an external entity. */
  readonly value: EntityValue | null;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly systemId: string | null;
  readonly notation: string | null;
}

/** Reads an entity declaration (productions 70 to 76) after `<!ENTITY`; null where it has a problem, which is reported. */
export function readEntityDeclaration(cursor: DtdCursor): EntityDeclaration | null {
  if (!cursor.space()) return null;
  const isParameter = cursor.parameterReferenceAt() === null && cursor.take('%');
  if (isParameter && !cursor.space()) return null;
  const nameStart = cursor.pos;
  const name = cursor.name();
  if (name === null) return null;
  if (name.includes(':')) cursor.fail('xml/colon-in-name', [name], nameStart, cursor.pos);
  if (!cursor.space()) return null;

  const definition = { isParameter, name, nameStart, value: null, valueStart: cursor.pos, valueEnd: cursor.pos };
  const externalId = readExternalId(cursor, false);
  if (externalId === undefined) return null;
  if (externalId !== null) {
    const notation = readNotationOf(cursor, isParameter);
    return notation === undefined ? null : { ...definition, systemId: externalId.systemId, notation };
  }
  const literal = cursor.literal();
  if (literal === null) return null;
  const value = readEntityValue(cursor, literal);
  return { ...definition, value, valueStart: literal.start, valueEnd: literal.end, systemId: null, notation: null };
}

/** NDataDecl (76), which a parameter entity cannot have; null for none, undefined where it has a problem, which is reported. */
function readNotationOf(cursor: DtdCursor, isParameter: boolean): string | null | undefined {
  const start = cursor.pos;
  const hasSpace = cursor.skipSpace();
  if (isParameter || !cursor.at('NDATA')) {
    cursor.pos = start;
    return null;
  }
  if (!hasSpace) {
    cursor.fail('xml/dtd-space-missing');
    return undefined;
  }
  cursor.take('NDATA');
  return (cursor.space() ? cursor.name() : null) ?? undefined;
}
