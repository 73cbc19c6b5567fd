import { isXmlChar, scanName } from '../characters';

const SEMICOLON = 59;
const HASH = 35;
const LOWER_X = 120;

/**
 * Reads a reference (XML 1.0 productions 66 and 68) whose `&` stands at `start`.
 * @returns the offset behind its `;`, or, where there is none, minus the offset that the reading reached
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

/** Whether `source[start, end)` names one of the five entities that need no declaration (4.6). */
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
 * The code point that the character reference `source[start, end)` stands for, `&#` and `;` included;
 * -1 where XML allows no such character (WFC: Legal Character).
 */
export function characterOf(source: string, start: number, end: number): number {
  const hexadecimal = source.charCodeAt(start + 2) === LOWER_X;
  const digits = source.slice(start + (hexadecimal ? 3 : 2), end - 1);
  const codePoint = parseInt(digits, hexadecimal ? 16 : 10);
  return isXmlChar(codePoint) ? codePoint : -1;
}
