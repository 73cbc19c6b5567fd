/** References in bytes (XML 1.0, 4.1): to characters, and to the entities that need no declaration. */
import { isXmlChar } from '../characters';

const HASH = 0x23;
const SEMICOLON = 0x3b;
const LOWER_X = 0x78;
const REFERENCES = ['lt;', 'gt;', 'amp;', 'quot;', 'apos;'].map((text) => new TextEncoder().encode(text));

/** Where the reference at `at` ends; minus the place that was reached where there is none, or one to an unknown entity. */
export function referenceEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] !== HASH) {
    for (const name of REFERENCES) if (startsWith(bytes, at + 1, name)) return at + 1 + name.length;
    return -(at + 'quot;'.length + 1);
  }
  const isHexadecimal = bytes[at + 2] === LOWER_X;
  let i = at + (isHexadecimal ? 3 : 2);
  const digits = i;
  let code = 0;
  for (; ; i++) {
    const digit = digitOf(bytes[i]!, isHexadecimal);
    if (digit < 0) break;
    code = Math.min(code * (isHexadecimal ? 16 : 10) + digit, 0x110000);
  }
  return i > digits && bytes[i] === SEMICOLON && isXmlChar(code) ? i + 1 : -i;
}

/** Whether certain bytes stand at a place. */
export function startsWith(bytes: Uint8Array, at: number, expected: Uint8Array): boolean {
  for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

function digitOf(c: number, isHexadecimal: boolean): number {
  if (c >= 0x30 && c <= 0x39) return c - 0x30;
  if (!isHexadecimal) return -1;
  if (c >= 0x41 && c <= 0x46) return c - 0x37;
  return c >= 0x61 && c <= 0x66 ? c - 0x57 : -1;
}
