/** A decoded text, and the ranges of it that replace invalid bytes: half-open, in UTF-16 units. */
export interface DecodedText {
  readonly text: string;
  readonly invalid: readonly { readonly start: number; readonly end: number }[];
}

/** A character encoding. */
export interface Charset {
  /** The name in XML declarations. */
  readonly name: string;
  /** 2 where an ASCII character has two bytes. */
  readonly bytesPerUnit: 1 | 2;
  /** Decodes bytes without a byte order mark. Invalid bytes become U+FFFD. */
  decode(bytes: Uint8Array): DecodedText;
  /** Null where the encoding has no bytes for a character of the text. */
  encode(text: string): Uint8Array | null;
}

/** The ranges of adjacent U+FFFD in a text whose decoder inserted them. */
export function replacementRanges(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(/\uFFFD+/g), ({ index, 0: match }) => ({
    start: index,
    end: index + match.length,
  }));
}
