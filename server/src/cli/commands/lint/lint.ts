import { fileURLToPath, pathToFileURL } from 'node:url';
import { diffFor } from '../../edits';
import { Environment } from '../../environment';
import { MAX_PROBLEMS } from '../../../workspace/diagnostic';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import type { WalkNote } from '../../folders';
import { isUnreadable, inputPath } from '../../input';
import { noteInput } from '../../inputs';
import { bareSink, ExitCode, usageError, type Io, type Sink, type Bundled } from '../../io';
import { walk } from '../../namedFiles';
import { isIncomplete, note, noteLines } from '../../noteLines';
import { added, baselineSummaryOf, summaryOf, type FileReport, type Summary } from '../../reporters/reporter';
import { counted } from '../../reporters/text';
import { Baselines } from './baselines';
import { withSpellings } from './deferredSpellings';
import { Destinations } from './destinations';
import { THRESHOLDS, type LintOptions } from './options';
import type { Fixed, Outcome } from './report';
import type { Threads } from './threads';
import { check } from './check';
import { localize } from '../../language';

/** `vpc lint`: checks files and reports their problems. */
export async function lint(args: readonly string[], options: LintOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  refuseConflictingOptions(args, options);
  if (!options.watch) return lintOnce(args, options, bundled, io);
  const { watchFiles, WatchedRun } = await import('./watch');
  const watched = new WatchedRun(options, bundled, io);
  return watchFiles(
    args,
    () => lintOnce(args, options, bundled, io),
    (path) => watched.reads(path),
    io,
  );
}

async function lintOnce(args: readonly string[], options: LintOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const { jobs = 1 } = options;
  if (jobs < 2 || io.program === undefined) return lintFiles(args, options, bundled, null, io);
  const { Threads } = await import('./threads');
  const threads = new Threads(jobs - 1, io.program, options, io);
  try {
    return await lintFiles(args, options, bundled, threads, io);
  } finally {
    await threads.end();
  }
}

async function lintFiles(
  args: readonly string[],
  options: LintOptions,
  bundled: Bundled,
  threads: Threads | null,
  io: Io,
): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io, true);
  const onlyVpc = options.ignoreUnknown === true;
  const { files: named, notes } = await walk(args.length === 0 ? ['.'] : args, environment, io, { onlyVpc });
  const files = await selected(named, options, io);
  await noteInputs(files, environment, io);
  const sink = sinkOf(files, options, io);
  const destinations = await Destinations.open(options.reports, { sink, version: bundled.version, io });
  const baselines = await Baselines.open(files, options, environment, io);
  const run = new Run(options, destinations, baselines, io);
  run.takeWalk(notes);
  const bare = bareSink(io.err);
  const progress = new Progress(files.length, options.quiet ? { ...bare, isTerminal: false } : bare);
  let index = 0;
  for await (const outcome of outcomes(files, named, options, environment, threads, io)) {
    const reported = await compared(outcome, files[index++]!, baselines);
    progress.clear();
    run.take(reported);
    progress.step();
  }
  progress.clear();
  return run.end();
}

/** The outcome of a file with its known problems suppressed. An error of this program is one of the file. */
async function compared(outcome: Outcome, file: string, baselines: Baselines): Promise<Outcome> {
  return withinFile(
    file,
    () => baselines.apply(outcome, file),
    (reason) => ({ ...outcome, result: { path: outcome.result.path, reason, isStopped: true } }),
  );
}

/** Records the files of the run and of its configuration: no report is written over one. */
async function noteInputs(files: readonly string[], environment: Environment, io: Io): Promise<void> {
  for (const file of files) if (file !== STANDARD_INPUT) noteInput(file, io);
  const { found, schemaUri, profileUri, baselineUri } = await environment.configured(`${pathToFileURL(io.cwd).href}/`);
  for (const uri of [found?.uri, schemaUri, profileUri, baselineUri]) {
    if (uri?.startsWith('file:')) noteInput(fileURLToPath(uri), io);
  }
}

/** The destination of reports without a file: standard output, unless that gets a fixed document or a diff. */
function sinkOf(files: readonly string[], { fix, dryRun }: LintOptions, io: Io): Sink | null {
  if (dryRun) return null;
  // A report escapes what it contains, and its colours are control sequences.
  return fix && files.includes(STANDARD_INPUT) ? bareSink(io.err) : io.out;
}

