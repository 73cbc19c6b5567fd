import { newFile } from '../../../language/newFile/newFile';
import { ofSupplier, readProductList } from '../../../exchange/products/productList';
import { terminalLine } from '../../../xml/escape';
import { Environment, type GovernanceOptions } from '../../environment';
import { ExitCode, usageError, type Io, type Bundled } from '../../io';
import { problemLine, readBytes, writePublicationFile } from '../../publicationFile';

/** The options of `vpc new`, as parsed. */
export interface NewOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly date?: string;
  readonly products?: string;
  readonly output?: string;
}

/** `vpc new`: writes a VPC file with all required elements; values that only people know are empty. */
export async function newPublication(options: NewOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError('--supplier must not be empty');
  const date = options.date ?? new Date().toISOString().slice(0, 10);
  if (!isDay(date)) throw usageError(`--date ${date} is not a valid date; use the form 2026-03-10`);

  const { vocabulary } = environment;
  const read = options.products === undefined ? null : readProductList(await readBytes(options.products, io));
  const list = read && ofSupplier(read, supplier, vocabulary.identity);
  const problems = list?.problems ?? [];
  for (const problem of problems) io.err.write(`${problemLine(problem, '', options.products)}\n`);
  if (problems.some(({ severity }) => severity === 'error')) return ExitCode.Failure;

  const { schema } = (await environment.ownSchema()) ?? (await environment.bundledSchema());
  const products = list?.products ?? [];
  const { text, fileName } = newFile({ supplier, date, products, vocabulary, schema, snippets: false });
  const path = await writePublicationFile(text, fileName, options.output, io);
  if (path !== null) io.err.write(`${terminalLine(path)}: created; run "vpc lint" to see what is missing\n`);
  return ExitCode.Clean;
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
