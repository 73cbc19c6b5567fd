/** The baselines of a run: finds the baseline of each file, suppresses known problems and updates baselines. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  absentEntries,
  canBeInBaseline,
  readBaseline,
  writeBaseline,
  type Baseline,
  type BaselineEntry,
} from '../../../workspace/baseline';
import { jsonText } from '../../../workspace/jsonText';
import { decode, type Decoded } from '../../../xml/decode';
import { textOf } from '../../../workspace/fingerprints';
import { isDevicePath, isNetworkPath } from '../../../disk/gate';
import type { Environment } from '../../environment';
import { displayPath, STANDARD_INPUT, toPosix } from '../../files';
import { isUnreadable } from '../../input';
import { usageError, type Io } from '../../io';
import type { FileReport, RemovedFile, ReportedDiagnostic } from '../../reporters/reporter';
import { counted, printable } from '../../reporters/text';
import { reason, writeFileAtomically } from '../../write';
import type { LintOptions } from './options';
import type { Outcome } from './report';
import { localize } from '../../language';

/** The result of the baselines at the end of a run. */
export interface BaselinesEnd {
  /** Files that are in a baseline and no longer exist. */
  readonly gone: readonly RemovedFile[];
  readonly notes: readonly string[];
}

type BaselineOptions = Pick<LintOptions, 'baseline' | 'updateBaseline' | 'stdinFilename'>;

/** A baseline file and what has been compared with it so far. */
interface OpenBaseline {
  /** Absolute. */
  readonly path: string;
  /** `null`: the file does not exist yet. */
  readonly text: string | null;
  readonly known: Baseline;
  /** The entries after an update, by file name in the baseline; only files that have been checked. */
  readonly next: Map<string, readonly BaselineEntry[]>;
  added: number;
  absent: number;
}

export class Baselines {
  readonly #opened = new Map<string, Promise<OpenBaseline>>();

  private constructor(
    private readonly options: BaselineOptions,
    private readonly environment: Environment,
    private readonly io: Io,
  ) {}

  /**
   * Reads the baseline of the current folder, so that its problems are reported at once, as a usage error.
   * @param files the files to check, as from `walk`
   */
  static async open(
    files: readonly string[],
    options: BaselineOptions,
    environment: Environment,
    io: Io,
  ): Promise<Baselines> {
    const baselines = new Baselines(options, environment, io);
    const here = await baselines.#pathFor(resolve(io.cwd, 'any'));
    if (here !== null) await baselines.#open(here);
    else if (options.updateBaseline && !(await baselines.#existsForAny(files))) {
      throw usageError(localize('No baseline file given. Use --baseline FILE, or set "baseline" in vpc.config.json'));
    }
    return baselines;
  }

  /** The outcome of a file with its known problems suppressed. */
  async apply(outcome: Outcome, file: string): Promise<Outcome> {
    const { result, checkKinds } = outcome;
    const named = file === STANDARD_INPUT ? this.options.stdinFilename : file;
    if (isUnreadable(result) || checkKinds === undefined || named === undefined) return outcome;
    const path = resolve(this.io.cwd, named);
    const baselinePath = await this.#pathFor(path);
    if (baselinePath === null) return outcome;
    const baseline = await this.#open(baselinePath);
    const { checks } = await this.environment.configured(pathToFileURL(path).href);
    const isChecked = (code: string): boolean =>
      checkKinds.includes(code.startsWith('xsd/') ? 'xsd' : 'vpc') && checks.isOn(code);
    return { ...outcome, result: this.#compared(result, nameIn(baseline, path), baseline, isChecked) };
  }

  /** Updates the baselines if that is requested. @returns removed files and notes for the user */
  async end(): Promise<BaselinesEnd> {
    const gone: RemovedFile[] = [];
    const notes: string[] = [];
    for (const opened of this.#opened.values()) {
      const baseline = await opened;
      const next = new Map(baseline.next);
      for (const [name, entries] of baseline.known) {
        if (baseline.next.has(name)) continue;
        const path = resolve(dirname(baseline.path), name);
        // A path to another computer in the file is not looked at.
        if (isNetworkPath(path) || isDevicePath(path) || (await exists(path))) next.set(name, entries);
        else gone.push({ path: displayPath(path, this.io), absent: entries });
      }
      const absent = baseline.absent + gone.reduce((sum, file) => sum + file.absent.length, 0);
      const name = displayPath(baseline.path, this.io);
      if (this.options.updateBaseline) notes.push(await this.#update(baseline, next, absent));
      else if (absent > 0) {
        notes.push(
          absent === 1
            ? localize('1 problem of {0} no longer occurs; run with --update-baseline to remove it', name)
            : localize(
                '{1} problems of {0} no longer occur; run with --update-baseline to remove them',
                name,
                String(absent),
              ),
        );
      }
    }
    return { gone, notes };
  }

  #compared(
    report: FileReport,
    name: string,
    baseline: OpenBaseline,
    isChecked: (code: string) => boolean,
  ): FileReport {
    const entries = baseline.known.get(name) ?? [];
    const before = new Set(entries.map(({ fingerprint }) => fingerprint));
    const absent = absentEntries(entries, report.findings, isChecked);
    const isNew = ({ fingerprint }: ReportedDiagnostic): boolean => !before.has(fingerprint);
    const isKnown = (finding: ReportedDiagnostic): boolean =>
      canBeInBaseline(finding.code) && (this.options.updateBaseline === true || !isNew(finding));
    const known = report.findings.filter(isKnown);
    this.#record(baseline, name, { entries, absent, known, lines: report.lines });
    return {
      ...report,
      findings: report.findings.filter((finding) => !isKnown(finding)),
      suppressed: [
        ...(report.suppressed ?? []),
        ...known.map((finding) => ({
          ...finding,
          suppression: { kind: 'external' as const, ...(isNew(finding) && { isNew: true }) },
        })),
      ],
      absent,
    };
  }

  /** Records the next entries of a file: its known problems, and entries whose checks did not run. */
  #record(
    baseline: OpenBaseline,
    name: string,
    {
      entries,
      absent,
      known,
      lines,
    }: {
      readonly entries: readonly BaselineEntry[];
      readonly absent: readonly BaselineEntry[];
      readonly known: readonly ReportedDiagnostic[];
      readonly lines: FileReport['lines'];
    },
  ): void {
    const current = known.map((finding) => {
      return { code: finding.code, text: textOf(finding, lines), fingerprint: finding.fingerprint };
    });
    const replaced = new Set([...absent, ...current].map(({ fingerprint }) => fingerprint));
    baseline.next.set(name, [...current, ...entries.filter(({ fingerprint }) => !replaced.has(fingerprint))]);
    const before = new Set(entries.map(({ fingerprint }) => fingerprint));
    baseline.added += current.filter(({ fingerprint }) => !before.has(fingerprint)).length;
    baseline.absent += absent.length;
  }

  async #update(baseline: OpenBaseline, next: Baseline, absent: number): Promise<string> {
    const text = writeBaseline(next);
    const name = displayPath(baseline.path, this.io);
    if (text !== baseline.text) await writeFileAtomically(baseline.path, text, this.io);
    const total = [...next.values()].reduce((sum, entries) => sum + entries.length, 0);
    const problems = counted(total, '{0} problem', '{0} problems');
    return localize('{0} has {1}: {2} added, {3} removed', name, problems, String(baseline.added), String(absent));
  }

