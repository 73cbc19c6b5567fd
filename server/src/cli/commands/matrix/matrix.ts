import { matrixCsv } from '../../../vpc/matrix/csv';
import { matrixHtml } from '../../../vpc/matrix/html';
import { matrixJson } from '../../../vpc/matrix/json';
import { matrixMarkdown } from '../../../vpc/matrix/markdown';
import { buildMatrix, type Matrix, type MatrixSource } from '../../../vpc/matrix/matrix';
import { publicationOf } from '../../../vpc/model';
import type { State } from '../../../vpc/profile';
import type { Bundled } from '../../bundled';
import { Environment } from '../../environment';
import { filesOf } from '../../files';
import { isUnreadable, readInput } from '../../input';
import { ExitCode, type Io } from '../../io';
import { emit } from '../../write';

/** The formats of `vpc matrix --format`. */
export const MATRIX_WRITERS: Readonly<Record<string, (matrix: Matrix, states: readonly State[]) => string>> = {
  html: (matrix, states) => matrixHtml(matrix, states),
  csv: (matrix) => matrixCsv(matrix),
  json: (matrix, states) => matrixJson(matrix, states),
  markdown: (matrix) => matrixMarkdown(matrix),
};

/** The options of `vpc matrix`, as parsed. */
export interface MatrixOptions {
  readonly format: string;
  readonly output?: string;
  readonly profile?: string;
}

/** `vpc matrix`: writes patches by products, from one file or from several. */
export async function matrix(
  args: readonly string[],
  options: MatrixOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const { vocabulary } = await Environment.create(options, bundled, io);
  const { recognition, states } = vocabulary.profile;
  const sources: MatrixSource[] = [];
  let failures = 0;
  for (const file of await filesOf(args, recognition.fileNames, io)) {
    const input = await readInput(file, undefined, io);
    const publication = isUnreadable(input) ? null : publicationOf(input.tree, vocabulary);
    if (isUnreadable(input)) io.err.write(`vpc: cannot read ${input.path}: ${input.reason}\n`);
    else if (publication === null) io.err.write(`vpc: ${input.path} is not a VPC file: its root element is another\n`);
    if (publication === null) failures++;
    else sources.push({ publication, name: input.path });
  }
  if (sources.length > 0) {
    const write = MATRIX_WRITERS[options.format]!;
    await emit(write(buildMatrix(sources), states), options.output, io);
  }
  return failures > 0 ? ExitCode.Failure : ExitCode.Clean;
}
