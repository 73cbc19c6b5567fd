import { basename, resolve } from 'node:path';
import { importTable } from '../../../exchange/tableImport/importTable';
import { readTable } from '../../../exchange/tables/tableFile';
import { schemaStyle } from '../../../domain/publicationText';
import { parse } from '../../../xml/parser';
import { terminalLine } from '../../../xml/escape';
import { applied } from '../../../xsd';
import { startOf } from '../../days';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { currentFolder, productsOf } from '../../productFile';
import { readBytes, writePublicationFile } from '../../publicationFile';
import { summaryLine } from './summaryLine';
import { localize } from '../../language';

/** The options of `vpc import table`, as parsed. */
export interface TableOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly vendor?: string;
  readonly sheet?: string;
  readonly products?: string;
  readonly date?: string;
  readonly output?: string;
}

/** `vpc import table`: creates a VPC file from a table. With a problem, nothing is written. */
export async function importTableFile(
  file: string,
  options: TableOptions,
  bundled: Bundled,
  io: Io,
): Promise<ExitCode> {
  return withinFile(
    file === STANDARD_INPUT ? file : resolve(io.cwd, file),
    () => importFrom(file, options, bundled, io),
    (reason) => {
      note(`${file}: ${reason}`, io);
      return ExitCode.Failure;
    },
  );
}

async function importFrom(file: string, options: TableOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError(localize('--supplier must not be empty'));
  const published = startOf(options.date);
  const environment = await Environment.create(options, bundled, io);
  const { vocabulary } = environment;
  const { products } = await productsOf(supplier, options.products, { environment, folder: currentFolder(io), io });
  const { found } = await environment.configured(currentFolder(io));
  const name = basename(file);
  const read = readTable(await readBytes(file, io));
  if (read.problem !== null) {
    const { message, args, line } = read.problem;
    throw new CommandError(
      `${name}${line === null ? '' : `:${line}`}: ${localize(message, ...args)}`,
      ExitCode.Failure,
    );
  }
  if (read.table.problem !== null)
    note(`${name}: ${localize(read.table.problem.message, ...read.table.problem.args)}`, io);
  const own = await environment.ownSchema();
  const { schema } = own ?? (await environment.bundledSchema());
  const style = own === null ? undefined : schemaStyle(schema, vocabulary);
  const made = importTable(read.table, {
    ...{ supplier, products, vocabulary, published, style },
    vendor: options.vendor?.trim() ?? '',
    columns: found?.config?.tables?.columns ?? {},
    sheet: options.sheet,
    title: name,
    govern: (text) => ({
      tree: parse(text),
      schema: applied(schema, style?.namespace ?? ''),
      vocabulary,
      fileName: null,
    }),
  });
  if (made.columns !== '') note(`${name}: ${localize('Columns: {0}.', made.columns)}`, io);
  for (const { at, message, args } of made.problems) {
    note(`${name}: ${at === '' ? '' : `${at}: `}${localize(message, ...args)}`, io);
  }
  if (made.text === null) return ExitCode.Findings;
  const path = await writePublicationFile(made.text, made.fileName, options.output, io);
  if (path !== null) io.err.write(`${terminalLine(`${path}: ${summaryLine(made.summary, name)}`)}\n`);
  return ExitCode.Clean;
}
