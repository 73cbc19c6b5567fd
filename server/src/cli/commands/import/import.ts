import { resolve } from 'node:path';
import { importDocuments, type ReleaseFormat } from '../../../exchange/importDocuments';
import type { NotContained } from '../../../exchange/releases/drafts';
import { terminalLine } from '../../../xml/escape';
import { startOf } from '../../days';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { ExitCode, usageError, type Io, type Bundled } from '../../io';
import { note } from '../../noteLines';
import { currentFolder, productsOf } from '../../productFile';
import { problemLine, readSources, writePublicationFile } from '../../publicationFile';
import { summaryLine } from './summaryLine';
import { schemaStyle } from '../../../domain/publicationText';
import { localize } from '../../language';

/** The options of `vpc import`, as parsed. */
export interface ImportOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly products?: string;
  readonly notContained: NotContained;
  readonly date?: string;
  readonly output?: string;
}

/** `vpc import`: creates a VPC file from release documents. With an error, nothing is written. */
export async function importFiles(
  files: readonly string[],
  format: ReleaseFormat,
  options: ImportOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const [first = STANDARD_INPUT] = files;
  return withinFile(
    first === STANDARD_INPUT ? first : resolve(io.cwd, first),
    () => importFrom(files, format, options, bundled, io),
    (reason) => {
      note(`${files.join(', ')}: ${reason}`, io);
      return ExitCode.Failure;
    },
  );
}

async function importFrom(
  files: readonly string[],
  format: ReleaseFormat,
  options: ImportOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError(localize('--supplier must not be empty'));
  const published = startOf(options.date);
  const environment = await Environment.create(options, bundled, io);
  const { products, name } = await productsOf(supplier, options.products, {
    environment,
    folder: currentFolder(io),
    io,
  });
  const own = await environment.ownSchema();
  const result = importDocuments(
    await readSources(files, io),
    {
      supplier,
      products,
      vocabulary: environment.vocabulary,
      notContained: options.notContained,
      published,
      style: own === null ? undefined : schemaStyle(own.schema, environment.vocabulary),
    },
    format,
  );
  const document = files.length === 1 ? files[0]! : localize('{0} documents', String(files.length));
  for (const problem of result.problems) io.err.write(`${problemLine(problem, { document, products: name })}\n`);
  if (result.text === null) return ExitCode.Failure;
  const path = await writePublicationFile(result.text, result.fileName, options.output, io);
  if (path !== null) io.err.write(`${terminalLine(`${path}: ${summaryLine(result.summary, document)}`)}\n`);
  return ExitCode.Clean;
}
