import type { DtdCursor } from './cursor';

/**
 * Checks the syntax of an element type declaration (production 45) after `<!ELEMENT`.
 * Its content is not kept, because documents are validated against XSD schemas only.
 */
export function readElementDeclaration(cursor: DtdCursor): boolean {
  return cursor.space() && cursor.name() !== null && cursor.space() && readContent(cursor);
}

/** contentspec (46) */
function readContent(cursor: DtdCursor): boolean {
  if (cursor.take('EMPTY') || cursor.take('ANY')) return true;
  if (!cursor.take('(')) return cursor.fail('xml/dtd-element-content');
  cursor.skipSpace();
  return cursor.take('#PCDATA') ? readMixed(cursor) : readChildren(cursor);
}

/** The rest of Mixed (51), after `(#PCDATA`. */
function readMixed(cursor: DtdCursor): boolean {
  let hasNames = false;
  for (cursor.skipSpace(); cursor.take('|'); cursor.skipSpace()) {
    cursor.skipSpace();
    if (cursor.name() === null) return false;
    hasNames = true;
  }
  if (!cursor.take(')')) return cursor.fail('xml/dtd-element-content');
  return cursor.take('*') || !hasNames || cursor.fail('xml/dtd-element-content');
}

/** The rest of children (47 to 50), after the first `(`. A group has one kind of separator, or none if it has one particle. */
function readChildren(cursor: DtdCursor): boolean {
  const separators: string[] = [''];
  while (separators.length > 0) {
    cursor.skipSpace();
    if (cursor.take('(')) {
      separators.push('');
      continue;
    }
    if (cursor.nameIfAny() === null) return cursor.fail('xml/dtd-element-content');
    takeOccurrence(cursor);
    if (!closeGroups(cursor, separators)) return false;
  }
  return true;
}

/** Steps over the ends of groups after a particle, then over the separator before the next particle. */
function closeGroups(cursor: DtdCursor, separators: string[]): boolean {
  for (cursor.skipSpace(); cursor.take(')'); cursor.skipSpace()) {
    separators.pop();
    takeOccurrence(cursor);
    if (separators.length === 0) return true;
  }
  const separator = cursor.text[cursor.pos]!;
  const known = separators.at(-1)!;
  if ((separator !== ',' && separator !== '|') || (known !== '' && known !== separator)) {
    return cursor.fail('xml/dtd-element-content');
  }
  separators[separators.length - 1] = separator;
  return cursor.take(separator);
}

function takeOccurrence(cursor: DtdCursor): void {
  if (cursor.at('?') || cursor.at('*') || cursor.at('+')) cursor.pos++;
}
