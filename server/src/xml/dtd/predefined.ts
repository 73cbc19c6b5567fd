import { characterOf } from '../syntax/references';

/** The five entities that need no declaration (4.6). */
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** The character that a predefined entity stands for; undefined for any other name. */
export function predefinedCharacter(name: string): string | undefined {
  return PREDEFINED.get(name);
}

/** Whether `name` is one of lt, gt, amp, apos and quot. */
export function isPredefinedName(name: string): boolean {
  return PREDEFINED.has(name);
}

/**
 * Whether a document may declare the predefined entity `name` with this replacement text (4.6): it must come out as
 * the same character, and lt and amp must be escaped twice.
 */
export function isAllowedRedeclaration(name: string, replacement: string | null): boolean {
  const character = PREDEFINED.get(name)!;
  if (replacement === null) return false;
  if (replacement === character) return name !== 'lt' && name !== 'amp';
  const isReference = /^&#(?:x[0-9a-fA-F]+|[0-9]+);$/.test(replacement);
  return isReference && characterOf(replacement, 0, replacement.length) === character.codePointAt(0);
}

/** The predefined entities, each with the character that it stands for. */
export function predefinedEntities(): readonly (readonly [name: string, character: string])[] {
  return [...PREDEFINED];
}
