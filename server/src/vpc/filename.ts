/**
 * The filename convention: a pattern of text and tokens, made into the name that a publication should have, and read
 * back from the name that it has. That there is a convention is stated by the report (clause 7.3); its pattern is the
 * profile's.
 */
import { parseDateTime, type DateTime } from './dateTime';

/** The roles that a token may name. */
export const TOKEN_ROLES = ['supplier', 'published', 'document-id', 'document-version', 'vendor-id'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** `{supplier}` or `{published:yyyy-MM-dd}`; `format` is empty for a value that is taken as it is. */
interface Token {
  readonly role: TokenRole;
  readonly format: string;
}

/** A pattern, taken apart: strings stand for themselves. */
export type FileNamePattern = readonly (string | Token)[];

/** The value of a role in a publication; `undefined` where it has none. */
export type ValueOf = (role: TokenRole) => string | undefined;

/** A token whose value in the name is not the one in the document. */
export interface Disagreement {
  readonly role: TokenRole;
  /** The part of the name. */
  readonly found: string;
  /** What should stand there. */
  readonly expected: string;
}

/** What comparing a name with a publication says. */
export type FileNameVerdict =
  | { readonly kind: 'agrees' }
  /** The publication lacks values that the name is made of. */
  | { readonly kind: 'undecided'; readonly missing: readonly TokenRole[] }
  | {
      readonly kind: 'differs';
      readonly expected: string;
      /** Empty where the name does not have the pattern's shape at all. */
      readonly disagreements: readonly Disagreement[];
    };

const DATE_FIELD = /yyyy|MM|dd|HH|mm/g;
const FIELD_OF: Readonly<Record<string, keyof DateTime>> = {
  yyyy: 'year',
  MM: 'month',
  dd: 'day',
  HH: 'hour',
  mm: 'minute',
};

/**
 * Takes a pattern apart.
 * @returns `null` where a token names no role, or a format has no date field in it
 */
export function parsePattern(pattern: string): FileNamePattern | null {
  const parts: (string | Token)[] = [];
  for (const [, text = '', role, format = ''] of pattern.matchAll(/([^{}]+)|\{([^{}:]*)(?::([^{}]*))?\}|[{}]/g)) {
    if (text !== '') parts.push(text);
    else if (isTokenRole(role) && (format === '' || FIELD_OF[format.match(DATE_FIELD)?.[0] ?? ''] !== undefined)) {
      parts.push({ role, format });
    } else return null;
  }
  return parts;
}

function isTokenRole(role: string | undefined): role is TokenRole {
  return (TOKEN_ROLES as readonly (string | undefined)[]).includes(role);
}

/** Device names of Windows, with whatever extension: a file cannot be called so. */
const DEVICE = /^(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)/iu;
const LONGEST_VALUE = 120;

/**
 * Makes a value fit to stand in a file name on every system: letters (with their marks), digits, `.` and `-` stay, runs
 * of anything else become one `-`; none of `.` and `-` at the ends; a device name gets a `-`; at most 120 characters.
 */
export function safeValue(value: string): string {
  const plain = value.normalize('NFC').replace(/[^\p{L}\p{M}\p{Nd}.-]+/gu, '-');
  const cut = Array.from(trimmed(plain)).slice(0, LONGEST_VALUE).join('');
  return trimmed(cut).replace(DEVICE, '$1-');
}

function trimmed(value: string): string {
  return value.replace(/^[.-]+|[.-]+$/g, '');
}

/**
 * The name that a publication should have.
 * @returns `null` where it lacks a value that the name is made of
 */
export function expectedName(pattern: FileNamePattern, valueOf: ValueOf): string | null {
  const parts = pattern.map((part) => (typeof part === 'string' ? part : tokenText(part, valueOf)));
  return parts.includes(null) ? null : parts.join('');
}

/** What a token stands for; `null` where the value is missing or, of a date, is none. */
function tokenText({ role, format }: Token, valueOf: ValueOf): string | null {
  const value = valueOf(role);
  if (value === undefined) return null;
  if (format === '') return safeValue(value) || null;
  const date = parseDateTime(value);
  return date && format.replace(DATE_FIELD, (field) => date[FIELD_OF[field]!]);
}

/** Compares a name (without folders) with what the publication says, token by token. */
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

/** The parts of a name that its pattern's tokens stand for, in order; `null` where it has another shape. */
function splitName(pattern: FileNamePattern, fileName: string): string[] | null {
  const source = pattern.map((part) => (typeof part === 'string' ? literally(part) : `(${tokenSource(part)})`));
  return new RegExp(`^${source.join('')}$`, 'u').exec(fileName)?.slice(1) ?? null;
}

function tokenSource({ format }: Token): string {
  return format === '' ? '[^/\\\\]+?' : formatSource(format, () => '\\d+');
}

/** A date format as a regular expression. */
function formatSource(format: string, digits: (field: string) => string): string {
  return format.replace(/yyyy|MM|dd|HH|mm|[^]/g, (piece) => (piece in FIELD_OF ? digits(piece) : literally(piece)));
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/**
 * The dateTime that agrees with a file name's date: the name's fields, the rest as in `value`.
 * @param value what the document says now; where it is no dateTime, midnight UTC stands for the rest
 * @returns `null` where the pattern has no date or the name has another shape
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

/** The date fields in a text of a format; `null` where they are no date of the calendar. */
function fieldsOf(format: string, text: string): Partial<DateTime> | null {
  const names = format.match(DATE_FIELD) ?? [];
  const source = formatSource(format, (field) => `(\\d{${field.length}})`);
  const values = new RegExp(`^${source}$`).exec(text)?.slice(1);
  if (values === undefined) return null;
  const fields: Partial<Record<keyof DateTime, string>> = {};
  names.forEach((name, index) => (fields[FIELD_OF[name]!] = values[index]!));
  const { year = '2000', month = '01', day = '01', hour = '00', minute = '00' } = fields;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  return Number.isNaN(instant.getTime()) || instant.getUTCDate() !== Number(day) ? null : fields;
}
