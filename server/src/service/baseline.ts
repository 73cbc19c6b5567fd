/** Baselines: findings that are known, by file, so that only what is new counts. The command line reads and writes them. */
import { listOf, mapOf, object, readJson, text, type Shape, type ShapeProblem } from '../vpc/shape';
import { isKnownCode } from './suppression/codes';

/** A finding that is known. */
export interface BaselineEntry {
  readonly code: string;
  /** What stands there, for people who read the file. */
  readonly text: string;
  /** See `fingerprints.ts`. */
  readonly fingerprint: string;
}

/** By file: paths that count from the baseline's folder, with forward slashes. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>;

/** The number changes when files of this format can no longer be read as before. */
const VERSION = 1;

/** What nobody can read is never known: see {@link canBeKnown}. */
const code = text(/^(?!xml\/)./, 'a code that is not of the room xml: what is not well-formed is always reported');

const version: Shape<number> = (value, pointer, report): value is number => {
  if (value === VERSION) return true;
  const message = 'Expected version {0}, found {1}: another version of VPC Tools has written this file.';
  report({ pointer, message, args: [String(VERSION), String(value)] });
  return false;
};

const anyText: Shape<string> = (value, pointer, report): value is string =>
  value === '' || text()(value, pointer, report);

const entry = object<BaselineEntry>({ code, text: anyText, fingerprint: text(/^[\da-f]{16}$/, 'a fingerprint') });
const file = object<{ readonly files: Readonly<Record<string, readonly BaselineEntry[]>> }>({
  version,
  files: mapOf(anyText, listOf(entry)),
});

/** Reads a baseline. @returns `null` and why, where there is any mistake */
export function readBaseline(json: string): { baseline: Baseline | null; problems: readonly ShapeProblem[] } {
  const { value, problems } = readJson(json, file);
  return { baseline: value && new Map(Object.entries(value.files)), problems };
}

/** A baseline as text: the same for the same findings, one of them a line, so that a change of it can be reviewed. */
export function writeBaseline(baseline: Baseline): string {
  const files = [...baseline].filter(([, entries]) => entries.length > 0).sort(([a], [b]) => order(a, b));
  const lists = files.map(([path, entries]) => {
    const sorted = [...entries].sort(
      (a, b) => order(a.code, b.code) || order(a.text, b.text) || order(a.fingerprint, b.fingerprint),
    );
    const lines = sorted.map(({ code, text, fingerprint }) => {
      const [quotedCode, quotedText] = [code, text].map((value) => JSON.stringify(value));
      return `      { "code": ${quotedCode}, "text": ${quotedText}, "fingerprint": "${fingerprint}" }`;
    });
    return `    ${JSON.stringify(path)}: [\n${lines.join(',\n')}\n    ]`;
  });
  const list = lists.length === 0 ? '{}' : `{\n${lists.join(',\n')}\n  }`;
  return `{\n  "version": ${VERSION},\n  "files": ${list}\n}\n`;
}

/** The same on every machine, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a finding may be held back because it is known. */
export function canBeKnown(code: string): boolean {
  return !code.startsWith('xml/');
}

/**
 * The entries of a file that no longer occur. Those of codes that were not looked for may still do.
 * @param findings all that was found in it
 */
export function absentEntries(
  entries: readonly BaselineEntry[],
  findings: readonly Pick<BaselineEntry, 'code' | 'fingerprint'>[],
  isLookedFor: (code: string) => boolean,
): BaselineEntry[] {
  // What is wrong with the XML may hide what is wrong in it.
  if (findings.some(({ code }) => !canBeKnown(code))) return [];
  const there = new Set(findings.map(({ fingerprint }) => fingerprint));
  return entries.filter(
    ({ code, fingerprint }) => !there.has(fingerprint) && (!isKnownCode(code) || isLookedFor(code)),
  );
}
