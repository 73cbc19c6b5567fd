/** What a byte of UTF-8 means to the scanner of bytes. One table each, so that a loop asks one question a byte. */
import { isXmlChar } from '../characters';

/** What a byte of text means. Bytes of 0 go over as they are. */
export const Class = {
  Plain: 0,
  LineFeed: 1,
  CarriageReturn: 2,
  LessThan: 3,
  Ampersand: 4,
  GreaterThan: 5,
  /** The first byte of a character that is not ASCII, or none at all. */
  High: 6,
  /** No XML document holds it; 0 stands behind the last byte that has been read, too. */
  Illegal: 7,
  DoubleQuote: 8,
  Apostrophe: 9,
  /** Counts as a space in an attribute's value. */
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

/** For attribute values: `>` is nothing special, quotes and tabs are. */
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

/** 1 for the bytes that may stand in a name; those above ASCII may or may not. */
export const NAME_BYTE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 || /[-.:\w]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** 1 for white space. */
export const SPACE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 ? 1 : 0,
);

/**
 * The length in bytes of the character at `at`, which is not ASCII (RFC 3629); 0 where there is none, or one that XML
 * does not allow. The bytes behind `limit` are taken for zeros.
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
