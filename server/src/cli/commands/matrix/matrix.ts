import { basename, resolve } from 'node:path';
import { readProductList, type ListedProduct } from '../../../vpc/exchange/productList';
import { matrixCsv } from '../../../vpc/matrix/csv';
import { matrixHtml } from '../../../vpc/matrix/html';
import { matrixJson } from '../../../vpc/matrix/json';
import { matrixMarkdown } from '../../../vpc/matrix/markdown';
import { buildMatrix, type Matrix } from '../../../vpc/matrix/matrix';
import { myColumns } from '../../../vpc/matrix/mine';
import { rowsInOrder } from '../../../vpc/matrix/order';
import { hasChanged } from '../../../vpc/matrix/row';
import { sourceOf, type MatrixSource } from '../../../vpc/matrix/sources';
import { viewOf, type View } from '../../../vpc/matrix/view';
import { publicationOf } from '../../../vpc/model';
import type { Bundled } from '../../bundled';
import { Environment } from '../../environment';
import { filesOf } from '../../files';
import { isUnreadable, readInput } from '../../input';
import { ExitCode, usageError, type Io } from '../../io';
import { problemLine, readText } from '../../publicationFile';
import { emit } from '../../write';
import { formatOf, SEPARATORS, type MatrixFormat, type MatrixOptions } from './options';

const WRITERS: Readonly<Record<MatrixFormat, (view: View, options: MatrixOptions) => Iterable<string>>> = {
  html: (view) => matrixHtml(view),
  csv: (view, { separator }) => matrixCsv(view, { separator: SEPARATORS[separator] }),
  json: (view) => matrixJson(view),
  markdown: (view) => matrixMarkdown(view),
};

/** `vpc matrix`: writes patches by products, from one file or from several. */
export async function matrix(
  args: readonly string[],
  options: MatrixOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  if (options.onlyChanged && options.compare === undefined) throw usageError('--only-changed needs --compare');
  const environment = await Environment.create(options, bundled, io);
  const { vocabulary } = environment;
  const mine = options.myProducts === undefined ? null : await productsIn(options.myProducts, io);
  const now = await sourcesIn(await filesOf(args, vocabulary.profile.recognition.fileNames, io), environment, io);
  const older = await sourcesIn(
    (options.compare ?? []).map((file) => pathOf(file, io)),
    environment,
    io,
  );
  if (now.sources.length > 0 && older.failures === 0) {
    const before = options.compare === undefined ? null : buildMatrix(vocabulary, older.sources);
    const made = buildMatrix(vocabulary, now.sources, { older: before });
    await emit(WRITERS[formatOf(options)](viewFor(made, options, mine), options), options.output, io);
  }
  return now.failures + older.failures > 0 ? ExitCode.Failure : ExitCode.Clean;
}

function viewFor(made: Matrix, { onlyChanged }: MatrixOptions, mine: readonly ListedProduct[] | null): View {
  const own = mine && myColumns(made.columns, { names: [], listed: mine });
  return viewOf(made, {
    rows: onlyChanged
      ? rowsInOrder(made)
          .filter(hasChanged)
          .map(({ key }) => key)
      : undefined,
    columns: own === null ? undefined : made.columns.filter(({ key }) => own.has(key)).map(({ key }) => key),
  });
}

async function productsIn(file: string, io: Io): Promise<readonly ListedProduct[]> {
  const { products, problems } = readProductList(await readText(file, io));
  for (const problem of problems) io.err.write(`${problemLine(problem, '', file)}\n`);
  if (problems.some(({ severity }) => severity === 'error')) throw usageError(`${file} is no product list`);
  return products;
}

/** The publications of files; what is none is said. */
async function sourcesIn(
  files: readonly string[],
  { vocabulary }: Environment,
  io: Io,
): Promise<{ readonly sources: readonly MatrixSource[]; readonly failures: number }> {
  const sources: MatrixSource[] = [];
  for (const file of files) {
    const input = await readInput(file, undefined, io);
    const publication = isUnreadable(input) ? null : publicationOf(input.tree, vocabulary);
    if (isUnreadable(input)) io.err.write(`vpc: cannot read ${input.path}: ${input.reason}\n`);
    else if (publication === null) io.err.write(`vpc: ${input.path} is not a VPC file: its root element is another\n`);
    if (publication !== null) sources.push(sourceOf(publication, basename(input.path)));
  }
  return { sources, failures: files.length - sources.length };
}

function pathOf(file: string, { cwd }: Io): string {
  return file === '-' ? file : resolve(cwd, file);
}
