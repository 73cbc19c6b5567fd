/** A text read from bytes, and the stretches of it that stand for bytes without a meaning. */
export interface DecodedText {
  readonly text: string;
  readonly invalid: readonly { readonly start: number; readonly end: number }[];
}

/** A character encoding. */
export interface Charset {
  /** As XML declarations write it. */
  readonly name: string;
  /** 2 where ASCII characters take two bytes. */
  readonly bytesPerUnit: 1 | 2;
  /** Reads bytes without a byte order mark. What has no meaning becomes U+FFFD. */
  decode(bytes: Uint8Array): DecodedText;
  /** Null where some character has no bytes in this encoding. */
  encode(text: string): Uint8Array | null;
}
