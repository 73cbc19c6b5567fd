import type { DtdCursor } from './cursor';
import { type EntityValue, readEntityValue } from './entityValue';
import { readExternalId } from './externalId';

/** An entity declaration as read: a general entity's, or a parameter entity's. */
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

/** Reads an entity declaration (productions 70 to 76) behind `<!ENTITY`; null where it is wrong. */
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

/** NDataDecl (76), which a parameter entity may not have; null where there is none, undefined where it is wrong. */
function readNotationOf(cursor: DtdCursor, isParameter: boolean): string | null | undefined {
  const before = cursor.pos;
  const hasSpace = cursor.skipSpace();
  if (isParameter || !cursor.at('NDATA')) {
    cursor.pos = before;
    return null;
  }
  if (!hasSpace) {
    cursor.fail('xml/dtd-space-missing');
    return undefined;
  }
  cursor.take('NDATA');
  return (cursor.space() ? cursor.name() : null) ?? undefined;
}
