/** The lexical classes of bytes of UTF-8, as tables, so that a loop makes one look-up for each byte; characters and references. */
import { isXmlChar } from '../xml/characters';

/** The classes of bytes. Loops skip bytes of class 0. */
export const Class = {
  Plain: 0,
  LineFeed: 1,
  CarriageReturn: 2,
  LessThan: 3,
  Ampersand: 4,
  GreaterThan: 5,
  /** Not ASCII: the first byte of a character, or an invalid byte. */
  High: 6,
  /** Not allowed in XML. NUL is also what follows the last byte of the window. */
  Illegal: 7,
  DoubleQuote: 8,
  Apostrophe: 9,
  /** Normalised to a space in attribute values. */
  Tab: 10,
} as const;

/** For text. */
export const TEXT_CLASS = Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte));

function classOf(byte: number): number {
  switch (byte) {
    case 0x09:
      return Class.Plain;
    case 0x0a:
      return Class.LineFeed;
    case 0x0d:
      return Class.CarriageReturn;
    case 0x26:
      return Class.Ampersand;
    case 0x3c:
      return Class.LessThan;
    case 0x3e:
      return Class.GreaterThan;
  }
  if (byte >= 0x80) return Class.High;
  return isXmlChar(byte) ? Class.Plain : Class.Illegal;
}

/** For attribute values: `>` is plain; quotes and tabs are not. */
export const VALUE_CLASS = TEXT_CLASS.map((value, byte) => {
  switch (byte) {
    case 0x09:
      return Class.Tab;
    case 0x22:
      return Class.DoubleQuote;
    case 0x27:
      return Class.Apostrophe;
    case 0x3e:
      return Class.Plain;
    default:
      return value;
  }
});

/** 1 for bytes that are allowed in names; of the bytes above ASCII, some are not. */
export const NAME_BYTE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[-.:\w]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** 1 for whitespace. */
export const SPACE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 ? 1 : 0,
);

/**
 * The length in bytes of the non-ASCII character at `at` (RFC 3629); 0 where the bytes are invalid or the character is not
 * allowed in XML.
 */
export function highLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  if (first < 0xc2 || (second & 0xc0) !== 0x80) return 0;
  if (first < 0xe0) return 2;
  const third = bytes[at + 2]!;
  if ((third & 0xc0) !== 0x80) return 0;
  if (first < 0xf0) {
    const code = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f);
    return code >= 0x800 && isXmlChar(code) ? 3 : 0;
  }
  const fourth = bytes[at + 3]!;
  if (first > 0xf4 || (fourth & 0xc0) !== 0x80) return 0;
  const code = ((first & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f);
  return code >= 0x10000 && isXmlChar(code) ? 4 : 0;
}

const HASH = 0x23;
const SEMICOLON = 0x3b;
const LOWER_X = 0x78;
const REFERENCES = ['lt;', 'gt;', 'amp;', 'quot;', 'apos;'].map((text) => new TextEncoder().encode(text));

/** Where the reference at `at` ends (XML 1.0, 4.1); negated, the index reached where it is none or names no predefined entity. */
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

/** Whether the bytes at `at` begin with `expected`. */
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
