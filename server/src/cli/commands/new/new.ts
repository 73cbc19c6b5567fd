import { newFile } from '../../../service/newFile';
import { readProductList } from '../../../vpc/exchange/productList';
import type { Bundled } from '../../bundled';
import { Environment, type GovernanceOptions } from '../../environment';
import { ExitCode, usageError, type Io } from '../../io';
import { problemLine, readText, writePublicationFile } from '../../publicationFile';

/** The options of `vpc new`, as parsed. */
export interface NewOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly date?: string;
  readonly products?: string;
  readonly output?: string;
}

/** `vpc new`: writes a VPC file with everything that must be in it; what only people know is left empty. */
export async function newPublication(options: NewOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError('--supplier must not be empty');
  const date = options.date ?? new Date().toISOString().slice(0, 10);
  if (!isDay(date)) throw usageError(`--date ${date} is no day of the calendar; write it as 2026-03-10`);

  const list = options.products === undefined ? null : readProductList(await readText(options.products, io));
  const problems = list?.problems ?? [];
  for (const problem of problems) io.err.write(`${problemLine(problem, '', options.products)}\n`);
  if (problems.some(({ severity }) => severity === 'error')) return ExitCode.Failure;

  const { vocabulary } = environment;
  const { schema } = (await environment.ownSchema()) ?? (await environment.bundledSchema());
  const products = list?.products ?? [];
  const { text, fileName } = newFile({ supplier, date, products, vocabulary, schema, snippets: false });
  const path = await writePublicationFile(text, fileName, options.output, io);
  if (path !== null) io.err.write(`${path}: ready to be filled in; "vpc lint" says what is missing\n`);
  return ExitCode.Clean;
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}
