/** Whether a file name fits a pattern. In time proportional to name and pattern: both can come from a hostile repository. */
import { dateFields, parsePattern } from './fileName';
import {
  compilePattern,
  fits,
  isAny,
  isDigit,
  literal,
  literally,
  oneOrMore,
  type Meter,
  type Pattern,
  type Program,
} from './pattern/machine';
import type { Profile } from './profile';

/** A glob of one segment: `*` any characters, `?` one. Case-insensitive, as most suppliers' file systems are. */
export function globPattern(glob: string): Program {
  return compiled(
    Array.from(inNormalForm(glob), (character): Pattern => {
      const any: Pattern = { kind: 'character', accepts: isAny };
      if (character === '*') return { kind: 'repeat', body: any, min: 0, max: Infinity };
      return character === '?' ? any : literal(character);
    }),
  );
}

/**
 * A filename convention, `{supplier}_VPC_{published:yyyy-MM-dd}.xml`, in the shape of which a name can be: a token is at least
 * one character, a date field at least one digit.
 * @returns `null` where the convention tells nothing apart, since it has neither text (besides the extension) nor a date
 */
function conventionPattern(convention: string): Program | null {
  const parts = parsePattern(convention);
  if (parts === null) return null;
  const lastDot = convention.lastIndexOf('.');
  const beforeExtension = lastDot < 0 ? convention : convention.slice(0, lastDot);
  const text = parsePattern(beforeExtension) ?? parts;
  const isTelling = text.some((part) => (typeof part === 'string' ? /[\p{L}\p{N}]/u.test(part) : part.format !== ''));
  if (!isTelling) return null;
  return compiled(
    parts.flatMap((part) => {
      if (typeof part === 'string') return literally(inNormalForm(part));
      if (part.format === '') return oneOrMore(isAny);
      return dateFields(part.format).map(({ text: piece, isField }) =>
        isField ? oneOrMore(isDigit) : literally(inNormalForm(piece)),
      );
    }),
  );
}

/** The end of the names that fit a glob or convention, in lower case: `.xml`; empty where it can be any. */
export function extensionOf(pattern: string): string {
  const end = pattern.slice(Math.max(...Array.from('*?{}', (wildcard) => pattern.lastIndexOf(wildcard))) + 1);
  const dot = end.lastIndexOf('.');
  return dot < 0 ? '' : end.slice(dot).toLowerCase();
}

const patterns = new WeakMap<Profile, readonly Program[]>();

/** Whether a file is named like the profile's files: by one of its globs or by its filename convention. */
export function isNamedLike(profile: Profile, fileName: string): boolean {
  let known = patterns.get(profile);
  if (known === undefined) {
    const convention = conventionPattern(profile.fileName.pattern);
    known = [...profile.recognition.fileNames.map(globPattern), ...(convention === null ? [] : [convention])];
    patterns.set(profile, known);
  }
  return known.some((pattern) => nameFits(fileName, pattern));
}

/** Whether all of a name fits a pattern. */
export function nameFits(name: string, pattern: Program, meter?: Meter): boolean {
  return fits(inNormalForm(name), pattern, meter);
}

function inNormalForm(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** A pattern that is too long fits nothing: profiles and configurations with such patterns are refused when they are read. */
function compiled(parts: readonly Pattern[]): Program {
  return compilePattern({ kind: 'sequence', parts }) ?? NOTHING;
}

const NOTHING: Program = compilePattern({ kind: 'choice', options: [] })!;
