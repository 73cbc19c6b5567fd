import { type XmlReport, xmlProblem } from './codes';
import type { Charset } from './encodings/charset';
import { charsetOf, UTF_16_BE, UTF_16_LE, UTF_8 } from './encodings/registry';
import type { Problem } from './problem';
import { type DeclaredValue, ENCODING_NAME, parseXmlDeclaration } from './checks/xmlDeclaration';

/** What is needed to write a text back in the same way. */
export interface FileEncoding {
  /** The encoding in which it was read. */
  readonly encoding: string;
  /** Whether the file has a byte order mark that is not part of the text. */
  readonly bom: boolean;
}

/** A text whose bytes all mean characters. */
export interface SoundText extends FileEncoding {
  readonly text: string;
  readonly problems: readonly [];
}

/** A text with problems of its encoding: it may not be what its author wrote. */
export interface DoubtfulText extends FileEncoding {
  /** A caller that does not look at the problems has no text. */
  readonly text: null;
  /** The best guess; invalid bytes are U+FFFD. Only for callers that report the problems. */
  readonly guess: string;
  /** Offsets count from the start of the guess; sorted by place. */
  readonly problems: readonly [Problem, ...Problem[]];
}

/** The text of a file. The type makes every caller decide what happens to one that is doubtful. */
export type Decoded = SoundText | DoubtfulText;

/** A text that never was bytes: of an editor, or a constant. */
export function soundText(text: string): SoundText {
  return { text, encoding: UTF_8.name, bom: false, problems: [] };
}

/** The text, or the best guess of it with its problems, for a caller that reports these together with its own. */
export function withProblems(decoded: Decoded): { readonly text: string; readonly problems: readonly Problem[] } {
  const { problems } = decoded;
  return { text: decoded.text === null ? decoded.guess : decoded.text, problems };
}

/** How many bytes are searched for the XML declaration. One with the usual spacing has fewer than 100 characters. */
const MAX_DECLARATION_BYTES = 1024;
const UNKNOWN = 'xml/encoding-unknown';
/** Encoding names that leave the byte order to the byte order mark. */
const EITHER_UTF_16 = /^(?:utf-16|ucs-2|iso-10646-ucs-2)$/i;

/**
 * Decodes the bytes of a file (XML 1.0, 4.3.3 and appendix F). The encoding is that of the byte order mark or of the
 * first two bytes, else the declared one, else UTF-8. Never fails: invalid bytes become U+FFFD and are reported, unless
 * it is unknown what they are to be. A byte order mark is left out of the text, but for one that another follows: both
 * stay, since that is an error of the document.
 */
export function decode(bytes: Uint8Array): Decoded {
  const problems: Problem[] = [];
  const report: XmlReport = (...problem) => void problems.push(xmlProblem(...problem));
  const mark = markOf(bytes);
  const body = mark === null || isRepeated(mark, bytes) ? bytes : bytes.subarray(mark.width);
  const detected = mark?.charset ?? detectedIn(body);
  const declared = declaredIn(body, detected ?? UTF_8);
  const charset = declared === null ? (detected ?? UTF_8) : chosen(detected, declared, report);
  const { text, invalid } = charset.decode(body);
  // The bytes of an unknown encoding are all but certain to be invalid in another: one problem says it.
  if (!problems.some(({ code }) => code === UNKNOWN)) {
    for (const { start, end } of invalid) report('xml/encoding-invalid-bytes', start, end, [charset.name]);
  }
  const encoding = { encoding: charset.name, bom: body.length < bytes.length };
  const [first, ...others] = problems.sort((a, b) => a.start - b.start);
  return first === undefined
    ? { text, ...encoding, problems: [] }
    : { text: null, guess: text, ...encoding, problems: [first, ...others] };
}

/**
 * The bytes of a text in an encoding that {@link decode} has returned, with or without a byte order mark.
 * @returns null where that encoding cannot be written, or has no bytes for a character of the text
 */
export function encode(text: string, { encoding, bom }: FileEncoding): Uint8Array | null {
  return charsetOf(encoding)?.encode(bom ? '\uFEFF' + text : text) ?? null;
}

/** A byte order mark at the start of a file; its width in bytes. */
interface Mark {
  readonly charset: Charset;
  readonly width: number;
}

function isRepeated({ charset, width }: Mark, bytes: Uint8Array): boolean {
  return markOf(bytes.subarray(width))?.charset === charset;
}

function markOf([first, second, third]: Uint8Array): Mark | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return { charset: UTF_8, width: 3 };
  if (first === 0xfe && second === 0xff) return { charset: UTF_16_BE, width: 2 };
  if (first === 0xff && second === 0xfe) return { charset: UTF_16_LE, width: 2 };
  return null;
}

/** The UTF-16 encoding of a file without a byte order mark that starts with `<` in two bytes; null for any other file. */
function detectedIn([first, second]: Uint8Array): Charset | null {
  if (first === 0 && second === 0x3c) return UTF_16_BE;
  return first === 0x3c && second === 0 ? UTF_16_LE : null;
}

function declaredIn(body: Uint8Array, charset: Charset): DeclaredValue | null {
  const { text } = charset.decode(body.subarray(0, MAX_DECLARATION_BYTES));
  const at = /^\uFEFF*/.exec(text)![0].length;
  if (!/^<\?xml[ \t\r\n]/.test(text.slice(at))) return null;
  const { encoding } = parseXmlDeclaration(text.slice(at));
  // A value that is not an encoding name is reported by the check of the declaration.
  if (encoding === null || !ENCODING_NAME.test(encoding.value)) return null;
  return { ...encoding, start: encoding.start + at, end: encoding.end + at };
}

/** The encoding of a file that declares one; reports a declared encoding that is unknown or contradicts the bytes. */
function chosen(detected: Charset | null, declared: DeclaredValue, report: XmlReport): Charset {
  const { value, start, end } = declared;
  const charset = charsetOf(value);
  const fallback = detected ?? UTF_8;
  if (charset === null) {
    report(UNKNOWN, start, end, [value, fallback.name]);
    return fallback;
  }
  // The declaration was readable, so its characters have as many bytes as those of the detected encoding, or one.
  const agrees = detected === null ? charset.bytesPerUnit === 1 : charset === detected || isEither(value, detected);
  if (agrees) return detected ?? charset;
  report('xml/encoding-contradicted', start, end, [value, fallback.name]);
  return fallback;
}

function isEither(name: string, detected: Charset): boolean {
  return detected.bytesPerUnit === 2 && EITHER_UTF_16.test(name);
}