  async #existsForAny(files: readonly string[]): Promise<boolean> {
    for (const file of files) if ((await this.#pathFor(file)) !== null) return true;
    return false;
  }

  /** The path of the baseline of a file, absolute; `null` if it has none. */
  async #pathFor(file: string): Promise<string | null> {
    const { baseline } = this.options;
    if (baseline === false) return null;
    if (baseline !== undefined) return resolve(this.io.cwd, baseline);
    const { baselineUri } = await this.environment.configured(pathToFileURL(file).href);
    return baselineUri === null ? null : fileURLToPath(baselineUri);
  }

  #open(path: string): Promise<OpenBaseline> {
    let baseline = this.#opened.get(path);
    if (baseline === undefined) this.#opened.set(path, (baseline = this.#read(path)));
    return baseline;
  }

  async #read(path: string): Promise<OpenBaseline> {
    const file = await this.#decoded(path);
    const json = file && jsonText(file);
    const text = json?.text ?? null;
    const { baseline, problems } =
      json === null
        ? { baseline: new Map<string, readonly BaselineEntry[]>(), problems: [] }
        : json.text === null
          ? { baseline: null, problems: [json.placedProblem] }
          : readBaseline(json.text);
    if (baseline !== null) return { path, text, known: baseline, next: new Map(), added: 0, absent: 0 };
    const lines = problems.map(({ pointer, message, args }) => {
      // Messages of the JSON parser quote the text, including line breaks.
      const text = localize(message, ...args);
      return printable(pointer === '' ? text : localize('at {0}: {1}', pointer, text));
    });
    throw usageError(
      [
        localize('Invalid baseline {0}:', displayPath(path, this.io)),
        ...lines,
        localize(
          'If it is a baseline, correct it, or delete it and run with --update-baseline. Otherwise name another file.',
        ),
      ].join('\n  '),
    );
  }

  /** A baseline file; `null` if it does not exist and will be created. */
  async #decoded(path: string): Promise<Decoded | null> {
    try {
      return decode(await readFile(path));
    } catch (error) {
      if (this.options.updateBaseline && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      const name = displayPath(path, this.io);
      throw usageError(
        localize('Cannot read the baseline {0}: {1}. Run with --update-baseline to create it', name, reason(error)),
      );
    }
  }
}

/** The name of a file in a baseline: its path from the baseline's folder. */
function nameIn({ path }: OpenBaseline, file: string): string {
  return toPosix(relative(dirname(path), file));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
