import { figuresOf } from '../../../matrix/plan/figures';
import { PublicationLines } from '../../../matrix/lines';
import { buildMatrix } from '../../../matrix/matrix';
import { buildPlan } from '../../../matrix/plan/plan';
import type { PlanPlace } from '../../../matrix/plan/decision';
import { planCsv } from '../../../matrix/plan/export/csv';
import { planIds } from '../../../matrix/plan/export/ids';
import { planJson } from '../../../matrix/plan/export/json';
import { planMarkdown } from '../../../matrix/plan/export/markdown';
import type { ShownPlan } from '../../../matrix/plan/export/shown';
import { english } from '../../../xml/problem';
import { runToCompletion } from '../../../xml/task';
import { startOf } from '../../days';
import { Environment } from '../../environment';
import { withinFiles } from '../../fileBudget';
import { CommandError, ExitCode, type Bundled, type Io } from '../../io';
import { outputFormat } from '../../outputFormat';
import { currentFolder } from '../../productFile';
import { commonVocabulary, distinct, namedFiles, printNotes, readFiles } from '../../publications';
import { emit } from '../../write';
import { assetsIn, installedIn } from './lists';
import { ENDINGS, type PlanCommandOptions, type PlanFormat } from './options';

type Writer = (shown: ShownPlan) => Generator<string | Uint8Array, unknown, undefined>;

const WRITERS: Readonly<Record<PlanFormat, Writer>> = {
  markdown: planMarkdown,
  csv: (shown) => planCsv(shown),
  json: planJson,
  ids: planIds,
};

/** `vpc plan`: decides which patches are to be installed on which assets. */
export async function planCommand(
  args: readonly string[],
  options: PlanCommandOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const format = outputFormat(options, ENDINGS, 'markdown');
  const now = options.date === undefined ? Date.now() : Date.parse(startOf(options.date));
  const environment = await Environment.create(options, bundled, io);
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
    throw new CommandError('Nothing to plan with: no file could be read', ExitCode.Failure);
  }
  const plan = await withinFiles(named.files, () =>
    runToCompletion(
      buildPlan(runToCompletion(buildMatrix(vocabulary, given)), {
        ...{ assets, installed, notes, now },
        installedPath: options.installed ?? '',
        timeframes: found?.config?.timeframes ?? {},
      }),
    ),
  );
  const isIncomplete = printNotes(distinct(plan.notes), io);
  const lineOf = ({ path, patch, statement }: PlanPlace): number =>
    patch === null ? 1 : (lines.get(path)?.lineOf(patch, statement) ?? 1);
  const shown: ShownPlan = {
    plan: { ...plan, notes: distinct(plan.notes) },
    figures: figuresOf(plan),
    lineOf,
    translate: english,
  };
  await emit(WRITERS[format](shown), options.output, io);
  return isIncomplete ? ExitCode.Failure : ExitCode.Clean;
}