/** The files to check: the named ones, limited by `--changed`, `--since` and `--shard`. */
async function selected(
  named: readonly string[],
  { changed, since, shard }: LintOptions,
  io: Io,
): Promise<readonly string[]> {
  let files: readonly string[] = named;
  if (changed || since !== undefined) {
    const { changedFiles } = await import('../../git');
    files = await changedFiles(files, since, io);
  }
  return shard === undefined ? files : files.filter((_, index) => index % shard.count === shard.index - 1);
}

function refuseConflictingOptions(args: readonly string[], options: LintOptions): void {
  const { watch, fix, dryRun, changed, since, baseline, updateBaseline } = options;
  if (updateBaseline && baseline === false)
    throw usageError(localize('--update-baseline and --no-baseline cannot be combined'));
  if (updateBaseline && dryRun) throw usageError(localize('--dry-run and --update-baseline cannot be combined'));
  if (updateBaseline && watch) throw usageError(localize('--watch and --update-baseline cannot be combined'));
  const hasInput = args.includes(STANDARD_INPUT);
  if (watch && hasInput) throw usageError(localize('--watch does not work with standard input'));
  if (watch && (fix || dryRun)) throw usageError(localize('--watch cannot be combined with --fix or --dry-run'));
  if ((changed || since !== undefined) && hasInput)
    throw usageError(localize('--changed does not work with standard input'));
}

/** Collects the outcomes of a run. */
class Run {
  private summary: Summary = summaryOf([]);
  private known = 0;
  private stale: number | null = null;
  private fixed = 0;
  private fixedFiles = 0;
  private unwritten = 0;
  private isIncomplete = false;
  private readonly printed = new Set<string>();
  private readonly schemas = new Set<string>();

  constructor(
    private readonly options: LintOptions,
    private readonly destinations: Destinations,
    private readonly baselines: Baselines,
    private readonly io: Io,
  ) {}

  /** Takes what the search for files could not read (which `--quiet` does not hide) and what it left out. */
  takeWalk(notes: readonly WalkNote[]): void {
    this.isIncomplete = isIncomplete(notes);
    const shown = this.options.quiet ? notes.filter(({ kind }) => kind !== 'skipped') : notes;
    for (const line of noteLines(shown, this.io)) this.note(line);
  }

  take({ result, notes, schemas = [], fix }: Outcome): void {
    if (!this.options.quiet) this.noteOnce(notes);
    for (const schema of schemas) this.takeSchema(schema);
    if (isUnreadable(result)) {
      this.summary = { ...this.summary, unreadable: this.summary.unreadable + 1 };
      this.destinations.unreadable(result);
      const { path, reason, isStopped } = result;
      this.note(isStopped ? `${path}: ${reason}` : localize('cannot read {0}: {1}', path, reason));
    } else {
      this.summary = added(this.summary, summaryOf([result]));
      if (result.leftOut !== undefined) {
        this.isIncomplete = true;
        this.note(
          localize(
            '{0}: {1} more problems are not reported; the limit is {2} for each file',
            result.path,
            String(result.leftOut),
            String(MAX_PROBLEMS),
          ),
        );
      }
      this.takeBaseline(result);
      this.report(this.options.quiet ? withoutUncounted(result, this.options) : result);
    }
    if (fix !== undefined) this.takeFix(fix);
  }

  /** Reports a schema document once, and does not count it as a file that was checked. */
  private takeSchema(report: FileReport): void {
    if (this.schemas.has(report.path)) return;
    this.schemas.add(report.path);
    this.summary = added(this.summary, { ...summaryOf([report]), files: 0 });
    this.report(this.options.quiet ? withoutUncounted(report, this.options) : report);
  }

  /** A report that cannot be written of one file is written of the others. */
  private report(result: FileReport): void {
    for (const reason of this.destinations.file(result)) {
      this.isIncomplete = true;
      this.note(`${result.path}: ${reason}`);
    }
  }

  private takeBaseline(result: FileReport): void {
    const baseline = baselineSummaryOf(result);
    if (baseline === null) return;
    this.known += baseline.known;
    this.stale = (this.stale ?? 0) + baseline.stale;
  }

  private takeFix({ fixed, diff, text, failure }: Fixed): void {
    if (failure !== undefined) {
      this.unwritten++;
      this.note(failure);
    }
    this.fixed += fixed;
    if (fixed > 0) this.fixedFiles++;
    if (diff !== undefined) this.io.out.write(diffFor(diff, this.io));
    if (text !== undefined) this.io.out.write(text);
  }

