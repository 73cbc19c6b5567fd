import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Vocabulary } from '../../../domain/vocabulary';
import { figuresOf } from '../../../matrix/plan/figures';
import { PublicationLines } from '../../../matrix/lines';
import { buildMatrix } from '../../../matrix/matrix';
import { buildPlan, type Plan } from '../../../matrix/plan/plan';
import { comparePlans } from '../../../matrix/plan/since';
import type { PlanPlace } from '../../../matrix/plan/decision';
import { decisionsIn, type ShownPlan } from '../../../matrix/plan/export/shown';
import { PLAN_WRITERS } from '../../../matrix/plan/export/writers';
import { runToCompletion } from '../../../xml/task';
import { startOf } from '../../days';
import { Environment } from '../../environment';
import { withinFiles } from '../../fileBudget';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { outputFormat } from '../../outputFormat';
import { currentFolder } from '../../productFile';
import { readCommitted } from '../../committedFiles';
import { commonVocabulary, distinct, namedFiles, printNotes, readFiles, type ReadFiles } from '../../publications';
import { emitNoting, refuseTerminal } from '../../write';
import { assetsIn, installedIn } from './lists';
import { requireOwner, track } from './track';
import { ENDINGS, type FailOn, type PlanCommandOptions } from './options';
import { localize, currentLanguage } from '../../language';
import { english } from '../../../xml/problem';

/** `vpc plan`: decides which patches are to be installed on which assets. */
export async function planCommand(
  args: readonly string[],
  options: PlanCommandOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const format = outputFormat(options, ENDINGS, 'markdown');
  if (format === 'xlsx') refuseTerminal(options.output, io);
  if (options.failOn?.includes('changes') && options.since === undefined) {
    throw usageError(localize('--fail-on changes requires --since'));
  }
  const now = options.date === undefined ? Date.now() : Date.parse(startOf(options.date));
  const environment = await Environment.create(options, bundled, io);
  if (options.track !== undefined) await requireOwner(options.track, environment, io);
  const { found } = await environment.configured(currentFolder(io));
  const columns = found?.config?.tables?.columns ?? {};
  const assets = await assetsIn(options.assets, columns, io);
  const installed = options.installed === undefined ? [] : await installedIn(options.installed, columns, io);
  const named = await namedFiles(args, environment, io);
  const vocabulary = await commonVocabulary(named.files, environment, io);
  const lines = new Map<string, PublicationLines>();
  const { given, notes } = await readFiles(named, vocabulary, environment, io, ({ source }, publication, tree) => {
    lines.set(source.path, new PublicationLines(publication, tree));
  });
  if (given.length === 0) {
    printNotes(distinct(notes), io);
    throw new CommandError(localize('Nothing to plan with: no file could be read'), ExitCode.Failure);
  }
  const timeframes = found?.config?.timeframes ?? {};
  const planOf = (files: Pick<ReadFiles, 'given' | 'notes'>): Plan =>
    runToCompletion(
      buildPlan(runToCompletion(buildMatrix(vocabulary, files.given)), {
        ...{ assets, installed, now, timeframes, notes: files.notes },
        installedPath: options.installed ?? '',
      }),
    );
  const older = options.since === undefined ? null : await olderFiles(options.since, args, vocabulary, environment, io);
  const { plan, since } = withinFiles(named.files, () => {
    const plan = planOf({ given, notes: distinct(notes) });
    const since = older && { plan: planOf(older), since: options.since!, fileNames: older.fileNames };
    return { plan, since: since && comparePlans(since, plan) };
  });
  const isIncomplete = printNotes(distinct(plan.notes), io);
  const lineOf = ({ path, patch, statement }: PlanPlace): number =>
    patch === null ? 1 : (lines.get(path)?.lineOf(patch, statement) ?? 1);
  const shown: ShownPlan = {
    plan: { ...plan, notes: distinct(plan.notes) },
    figures: figuresOf(plan),
    since,
    lineOf,
    // The columns and values of CSV are for programs.
    translate: format === 'csv' ? english : localize,
  };
  const left = await emitNoting(PLAN_WRITERS[format](shown, { language: currentLanguage() }), options.output, io);
  const isCut = printNotes(left, io);
  const isTracked = options.track === undefined || (await track(plan, options.track, environment, io));
  if (isIncomplete || isCut) return ExitCode.Failure;
  if (!isTracked) return ExitCode.Findings;
  return (options.failOn ?? []).some((what) => FAILS[what](shown)) ? ExitCode.Findings : ExitCode.Clean;
}

const FAILS: Readonly<Record<FailOn, (shown: ShownPlan) => boolean>> = {
  alarms: ({ plan }) => [...decisionsIn(plan)].some(({ decision }) => decision === 'installed-not-approved'),
  overdue: ({ plan }) => [...decisionsIn(plan)].some(({ overdue }) => overdue !== null),
  changes: ({ since }) => (since?.changes.length ?? 0) > 0,
};

/** The older files: those of a folder, or the named ones as a commit has them. Their notes are not printed: they are about the past. */
async function olderFiles(
  since: string,
  args: readonly string[],
  vocabulary: Vocabulary,
  environment: Environment,
  io: Io,
): Promise<ReadFiles> {
  const isFolder = await stat(resolve(io.cwd, since)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const read = isFolder
    ? await readFiles(await namedFiles([since], environment, io), vocabulary, environment, io)
    : await readCommitted(args, since, '--since', vocabulary, environment, io);
  if (read.given.length === 0) {
    printNotes(distinct(read.notes), io);
    throw new CommandError(localize('Nothing to compare with: no file of {0} could be read', since), ExitCode.Failure);
  }
  return { ...read, notes: distinct(read.notes) };
}
