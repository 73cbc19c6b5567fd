/** Stable identifiers of problems: for baselines, and for services that track a problem from run to run. */
import type { Diagnostic } from './diagnostic';

/** How many UTF-16 units of the line count on each side: a file can be a single line. */
const CONTEXT_LENGTH = 80;

/**
 * An identifier for each diagnostic of a file. It does not depend on the line number: it is a hash of the code, the text of
 * the line around the diagnostic, and the number of equal ones before it. All are different.
 * @param lines the first line of each diagnostic, by its number from 0
 */
export function fingerprintsOf(
  diagnostics: readonly Pick<Diagnostic, 'code' | 'range'>[],
  lines: ReadonlyMap<number, string>,
): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const key = [diagnostic.code, ...context(diagnostic, lines)].join('\n');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return hash(`${key}\n${count}`);
  });
}

/** The text of a diagnostic on its first line, as it counts for the fingerprint: for people who read baselines. */
export function textOf(diagnostic: Pick<Diagnostic, 'range'>, lines: ReadonlyMap<number, string>): string {
  return context(diagnostic, lines)[1];
}

/** The text of the line before a diagnostic, in it and after it, with whitespace normalised. */
function context(
  { range: { start, end } }: Pick<Diagnostic, 'range'>,
  lines: ReadonlyMap<number, string>,
): [string, string, string] {
  const line = lines.get(start.line) ?? '';
  const until = end.line === start.line ? Math.min(end.character, start.character + CONTEXT_LENGTH) : start.character;
  const part = (from: number, to: number): string => line.slice(from, to).replace(/\s+/g, ' ').trim();
  return [
    part(Math.max(0, start.character - CONTEXT_LENGTH), start.character),
    part(start.character, until),
    part(until, until + CONTEXT_LENGTH),
  ];
}

/** 64 bits as 16 hexadecimal digits: FNV-1a over the text and over the reversed text. */
function hash(text: string): string {
  let [forward, backward] = [0x811c9dc5, 0x811c9dc5];
  for (let index = 0; index < text.length; index++) {
    forward = Math.imul(forward ^ text.charCodeAt(index), 0x01000193);
    backward = Math.imul(backward ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return [forward, backward].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
