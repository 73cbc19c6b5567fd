/** The baselines of a run: which one holds for which file, what is held back by it, and what becomes of it. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  absentEntries,
  canBeKnown,
  readBaseline,
  writeBaseline,
  type Baseline,
  type BaselineEntry,
} from '../../../service/baseline';
import { textOf } from '../../../service/fingerprints';
import { english } from '../../../service/localize';
import type { Environment } from '../../environment';
import { displayPath, STANDARD_INPUT, toPosix } from '../../files';
import { isUnreadable } from '../../input';
import { usageError, type Io } from '../../io';
import type { FileReport, GoneFile, ReportedFinding } from '../../reporters/reporter';
import { counted, printable } from '../../reporters/text';
import { reason, writeFileAtomically } from '../../write';
import type { LintOptions } from './options';
import type { Outcome } from './outcome';

/** What the end of a run says of its baselines. */
export interface BaselinesEnd {
  /** Files that baselines name and that are no more. */
  readonly gone: readonly GoneFile[];
  readonly notes: readonly string[];
}

type BaselineOptions = Pick<LintOptions, 'baseline' | 'updateBaseline' | 'stdinFilename'>;

/** One baseline file, and what of it was met so far. */
interface Held {
  /** Absolute. */
  readonly path: string;
  readonly text: string | null;
  readonly known: Baseline;
  /** By name in the baseline: what is to be in it of the files that were checked. */
  readonly next: Map<string, readonly BaselineEntry[]>;
  added: number;
  absent: number;
}

export class Baselines {
  readonly #held = new Map<string, Promise<Held>>();

  private constructor(
    private readonly options: BaselineOptions,
    private readonly environment: Environment,
    private readonly io: Io,
  ) {}