  async end(): Promise<ExitCode> {
    const { gone, notes } = await this.baselines.end();
    const stale = gone.reduce((sum, { absent }) => sum + absent.length, this.stale ?? 0);
    const hasBaseline = this.stale !== null || gone.length > 0;
    const summary: Summary = {
      ...this.summary,
      ...(this.unwritten > 0 && { unwritten: this.unwritten }),
      ...(hasBaseline && { baseline: { known: this.known, stale } }),
    };
    await this.destinations.end(summary, gone);
    if (!this.options.quiet) for (const note of notes) this.note(note);
    const { fix, dryRun, quiet } = this.options;
    if ((fix || dryRun) && !quiet) {
      const problems = counted(this.fixed, '{0} problem', '{0} problems');
      const files = counted(this.fixedFiles, '{0} file', '{0} files');
      this.note(localize(dryRun ? '--fix would fix {0} in {1}' : 'fixed {0} in {1}', problems, files));
    }
    if (summary.unreadable > 0 || this.unwritten > 0 || this.isIncomplete) return ExitCode.Failure;
    return this.isOverThreshold() ? ExitCode.Findings : ExitCode.Clean;
  }

  private isOverThreshold(): boolean {
    const { errors, warnings, infos } = this.summary;
    const { failOn, maxWarnings = Infinity } = this.options;
    const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
    return counts[failOn] > 0 || warnings > maxWarnings;
  }

  /** Several threads can produce the same note. */
  private noteOnce(notes: readonly string[]): void {
    for (const note of notes) if (!this.printed.has(note)) this.note(note);
    for (const note of notes) this.printed.add(note);
  }

  private note(line: string): void {
    note(line, this.io);
  }
}

/** A report without the findings below the threshold of `--fail-on`. */
function withoutUncounted(report: FileReport, { failOn }: LintOptions): FileReport {
  const counting: readonly string[] = THRESHOLDS.slice(0, THRESHOLDS.indexOf(failOn) + 1);
  return { ...report, findings: report.findings.filter(({ severity }) => counting.includes(severity)) };
}

/**
 * The outcome of each file, in their order.
 * @param threads that check files beside this one; `null`: none
 * @param named all files named in the run, which rules that use other files can read
 */
export async function* outcomes(
  files: readonly string[],
  named: readonly string[],
  options: LintOptions,
  environment: Environment,
  threads: Threads | null,
  io: Io,
): AsyncGenerator<Outcome> {
  const run = named.map((file) => (file === STANDARD_INPUT ? inputPath(options.stdinFilename, io) : file));
  const siblings = environment.setRunFiles(run);
  const hasInput = files.includes(STANDARD_INPUT);
  // A fixed file has other names, and standard input cannot be read again.
  const defersSpellings = files.length > 1 && !options.fix && !options.dryRun && !hasInput;
  siblings.defersSpellings = defersSpellings;
  const checked = (file: string): Promise<Outcome> => check(file, options, environment, io);
  // Only this thread has standard input.
  const all =
    threads === null || hasInput || files.length < 2
      ? inTurn(files, checked)
      : threads.lint({ files, run, heads: environment.heads, defersSpellings }, checked);
  if (!defersSpellings) {
    yield* all;
    return;
  }
  yield* withSpellings(all, files, environment, siblings, async (file) => {
    siblings.defersSpellings = false;
    const outcome = await checked(file);
    siblings.defersSpellings = true;
    return outcome;
  });
}

async function* inTurn(files: readonly string[], checked: (file: string) => Promise<Outcome>): AsyncGenerator<Outcome> {
  for (const file of files) yield await checked(file);
}

/** The progress line appears after this time, in milliseconds. */
const DELAY = 1_000;
/** The shortest time between two updates of the line, in milliseconds. */
const INTERVAL = 100;

/** A line on a terminal with the progress of a long run; elsewhere nothing. */
export class Progress {
  private done = 0;
  private last = Date.now() + DELAY - INTERVAL;
  private isShown = false;

  constructor(
    private readonly total: number,
    private readonly sink: Sink,
  ) {}

  /** Counts a file that is done. */
  step(): void {
    this.done++;
    if (!this.sink.isTerminal || this.done === this.total || Date.now() < this.last + INTERVAL) return;
    this.last = Date.now();
    this.isShown = true;
    this.sink.write(`\r${localize('{0} of {1} files', String(this.done), String(this.total))}`);
  }

  /** Removes the line before other output. */
  clear(): void {
    if (this.isShown) this.sink.write('\r\u001b[K');
    this.isShown = false;
  }
}
