/** Baselines: known and accepted problems, by file. The command line reads and writes them, and reports only other problems. */
import { listOf, mapOf, object, readJson, text, type Shape, type ShapeProblem } from '../domain/shape';
import { isKnownCode } from './suppression/codes';

/** A known problem. */
export interface BaselineEntry {
  readonly code: string;
  /** The text at the problem, for people who read the file. */
  readonly text: string;
  /** See `fingerprints.ts`. */
  readonly fingerprint: string;
}

/** By file: paths relative to the baseline's folder, with forward slashes. */
export type Baseline = ReadonlyMap<string, readonly BaselineEntry[]>;

/** To be raised when the format changes incompatibly. */
const VERSION = 1;

/** See {@link canBeInBaseline}. */
const code = text(/^(?!xml\/)./, 'a code that does not start with xml/ (well-formedness errors are always reported)');

const version: Shape<number> = (value, pointer, report): value is number => {
  if (value === VERSION) return true;
  const message = 'Expected version {0}, found {1}: the file was written by another version of VPC Tools.';
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

/** Reads a baseline. @returns `baseline` is `null` where there are problems */
export function readBaseline(json: string): { baseline: Baseline | null; problems: readonly ShapeProblem[] } {
  const { value, problems } = readJson(json, file);
  return { baseline: value && new Map(Object.entries(value.files)), problems };
}

/** A baseline as text, deterministic and with one problem per line, so that its changes can be reviewed. */
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

/** Compares by code units: the order must not depend on the machine's locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether problems of a code can be accepted. Well-formedness errors cannot: the file is unreadable to other tools. */
export function canBeInBaseline(code: string): boolean {
  return !code.startsWith('xml/');
}

/**
 * The entries of a file whose problems no longer occur. Entries of codes that were not checked are left out.
 * @param diagnostics all diagnostics of the file
 */
export function absentEntries(
  entries: readonly BaselineEntry[],
  diagnostics: readonly Pick<BaselineEntry, 'code' | 'fingerprint'>[],
  isChecked: (code: string) => boolean,
): BaselineEntry[] {
  // Well-formedness errors can hide other problems.
  if (diagnostics.some(({ code }) => !canBeInBaseline(code))) return [];
  const present = new Set(diagnostics.map(({ fingerprint }) => fingerprint));
  return entries.filter(
    ({ code, fingerprint }) => !present.has(fingerprint) && (!isKnownCode(code) || isChecked(code)),
  );
}
