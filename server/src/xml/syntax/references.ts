import { isXmlChar, scanName } from '../characters';

const SEMICOLON = 59;
const HASH = 35;
const LOWER_X = 120;

/**
 * Reads a reference (XML 1.0 productions 66 and 68) whose `&` is at `start`.
 * @returns the offset after its `;`; where it is malformed, minus the offset of the first character that does not belong to it
 */
export function scanReference(source: string, start: number): number {
  let i = start + 1;
  if (source.charCodeAt(i) === HASH) {
    i++;
    const hexadecimal = source.charCodeAt(i) === LOWER_X;
    if (hexadecimal) i++;
    const digits = i;
    while (isDigit(source.charCodeAt(i), hexadecimal)) i++;
    return i > digits && source.charCodeAt(i) === SEMICOLON ? i + 1 : -i;
  }
  const nameEnd = scanName(source, i);
  return nameEnd > i && source.charCodeAt(nameEnd) === SEMICOLON ? nameEnd + 1 : -nameEnd;
}

function isDigit(c: number, hexadecimal: boolean): boolean {
  if (c >= 48 && c <= 57) return true;
  return hexadecimal && ((c >= 65 && c <= 70) || (c >= 97 && c <= 102));
}

/** Whether `source[start, end)` is the name of a predefined entity (4.6). */
export function isPredefinedEntity(source: string, start: number, end: number): boolean {
  switch (end - start) {
    case 2:
      return source.startsWith('lt', start) || source.startsWith('gt', start);
    case 3:
      return source.startsWith('amp', start);
    case 4:
      return source.startsWith('quot', start) || source.startsWith('apos', start);
    default:
      return false;
  }
}

/**
 * The code point of the character reference `source[start, end)`, `&#` and `;` included; -1 where XML does not allow that
 * character (WFC: Legal Character).
 */
export function characterOf(source: string, start: number, end: number): number {
  const hexadecimal = source.charCodeAt(start + 2) === LOWER_X;
  const digits = source.slice(start + (hexadecimal ? 3 : 2), end - 1);
  const codePoint = parseInt(digits, hexadecimal ? 16 : 10);
  return isXmlChar(codePoint) ? codePoint : -1;
}

/** A reference to a general entity that is not predefined. */
export interface EntityReference {
  readonly name: string;
  /** The range from its `&` to the end of its `;`. */
  readonly start: number;
  readonly end: number;
}

/** The well-formed references to general entities in a text, except to the five predefined ones. */
export function* namedReferences(text: string): Generator<EntityReference, void, undefined> {
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    const end = scanReference(text, at);
    if (end <= 0 || text[at + 1] === '#' || isPredefinedEntity(text, at + 1, end - 1)) continue;
    yield { name: text.slice(at + 1, end - 1), start: at, end };
    at = end - 1;
  }
}

/** The five predefined entities (4.6), which need no declaration. */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** The character of a predefined entity; undefined for any other name. */
export function predefinedCharacter(name: string): string | undefined {
  return PREDEFINED.get(name);
}

/** Whether `name` is one of lt, gt, amp, apos and quot. */
export function isPredefinedName(name: string): boolean {
  return PREDEFINED.has(name);
}

/**
 * Whether a document can declare the predefined entity `name` with a replacement text (4.6): it must expand to the same
 * character, and those of lt and amp must be escaped twice.
 */
export function isAllowedRedeclaration(name: string, replacement: string | null): boolean {
  const character = PREDEFINED.get(name)!;
  if (replacement === null) return false;
  if (replacement === character) return name !== 'lt' && name !== 'amp';
  const isReference = /^&#(?:x[0-9a-fA-F]+|[0-9]+);$/.test(replacement);
  return isReference && characterOf(replacement, 0, replacement.length) === character.codePointAt(0);
}

/** The predefined entities, each with its character. */
export function predefinedEntities(): readonly (readonly [name: string, character: string])[] {
  return [...PREDEFINED];
}
