/** JSON from outside: its value, where it is wrong, and which properties it has twice. */
import { createScanner, parse, type ParseError } from 'jsonc-parser';
import { checkpoint } from '../../xml/budget';
import { lineAt } from '../lines';

/** A property that an object has more than once; only the last one is read. */
export interface DuplicateProperty {
  readonly name: string;
  /** From 1. */
  readonly line: number;
}

/** A JSON text that was read, or the line on which it is wrong. */
export type ReadJson =
  | { readonly isValid: true; readonly value: unknown; readonly duplicates: readonly DuplicateProperty[] }
  /** `line` from 1; `null` where it is not known. */
  | { readonly isValid: false; readonly line: number | null };

/** Reads a JSON text (RFC 8259). Its objects can have any own property, `__proto__` included. */
export function readJsonText(text: string): ReadJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { isValid: false, line: errorLine(text) };
  }
  return { isValid: true, value, duplicates: duplicatesIn(text) };
}

/** The messages of `JSON.parse` differ between engines, and not all of them have a place. */
function errorLine(text: string): number | null {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
  } catch (error) {
    // This parser is recursive, and a hostile text can be deeply nested.
    if (error instanceof RangeError) return null;
    throw error;
  }
  const [first] = errors;
  return first === undefined ? null : lineAt(text, first.offset);
}

/** As many as are reported: finding the line of each takes a pass over the text. */
const MAX_DUPLICATES = 20;

/** The duplicate properties of a valid JSON text. It is not recursive: nesting costs no stack. */
function duplicatesIn(text: string): DuplicateProperty[] {
  const duplicates: DuplicateProperty[] = [];
  const scanner = createScanner(text, true);
  const open: Set<string>[] = [];
  let last = { value: '', offset: 0 };
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    checkpoint();
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    if (first === '"') last = { value: scanner.getTokenValue(), offset };
    else if (first === '{') open.push(new Set());
    else if (first === '}') open.pop();
    else if (first === ':') {
      const names = open.at(-1);
      if (names?.has(last.value) && duplicates.length < MAX_DUPLICATES) {
        duplicates.push({ name: last.value, line: lineAt(text, last.offset) });
      }
      names?.add(last.value);
    }
  }
  return duplicates;
}
