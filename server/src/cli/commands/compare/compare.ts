import type { Vocabulary } from '../../../domain/vocabulary';
import { buildMatrix } from '../../../matrix/matrix';
import { comparisonOf, regressionsOf } from '../../../matrix/compare/compare';
import { countOf, type ShownComparison } from '../../../matrix/compare/texts';
import { changesHtml } from '../../../matrix/export/changesHtml';
import { changesMarkdown } from '../../../matrix/export/changesMarkdown';
import { myColumns } from '../../../matrix/myProducts';
import { narrowed, viewOf } from '../../../matrix/view';
import { Environment } from '../../environment';
import { withinFiles } from '../../fileBudget';
import { CommandError, ExitCode, type Io, type Bundled } from '../../io';
import { outputFormat } from '../../outputFormat';
import { productsIn } from '../../productFile';
import { commonVocabulary, distinct, namedFiles, printNotes, readFiles } from '../../publications';
import { emit } from '../../write';
import { runToCompletion } from '../../../xml/task';
import { comparisonJson, comparisonText } from './formats';
import { ENDINGS, type CompareFormat, type CompareOptions } from './options';
import { currentLanguage, localize } from '../../language';

type Writer = (comparison: ShownComparison, vocabulary: Vocabulary) => string;

const WRITERS: Readonly<Record<CompareFormat, Writer>> = {
  pretty: comparisonText,
  html: (comparison, { profile }) =>
    changesHtml(comparison, { states: profile.states, translate: localize, language: currentLanguage() }),
  markdown: (comparison) => changesMarkdown(comparison, localize),
  json: comparisonJson,
};

/** `vpc compare`: reports the changes from older files to newer ones. Each side is a file, a folder or a glob. */
export async function compareFiles(
  before: string,
  after: string,
  options: CompareOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const format = outputFormat(options, ENDINGS, 'pretty');
  const environment = await Environment.create(options, bundled, io);
  const listed = options.myProducts === undefined ? null : await productsIn(options.myProducts, io);
  const named = [await namedFiles([before], environment, io), await namedFiles([after], environment, io)];
  const vocabulary = await commonVocabulary(
    named.flatMap(({ files }) => files),
    environment,
    io,
  );
  const older = await readFiles(named[0]!, vocabulary, environment, io);
  const newer = await readFiles(named[1]!, vocabulary, environment, io);
  if (older.given.length === 0 || newer.given.length === 0) {
    printNotes(distinct([...older.notes, ...newer.notes]), io);
    throw new CommandError(
      localize('Nothing to compare: no file of {0} could be read', older.given.length === 0 ? before : after),
      ExitCode.Failure,
    );
  }
  const files = named.flatMap((side) => side.files);
  const { earlier, matrix } = withinFiles(files, () => {
    const earlier = runToCompletion(buildMatrix(vocabulary, older.given));
    return { earlier, matrix: runToCompletion(buildMatrix(vocabulary, newer.given, { older: earlier })) };
  });
  const mine = listed && myColumns(matrix.columns, { names: [], listed }, vocabulary.identity);
  const view = mine === null ? viewOf(matrix) : narrowed(viewOf(matrix), mine.keys);
  const comparison = comparisonOf(view, earlier);
  const notes = distinct([...older.notes, ...newer.notes, ...comparison.notes, ...(mine?.notes ?? [])]);
  const isIncomplete = printNotes(notes, io);
  const regressions = regressionsOf(comparison);
  await emit(WRITERS[format]({ comparison, regressions, notes }, vocabulary), options.output, io);
  // Nothing was compared: "no regressions" would be an answer to another question.
  if (isIncomplete || comparison.paired === 0) return ExitCode.Failure;
  return options.failOnRegression && countOf(regressions) > 0 ? ExitCode.Findings : ExitCode.Clean;
}
