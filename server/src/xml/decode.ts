import { type XmlReport, xmlProblem } from './codes';
import type { Charset } from './encodings/charset';
import { charsetOf, UTF_16_BE, UTF_16_LE, UTF_8 } from './encodings/registry';
import type { Problem } from './problem';
import { type DeclaredValue, ENCODING_NAME, parseXmlDeclaration } from './checks/xmlDeclaration';

/** The text of a file, and what it needs to be written back as it was. */
export interface Decoded {
  readonly text: string;
  /** The encoding that it was read in. */
  readonly encoding: string;
  /** Whether a byte order mark stood before the text; it is no part of it. */
  readonly bom: boolean;
  /** Counted in the text, sorted by place. */
  readonly problems: readonly Problem[];
}

/** How far into a file its XML declaration is looked for, in bytes. */
const LONGEST_DECLARATION = 1024;
/** Names that leave the order of the bytes to the byte order mark. */
const EITHER_UTF_16 = /^(?:utf-16|ucs-2|iso-10646-ucs-2)$/i;

/**
 * Reads the bytes of a file as XML 1.0 has it (4.3.3, appendix F): a byte order mark or the bytes of the first
 * characters decide, else the declared encoding, else UTF-8. Never fails: what has no meaning becomes U+FFFD.
 */
export function decode(bytes: Uint8Array): Decoded {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  const mark = markOf(bytes);
  const body = mark === null ? bytes : bytes.subarray(mark.width);
  const shown = mark?.charset ?? shownBy(body);
  const declared = declaredIn(body, shown ?? UTF_8);
  const charset = declared === null ? (shown ?? UTF_8) : chosen(shown, declared, report);
  const { text, invalid } = charset.decode(body);
  for (const { start, end } of invalid) report('xml/encoding-invalid-bytes', start, end, [charset.name]);
  return { text, encoding: charset.name, bom: mark !== null, problems: problems.sort((a, b) => a.start - b.start) };
}

/**
 * The bytes of a text in an encoding that {@link decode} named, with or without a byte order mark.
 * @returns null where that encoding is not written here, or has no bytes for some character of the text
 */
export function encode(text: string, { encoding, bom }: Pick<Decoded, 'encoding' | 'bom'>): Uint8Array | null {
  return charsetOf(encoding)?.encode(bom ? '\uFEFF' + text : text) ?? null;
}

function markOf([first, second, third]: Uint8Array): { charset: Charset; width: number } | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return { charset: UTF_8, width: 3 };
  if (first === 0xfe && second === 0xff) return { charset: UTF_16_BE, width: 2 };
  if (first === 0xff && second === 0xfe) return { charset: UTF_16_LE, width: 2 };
  return null;
}

/** What the first bytes tell of a file without a byte order mark: a `<` in two bytes, or nothing. */
function shownBy([first, second]: Uint8Array): Charset | null {
  if (first === 0 && second === 0x3c) return UTF_16_BE;
  return first === 0x3c && second === 0 ? UTF_16_LE : null;
}

function declaredIn(body: Uint8Array, charset: Charset): DeclaredValue | null {
  const { text } = charset.decode(body.subarray(0, LONGEST_DECLARATION));
  if (!/^<\?xml[ \t\r\n]/.test(text)) return null;
  const { encoding } = parseXmlDeclaration(text);
  // What is no name at all is reported with the declaration.
  return encoding !== null && ENCODING_NAME.test(encoding.value) ? encoding : null;
}

/** The encoding to read in, where one is declared; says so where it cannot be the declared one. */
function chosen(shown: Charset | null, declared: DeclaredValue, report: XmlReport): Charset {
  const { value, start, end } = declared;
  const charset = charsetOf(value);
  const fallback = shown ?? UTF_8;
  if (charset === null) {
    report('xml/encoding-unknown', start, end, [value, fallback.name]);
    return fallback;
  }
  // That the declaration could be read at all shows whether its characters take one byte or two.
  const agrees = shown === null ? charset.bytesPerUnit === 1 : charset === shown || isEither(value, shown);
  if (agrees) return shown ?? charset;
  report('xml/encoding-contradicted', start, end, [value, fallback.name]);
  return fallback;
}

function isEither(name: string, shown: Charset): boolean {
  return shown.bytesPerUnit === 2 && EITHER_UTF_16.test(name);
}
