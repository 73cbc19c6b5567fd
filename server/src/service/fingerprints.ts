/** Names of findings that last: for baselines, and for services that follow a finding from run to run. */
import type { Finding } from './findings';

/** How much of its line names a finding on each side: a file may be one single line. */
const AROUND = 80;

/**
 * A name for each finding of a file, the same wherever it moves in the file: made of its code, of what stands on its
 * line around it, and of how many alike stand before it. No two are the same.
 * @param lines the first line of each finding by its number from 0
 */
export function fingerprintsOf(
  findings: readonly Pick<Finding, 'code' | 'range'>[],
  lines: ReadonlyMap<number, string>,
): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = [finding.code, ...around(finding, lines)].join('\n');
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return hash(`${key}\n${count}`);
  });
}

/** The text of a finding on its first line, as it counts for its fingerprint: for people who read fingerprints. */
export function textOf(finding: Pick<Finding, 'range'>, lines: ReadonlyMap<number, string>): string {
  return around(finding, lines)[1];
}

/** What stands on the line before a finding, in it and behind it, its blanks made alike. */
function around(
  { range: { start, end } }: Pick<Finding, 'range'>,
  lines: ReadonlyMap<number, string>,
): [string, string, string] {
  const line = lines.get(start.line) ?? '';
  const until = end.line === start.line ? Math.min(end.character, start.character + AROUND) : start.character;
  const part = (from: number, to: number): string => line.slice(from, to).replace(/\s+/g, ' ').trim();
  return [
    part(Math.max(0, start.character - AROUND), start.character),
    part(start.character, until),
    part(until, until + AROUND),
  ];
}

/** 64 bits as 16 hexadecimal digits: FNV-1a twice, over the text and over it from behind. */
function hash(text: string): string {
  let [forward, backward] = [0x811c9dc5, 0x811c9dc5];
  for (let index = 0; index < text.length; index++) {
    forward = Math.imul(forward ^ text.charCodeAt(index), 0x01000193);
    backward = Math.imul(backward ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return [forward, backward].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