  /**
   * Reads the one that holds in the current folder, so that what is wrong with it is said at once.
   * @param files those that are to be checked, as of `filesOf`
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
    else if (options.updateBaseline && !(await baselines.#holdsForAny(files))) {
      throw usageError(
        'Nothing says which file the baseline is: name it with --baseline FILE, or by "baseline" in vpc.config.json',
      );
    }
    return baselines;
  }

  /** What came of a file, with what is known held back. */
  async heldBack(outcome: Outcome, file: string): Promise<Outcome> {
    const { result, rooms } = outcome;
    const named = file === STANDARD_INPUT ? this.options.stdinFilename : file;
    if (isUnreadable(result) || rooms === undefined || named === undefined) return outcome;
    const path = resolve(this.io.cwd, named);
    const baseline = await this.#pathFor(path);
    if (baseline === null) return outcome;
    const held = await this.#open(baseline);
    const { checks } = await this.environment.configured(pathToFileURL(path).href);
    const isLookedFor = (code: string): boolean =>
      rooms.includes(code.startsWith('xsd/') ? 'xsd' : 'vpc') && checks.isOn(code);
    return { ...outcome, result: this.#compared(result, nameIn(held, path), held, isLookedFor) };
  }

  /** Writes the baselines that are to be updated, and says what became of each. */
  async end(): Promise<BaselinesEnd> {
    const gone: GoneFile[] = [];
    const notes: string[] = [];
    for (const opened of this.#held.values()) {
      const held = await opened;
      const there = new Map(held.next);
      for (const [name, entries] of held.known) {
        if (held.next.has(name)) continue;
        const path = resolve(dirname(held.path), name);
        if (await isThere(path)) there.set(name, entries);
        else gone.push({ path: displayPath(path, this.io), absent: entries });
      }
      const absent = held.absent + gone.reduce((sum, file) => sum + file.absent.length, 0);
      const name = displayPath(held.path, this.io);
      if (this.options.updateBaseline) notes.push(await this.#update(held, there, absent));
      else if (absent > 0) {
        const verb = absent === 1 ? 'occurs' : 'occur';
        notes.push(`${counted(absent, 'finding')} of ${name} no longer ${verb}; --update-baseline drops what is stale`);
      }
    }
    return { gone, notes };
  }

  #compared(report: FileReport, name: string, held: Held, isLookedFor: (code: string) => boolean): FileReport {
    const entries = held.known.get(name) ?? [];
    const before = new Set(entries.map(({ fingerprint }) => fingerprint));
    const absent = absentEntries(entries, report.findings, isLookedFor);
    const isNew = ({ fingerprint }: ReportedFinding): boolean => !before.has(fingerprint);
    const isHeldBack = (finding: ReportedFinding): boolean =>
      canBeKnown(finding.code) && (this.options.updateBaseline === true || !isNew(finding));
    const known = report.findings.filter(isHeldBack);
    this.#note(held, name, { entries, absent, known, lines: report.lines });
    return {
      ...report,
      findings: report.findings.filter((finding) => !isHeldBack(finding)),
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

  /** Takes down what is to be in the baseline of a file: what is in it now, and what may still be. */
  #note(
    held: Held,
    name: string,
    {
      entries,
      absent,
      known,
      lines,
    }: {
      readonly entries: readonly BaselineEntry[];
      readonly absent: readonly BaselineEntry[];
      readonly known: readonly ReportedFinding[];
      readonly lines: FileReport['lines'];
    },
  ): void {
    const now = known.map((finding) => {
      return { code: finding.code, text: textOf(finding, lines), fingerprint: finding.fingerprint };
    });
    const taken = new Set([...absent, ...now].map(({ fingerprint }) => fingerprint));
    held.next.set(name, [...now, ...entries.filter(({ fingerprint }) => !taken.has(fingerprint))]);
    const before = new Set(entries.map(({ fingerprint }) => fingerprint));
    held.added += now.filter(({ fingerprint }) => !before.has(fingerprint)).length;
    held.absent += absent.length;
  }

  async #update(held: Held, next: Baseline, absent: number): Promise<string> {
    const text = writeBaseline(next);
    const name = displayPath(held.path, this.io);
    if (text !== held.text) await writeFileAtomically(held.path, text, this.io);
    const total = [...next.values()].reduce((sum, entries) => sum + entries.length, 0);
    return `${name} holds ${counted(total, 'finding')}: ${held.added} added, ${absent} dropped`;
  }

  async #holdsForAny(files: readonly string[]): Promise<boolean> {
    for (const file of files) if ((await this.#pathFor(file)) !== null) return true;
    return false;
  }

  /** The baseline of a file, absolute; `null`: it has none. */
  async #pathFor(file: string): Promise<string | null> {
    const { baseline } = this.options;
    if (baseline === false) return null;
    if (baseline !== undefined) return resolve(this.io.cwd, baseline);
    const { baselineUri } = await this.environment.configured(pathToFileURL(file).href);
    return baselineUri === null ? null : fileURLToPath(baselineUri);
  }

  #open(path: string): Promise<Held> {
    let held = this.#held.get(path);
    if (held === undefined) this.#held.set(path, (held = this.#read(path)));
    return held;
  }

  async #read(path: string): Promise<Held> {
    const text = await this.#textOf(path);
    const { baseline, problems } = text === null ? { baseline: new Map(), problems: [] } : readBaseline(text);
    if (baseline !== null) return { path, text, known: baseline, next: new Map(), added: 0, absent: 0 };
    const lines = problems.map(({ pointer, message, args }) => {
      // The words of the JSON parser quote the text, line breaks and all.
      return printable(`${pointer === '' ? '' : `at ${pointer}: `}${english(message, ...args)}`);
    });
    throw usageError(
      [
        `The baseline ${displayPath(path, this.io)} cannot be used:`,
        ...lines,
        'Put it right, or remove it and have --update-baseline write it anew.',
      ].join('\n  '),
    );
  }

  /** `null` where there is none yet and one is to be written. */
  async #textOf(path: string): Promise<string | null> {
    try {
      return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
    } catch (error) {
      if (this.options.updateBaseline && (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      const name = displayPath(path, this.io);
      throw usageError(`Cannot read the baseline ${name}: ${reason(error)}. --update-baseline writes one`);
    }
  }
}

/** A file as a baseline names it. */
function nameIn({ path }: Held, file: string): string {
  return toPosix(relative(dirname(path), file));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
