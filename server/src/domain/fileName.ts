/**
 * The filename convention: a pattern of text and tokens, from which the name of a publication is built and by which a name
 * is parsed. The report has a filename convention (clause 7.3); the pattern is the profile's.
 */
import { parseDateTime, type DateTime } from './dateTime';
import { compilePattern, isDigit, literally, matchWhole, oneOrMore, type Meter, type Pattern } from './pattern/machine';

/** The roles that tokens can name. */
export const TOKEN_ROLES = ['supplier', 'published', 'document-id', 'document-version', 'vendor-id'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** `{supplier}` or `{published:yyyy-MM-dd}`; `format` is empty for a value without a format. */
interface Token {
  readonly role: TokenRole;
  readonly format: string;
}

/** A parsed pattern: literal text and tokens. */
export type FileNamePattern = readonly (string | Token)[];

/** The value of a role in a publication; `undefined` where it has none. */
export type ValueOf = (role: TokenRole) => string | undefined;

/** A token whose value in the name differs from the document. */
export interface Disagreement {
  readonly role: TokenRole;
  /** The part of the name. */
  readonly found: string;
  /** The part of the name that the document's value gives. */
  readonly expected: string;
}

/** The result of comparing a name with a publication. */
export type FileNameVerdict =
  | { readonly kind: 'agrees' }
  /** The publication lacks values that the name needs. */
  | { readonly kind: 'undecided'; readonly missing: readonly TokenRole[] }
  | {
      readonly kind: 'differs';
      readonly expected: string;
      /** Empty where the name does not have the pattern's shape at all. */
      readonly disagreements: readonly Disagreement[];
    };

const DATE_FIELD = /yyyy|MM|dd|HH|mm/g;
const FIELD_OF: ReadonlyMap<string, keyof DateTime> = new Map(
  Object.entries<keyof DateTime>({
    yyyy: 'year',
    MM: 'month',
    dd: 'day',
    HH: 'hour',
    mm: 'minute',
  }),
);

/**
 * Parses a pattern.
 * @returns `null` where a token names no role, or a format has no date field
 */
export function parsePattern(pattern: string): FileNamePattern | null {
  const parts: (string | Token)[] = [];
  for (const [, text = '', role, format = ''] of pattern.matchAll(/([^{}]+)|\{([^{}:]*)(?::([^{}]*))?\}|[{}]/g)) {
    if (text !== '') parts.push(text);
    else if (isTokenRole(role) && (format === '' || FIELD_OF.has(format.match(DATE_FIELD)?.[0] ?? ''))) {
      parts.push({ role, format });
    } else return null;
  }
  return parts;
}

/** In UTF-16 units: no file system has longer names. */
export const MAX_PATTERN_LENGTH = 255;

/** What is wrong with a pattern: a template and its arguments. */
export interface PatternFault {
  readonly message: string;
  readonly args: readonly string[];
}

const EXAMPLE = '{supplier}_VPC_{published:yyyy-MM-dd}.xml';
/** What no file name must contain on one of the systems, what ends a line or does not show, and what changes the direction of reading. */
const NOT_IN_NAMES = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * What is wrong with a pattern, which comes from a configuration or a profile: it must give names of files in the folder and nowhere
 * else, on every system. `null` for nothing.
 */
export function patternFault(pattern: string): PatternFault | null {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return {
      message: 'A filename pattern must not be longer than {0} characters.',
      args: [String(MAX_PATTERN_LENGTH)],
    };
  }
  const parts = parsePattern(pattern);
  if (parts === null || parts.length === 0) {
    return { message: `Expected a filename pattern, for example ${EXAMPLE}.`, args: [] };
  }
  const texts = parts.map((part) => (typeof part === 'string' ? part : part.format)).join('');
  const [character] = NOT_IN_NAMES.exec(texts) ?? [];
  if (character !== undefined) {
    const message = '{0} is not allowed in file names on all systems. Remove it from the pattern.';
    return { message, args: [spelled(character)] };
  }
  // The values of tokens have no dot at their ends.
  const withValues = parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
  if (DEVICE.test(withValues) || /^\.*$|[. ]$/.test(withValues)) {
    const message = 'Files cannot have the name "{0}" on all systems. Write another pattern, for example {1}.';
    return { message, args: [pattern, EXAMPLE] };
  }
  return null;
}

/** A character as messages show it. */
function spelled(character: string): string {
  if (/[!-~]/.test(character)) return `"${character}"`;
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function isTokenRole(role: string | undefined): role is TokenRole {
  return (TOKEN_ROLES as readonly (string | undefined)[]).includes(role);
}

/** Device names of Windows, with any extension: they are not allowed as file names. */
const DEVICE = /^(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)/iu;
const MAX_VALUE_LENGTH = 120;
/** How much of a value is looked at, in UTF-16 units: enough for {@link MAX_VALUE_LENGTH} and for what is left out. */
const MAX_VALUE_READ = 1_000;

/**
 * A value made safe for file names on every system: letters (with combining characters), digits, `.` and `-` stay, any other
 * sequence becomes one `-`; no `.` and `-` at the ends; a device name gets a `-`; at most 120 code points.
 */
export function safeValue(value: string): string {
  const plain = value
    .slice(0, MAX_VALUE_READ)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{Nd}.-]+/gu, '-');
  const cut = Array.from(trimmed(plain)).slice(0, MAX_VALUE_LENGTH).join('');
  return trimmed(cut).replace(DEVICE, '$1-');
}

function trimmed(value: string): string {
  let [start, end] = [0, value.length];
  while (start < end && '.-'.includes(value[start]!)) start++;
  while (end > start && '.-'.includes(value[end - 1]!)) end--;
  return value.slice(start, end);
}

