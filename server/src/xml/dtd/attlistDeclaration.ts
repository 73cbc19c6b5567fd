import type { Markup } from '../markup';
import type { DtdCursor, Literal } from './cursor';
import type { AttributeDeclaration, AttributeType } from './declarations';

/** Longer names first, because `IDREFS` starts with `ID`. */
const TYPE_NAMES = ['CDATA', 'IDREFS', 'IDREF', 'ID', 'ENTITIES', 'ENTITY', 'NMTOKENS', 'NMTOKEN', 'NOTATION'] as const;

/** The attributes that an ATTLIST declaration declares for an element. */
export interface AttributeList {
  readonly element: string;
  readonly attributes: readonly AttributeDeclaration[];
}

/**
 * Reads an attribute-list declaration (production 52) after `<!ATTLIST`.
 * @param onDefault receives each default value, whose references are still to be checked
 * @returns the attributes up to the first problem; `isComplete` is false where there is one
 */
export function readAttributeList(
  cursor: DtdCursor,
  onDefault: (value: Literal) => void,
): { list: AttributeList | null; isComplete: boolean } {
  const element = cursor.space() ? cursor.name() : null;
  if (element === null) return { list: null, isComplete: false };
  const attributes: AttributeDeclaration[] = [];
  const list = { element, attributes };
  for (;;) {
    const hasSpace = cursor.skipSpace();
    if (cursor.isAtEnd || cursor.at('>') || cursor.at('<')) return { list, isComplete: true };
    if (!hasSpace) return { list, isComplete: cursor.fail('xml/dtd-space-missing') };
    const attribute = readAttribute(cursor, onDefault);
    if (attribute === null) return { list, isComplete: false };
    attributes.push(attribute);
  }
}

/** AttDef (53) */
function readAttribute(cursor: DtdCursor, onDefault: (value: Literal) => void): AttributeDeclaration | null {
  const name = cursor.name();
  if (name === null || !cursor.space()) return null;
  const type = readType(cursor);
  if (type === null || !cursor.space()) return null;
  if (cursor.take('#REQUIRED') || cursor.take('#IMPLIED')) return { name, type, rawDefault: null };
  if (cursor.take('#FIXED') && !cursor.space()) return null;
  if (!cursor.isAtQuote) {
    cursor.fail('xml/dtd-attribute-default');
    return null;
  }
  const value = cursor.literal();
  if (value === null) return null;
  onDefault(value);
  return { name, type, rawDefault: cursor.text.slice(value.start, value.end) as Markup };
}

/** AttType (54) */
function readType(cursor: DtdCursor): AttributeType | null {
  if (cursor.at('(')) return readChoices(cursor, () => cursor.nameToken()) ? 'ENUMERATION' : null;
  const type = TYPE_NAMES.find((name) => cursor.take(name));
  if (type === undefined) {
    cursor.fail('xml/dtd-attribute-type');
    return null;
  }
  if (type !== 'NOTATION') return type;
  if (!cursor.space()) return null;
  return readChoices(cursor, () => cursor.name()) ? type : null;
}

/** `( … | … )` of productions 58 and 59. */
function readChoices(cursor: DtdCursor, readOne: () => string | null): boolean {
  if (!cursor.take('(')) return cursor.fail('xml/dtd-attribute-type');
  do {
    cursor.skipSpace();
    if (readOne() === null) return false;
    cursor.skipSpace();
  } while (cursor.take('|'));
  return cursor.take(')') || cursor.fail('xml/dtd-attribute-type');
}
