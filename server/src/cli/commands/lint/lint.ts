import type { Bundled } from '../../bundled';
import { Environment } from '../../environment';
import { filesOf, STANDARD_INPUT } from '../../files';
import { isUnreadable, type Unreadable } from '../../input';
import { ExitCode, usageError, type Io, type Sink } from '../../io';
import { added, baselineSummaryOf, summaryOf, type FileReport, type Summary } from '../../reporters/reporter';
import { counted } from '../../reporters/text';
import { Baselines } from './baselines';
import { Destinations } from './destinations';
import { outcomes } from './outcomes';
import { THRESHOLDS, type LintOptions } from './options';
import type { Mended, Outcome } from './outcome';
import { Progress } from './progress';

/** `vpc lint`: checks files and reports what is wrong with them. */
export async function lint(args: readonly string[], options: LintOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  refuseContradictions(args, options);
  if (!options.watch) return lintOnce(args, options, bundled, io);
  const { watching } = await import('./watch');
  return watching(args, () => lintOnce(args, options, bundled, io), io);
}

async function lintOnce(args: readonly string[], options: LintOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const named = await namedIn(args, environment, io);
  const files = await chosen(named, options, io);
  const sink = sinkOf(files, options, io);
  const destinations = await Destinations.open(options.reports, { sink, version: bundled.version, io });
  const baselines = await Baselines.open(files, options, environment, io);
  const run = new Run(options, destinations, baselines, io);
  const progress = new Progress(files.length, options.quiet ? { ...io.err, isTerminal: false } : io.err);
  let index = 0;
  for await (const outcome of outcomes(files, named, options, environment, io)) {
    const heldBack = await baselines.heldBack(outcome, files[index++]!);
    progress.clear();
    run.take(heldBack);
    progress.step();
  }
  progress.clear();
  return run.end();
}

/** Where reports go that are for no file: standard output, unless that is for a mended document or a diff. */
function sinkOf(files: readonly string[], { fix, dryRun }: LintOptions, io: Io): Sink | null {
  if (dryRun) return null;
  return fix && files.includes(STANDARD_INPUT) ? io.err : io.out;
}

/** The files that the arguments mean. */
function namedIn(args: readonly string[], { vocabulary }: Environment, io: Io): Promise<string[]> {
  return filesOf(args.length === 0 ? ['.'] : args, vocabulary.profile.recognition.fileNames, io);
}

/** The files to check: those that are named, or what of them has changed, or one part of them. */
async function chosen(named: string[], { changed, since, shard }: LintOptions, io: Io): Promise<string[]> {
  let files = named;
  if (changed || since !== undefined) {
    const { changedFiles } = await import('../../git');
    files = await changedFiles(files, since, io);
  }
  return shard === undefined ? files : files.filter((_, index) => index % shard.count === shard.index - 1);
}

function refuseContradictions(args: readonly string[], options: LintOptions): void {
  const { watch, fix, dryRun, changed, since, baseline, updateBaseline } = options;
  if (updateBaseline && baseline === false)
    throw usageError('--update-baseline and --no-baseline contradict each other');
  if (updateBaseline && dryRun) throw usageError('--dry-run changes nothing; leave out --update-baseline');
  if (updateBaseline && watch) throw usageError('--watch only reports; leave out --update-baseline');
  const hasInput = args.includes(STANDARD_INPUT);
  if (watch && hasInput) throw usageError('--watch cannot watch standard input');
  if (watch && (fix || dryRun)) throw usageError('--watch only reports; leave out --fix and --dry-run');
  if ((changed || since !== undefined) && hasInput) throw usageError('--changed is about files, not standard input');
}

/** What a run has come to so far. */
class Run {
  private summary: Summary = summaryOf([]);
  private readonly unreadable: Unreadable[] = [];
  private known = 0;
  private stale: number | null = null;
  private fixed = 0;
  private mended = 0;
  private readonly said = new Set<string>();

  constructor(
    private readonly options: LintOptions,
    private readonly destinations: Destinations,
    private readonly baselines: Baselines,
    private readonly io: Io,
  ) {}

  take({ result, notes, mended }: Outcome): void {
    if (!this.options.quiet) this.noteOnce(notes);
    if (isUnreadable(result)) {
      this.unreadable.push(result);
      this.note(`cannot read ${result.path}: ${result.reason}`);
    } else {
      this.summary = added(this.summary, summaryOf([result]));
      this.takeBaseline(result);
      this.destinations.file(this.options.quiet ? loud(result, this.options) : result);
    }
    if (mended !== undefined) this.takeMended(mended);
  }

  private takeBaseline(result: FileReport): void {
    const baseline = baselineSummaryOf(result);
    if (baseline === null) return;
    this.known += baseline.known;
    this.stale = (this.stale ?? 0) + baseline.stale;
  }

  private takeMended({ fixed, diff, text }: Mended): void {
    this.fixed += fixed;
    if (fixed > 0) this.mended++;
    if (diff !== undefined) this.io.out.write(diff);
    if (text !== undefined) this.io.out.write(text);
  }

  async end(): Promise<ExitCode> {
    const { gone, notes } = await this.baselines.end();
    const stale = gone.reduce((sum, { absent }) => sum + absent.length, this.stale ?? 0);
    const summary =
      this.stale === null && gone.length === 0
        ? this.summary
        : { ...this.summary, baseline: { known: this.known, stale } };
    await this.destinations.end(summary, this.unreadable, gone);
    if (!this.options.quiet) for (const note of notes) this.note(note);
    const { fix, dryRun, quiet } = this.options;
    if ((fix || dryRun) && !quiet) {
      const what = `${counted(this.fixed, 'problem')} in ${counted(this.mended, 'file')}`;
      this.note(dryRun ? `--fix would mend ${what}` : `mended ${what}`);
    }
    if (this.unreadable.length > 0) return ExitCode.Failure;
    return this.isOverThreshold() ? ExitCode.Findings : ExitCode.Clean;
  }

  private isOverThreshold(): boolean {
    const { errors, warnings, infos } = this.summary;
    const { failOn, maxWarnings = Infinity } = this.options;
    const counts = { error: errors, warning: errors + warnings, info: errors + warnings + infos };
    return counts[failOn] > 0 || warnings > maxWarnings;
  }

  /** Each of several threads may have found out the same. */
  private noteOnce(notes: readonly string[]): void {
    for (const note of notes) if (!this.said.has(note)) this.note(note);
    for (const note of notes) this.said.add(note);
  }

  private note(line: string): void {
    this.io.err.write(`vpc: ${line}\n`);
  }
}

/** A report with what counts alone. */
function loud(report: FileReport, { failOn }: LintOptions): FileReport {
  const counting: readonly string[] = THRESHOLDS.slice(0, THRESHOLDS.indexOf(failOn) + 1);
  return { ...report, findings: report.findings.filter(({ severity }) => counting.includes(severity)) };
}