/**
 * The name that a publication should have.
 * @returns `null` where it lacks a value that the name needs
 */
export function expectedName(pattern: FileNamePattern, valueOf: ValueOf): string | null {
  const parts = pattern.map((part) => (typeof part === 'string' ? part : tokenText(part, valueOf)));
  if (parts.includes(null)) return null;
  // Text and values together can be a device name that none of them is.
  const name = parts.join('').replace(DEVICE, '$1-');
  // Patterns of configurations and profiles are refused before; a program that uses the library can give any.
  return NOT_IN_NAMES.test(name) || /^\.*$/.test(name) ? null : name;
}

/** The text of a token in the name; `null` where the value is missing, or is not a date although there is a format. */
function tokenText({ role, format }: Token, valueOf: ValueOf): string | null {
  const value = valueOf(role);
  if (value === undefined) return null;
  if (format === '') return safeValue(value) || null;
  const date = parseDateTime(value);
  return date && format.replace(DATE_FIELD, (field) => date[FIELD_OF.get(field)!]);
}

/** Compares a name (without folders) with the publication's values, token by token. */
export function compareFileName(pattern: FileNamePattern, fileName: string, valueOf: ValueOf): FileNameVerdict {
  const tokens = pattern.filter((part) => typeof part !== 'string');
  const missing = tokens.filter((token) => tokenText(token, valueOf) === null).map(({ role }) => role);
  const expected = expectedName(pattern, valueOf);
  if (expected === null) return { kind: 'undecided', missing };
  const name = fileName.normalize('NFC');
  if (name === expected) return { kind: 'agrees' };
  const found = splitName(pattern, name);
  const disagreements = tokens.flatMap((token, index): Disagreement[] => {
    const [is, shouldBe] = [found?.[index], tokenText(token, valueOf)!];
    return is === undefined || is === shouldBe ? [] : [{ role: token.role, found: is, expected: shouldBe }];
  });
  return { kind: 'differs', expected, disagreements };
}

/** The parts of a name that match the pattern's tokens, in order; `null` where the name does not match. */
export function splitName(pattern: FileNamePattern, fileName: string, meter?: Meter): string[] | null {
  let index = 0;
  const parts = pattern.map((part): Pattern => {
    if (typeof part === 'string') return literally(part);
    const body = part.format === '' ? oneOrMore(isNoSeparator, true) : dateShape(part.format, () => oneOrMore(isDigit));
    return { kind: 'group', index: index++, body };
  });
  return groupsIn(fileName, parts, meter);
}

function isNoSeparator(character: string): boolean {
  return character !== '/' && character !== '\\';
}

function groupsIn(text: string, parts: readonly Pattern[], meter?: Meter): string[] | null {
  const program = compilePattern({ kind: 'sequence', parts });
  return program && (matchWhole(program, text, meter) as string[] | null);
}

/** A date format in pieces: date fields, and the characters between them. */
export function dateFields(format: string): { readonly text: string; readonly isField: boolean }[] {
  return Array.from(format.matchAll(/yyyy|MM|dd|HH|mm|[^]/gu), ([text]) => ({ text, isField: FIELD_OF.has(text) }));
}

/** A date format as a pattern. */
function dateShape(format: string, digits: (field: string) => Pattern): Pattern {
  const parts = dateFields(format).map(({ text, isField }) => (isField ? digits(text) : literally(text)));
  return { kind: 'sequence', parts };
}

/** The supplier that a file name names; `null` where the name or the pattern does not have one. */
export function supplierFromName(pattern: FileNamePattern, fileName: string): string | null {
  const index = pattern.filter((part) => typeof part !== 'string').findIndex(({ role }) => role === 'supplier');
  return splitName(pattern, fileName.normalize('NFC'))?.[index] ?? null;
}

/**
 * The dateTime that agrees with a file name's date: the name's fields, the rest as in `value`.
 * @param value the document's date; where it is not a dateTime, the rest is midnight UTC
 * @returns `null` where the pattern has no date or the name does not match
 */
export function dateFromName(pattern: FileNamePattern, fileName: string, value: string): string | null {
  const tokens = pattern.filter((part) => typeof part !== 'string');
  const index = tokens.findIndex(({ role, format }) => role === 'published' && format !== '');
  const text = splitName(pattern, fileName.normalize('NFC'))?.[index];
  if (text === undefined) return null;
  const fields = fieldsOf(tokens[index]!.format, text);
  if (fields === null) return null;
  const midnight = { year: '1970', month: '01', day: '01', hour: '00', minute: '00', second: '00', zone: 'Z' };
  const date = { ...(parseDateTime(value) ?? midnight), ...fields };
  return `${date.year}-${date.month}-${date.day}T${date.hour}:${date.minute}:${date.second}${date.zone}`;
}

/** The date fields of a text in a format; `null` where the date does not exist. */
function fieldsOf(format: string, text: string): Partial<DateTime> | null {
  const names = format.match(DATE_FIELD) ?? [];
  let index = 0;
  const shape = dateShape(format, ({ length }) => {
    const body: Pattern = { kind: 'character', accepts: isDigit };
    return { kind: 'group', index: index++, body: { kind: 'repeat', body, min: length, max: length } };
  });
  const values = groupsIn(text, [shape]);
  if (values === null) return null;
  const fields: Partial<Record<keyof DateTime, string>> = {};
  names.forEach((name, index) => (fields[FIELD_OF.get(name)!] = values[index]!));
  const { year = '2000', month = '01', day = '01', hour = '00', minute = '00' } = fields;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(instant.getTime()) || instant.getUTCDate() !== Number(day) ? null : fields;
}
