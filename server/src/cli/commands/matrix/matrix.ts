import { matrixCsv } from '../../../matrix/export/csv';
import { matrixHtml } from '../../../matrix/export/html';
import { matrixJson } from '../../../matrix/export/json';
import { matrixMarkdown } from '../../../matrix/export/markdown';
import { matrixXlsx } from '../../../matrix/export/xlsx/xlsx';
import { buildMatrix, type Matrix } from '../../../matrix/matrix';
import { myColumns } from '../../../matrix/myProducts';
import type { Note } from '../../../matrix/notes';
import { hasChanged } from '../../../matrix/row';
import { narrowed, viewOf, type View } from '../../../matrix/view';
import { Environment } from '../../environment';
import { withinFiles } from '../../fileBudget';
import { CommandError, ExitCode, usageError, type Io, type Bundled } from '../../io';
import { outputFormat } from '../../outputFormat';
import { productsIn } from '../../productFile';
import { commonVocabulary, distinct, namedFiles, printNotes, readFiles } from '../../publications';
import { emitNoting, refuseTerminal } from '../../write';
import { ENDINGS, SEPARATORS, type MatrixFormat, type MatrixOptions } from './options';
import { runToCompletion } from '../../../xml/task';
import { localize, currentLanguage } from '../../language';

const translate = localize;

/** @returns the output in pieces; at its end, notes on what the format has no room for */
type Writer = (
  view: View,
  options: MatrixOptions,
  notes: readonly Note[],
) => Generator<string | Uint8Array, readonly Note[] | void, undefined>;

const WRITERS: Readonly<Record<MatrixFormat, Writer>> = {
  html: (view, { fields }, notes) => matrixHtml(view, { notes, fields, translate, language: currentLanguage() }),
  csv: (view, { separator, fields }) => matrixCsv(view, { separator: SEPARATORS[separator], fields }),
  json: (view, _options, notes) => matrixJson(view, { notes, translate }),
  markdown: (view, { fields }, notes) => matrixMarkdown(view, { notes, fields, translate }),
  xlsx: (view, { fields }, notes) => matrixXlsx(view, { notes, fields, translate }),
};

/** `vpc matrix`: writes a matrix of patches and products from one or several files. */
export async function matrix(
  args: readonly string[],
  options: MatrixOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const { compare, onlyChanged, myProducts } = options;
  if (onlyChanged && compare === undefined) throw usageError(localize('--only-changed requires --compare'));
  const format = outputFormat(options, ENDINGS, 'html');
  if (format === 'xlsx') refuseTerminal(options.output, io);
  const environment = await Environment.create(options, bundled, io);
  const listed = myProducts === undefined ? null : await productsIn(myProducts, io);
  const [now, before] = [
    await namedFiles(args, environment, io),
    compare === undefined ? null : await namedFiles(compare, environment, io),
  ];
  const vocabulary = await commonVocabulary([...now.files, ...(before?.files ?? [])], environment, io);
  const current = await readFiles(now, vocabulary, environment, io);
  const earlier = before === null ? null : await readFiles(before, vocabulary, environment, io);
  const read = [...current.notes, ...(earlier?.notes ?? [])];
  if (current.given.length === 0 || earlier?.given.length === 0) {
    printNotes(distinct(read), io);
    throw new CommandError(
      current.given.length === 0
        ? localize('Nothing to show: no file could be read')
        : localize('Nothing to compare with: no older file could be read'),
      ExitCode.Failure,
    );
  }
  const { older, built } = withinFiles([...now.files, ...(before?.files ?? [])], () => {
    const older = earlier === null ? null : runToCompletion(buildMatrix(vocabulary, earlier.given));
    return { older, built: runToCompletion(buildMatrix(vocabulary, current.given, { older })) };
  });
  const mine = listed && myColumns(built.columns, { names: [], listed }, vocabulary.identity);
  const notes = distinct([...read, ...(older?.notes ?? []), ...built.notes, ...(mine?.notes ?? [])]);
  const isIncomplete = printNotes(notes, io);
  const view = shown(built, mine === null ? null : mine.keys, onlyChanged === true);
  const left = await emitNoting(WRITERS[format](view, options, notes), options.output, io);
  const isCut = printNotes(left, io);
  return isIncomplete || isCut ? ExitCode.Failure : ExitCode.Clean;
}

/** The rows and columns that are asked for. A row without anything in the own products is left out. */
function shown(built: Matrix, mine: ReadonlySet<string> | null, onlyChanged: boolean): View {
  const all = viewOf(built);
  const own = mine === null ? all : narrowed(all, mine);
  if (!onlyChanged) return own;
  const columns = new Set(own.columns.map(({ key }) => key));
  const rows = own.rows.filter((row) => hasChanged(row, mine === null ? null : columns)).map(({ key }) => key);
  return viewOf(built, { rows, columns: own.columns.map(({ key }) => key) });
}
