import { importCvrf, type ImportSummary } from '../../../vpc/exchange/cvrf/importCvrf';
import { readProductList } from '../../../vpc/exchange/productList';
import { schemaStyle } from '../../../vpc/exchange/schemaStyle';
import type { Bundled } from '../../bundled';
import { Environment, type GovernanceOptions } from '../../environment';
import { ExitCode, usageError, type Io } from '../../io';
import { problemLine, readText, writePublicationFile } from '../../publicationFile';

/** The options of `vpc import cvrf`, as parsed. */
export interface ImportOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly products?: string;
  readonly output?: string;
}

/** `vpc import cvrf`: makes a VPC file out of a security release document. Nothing is written where anything is wrong. */
export async function importRelease(file: string, options: ImportOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  if (options.supplier.trim() === '') throw usageError('--supplier must not be empty');
  const list = options.products === undefined ? null : readProductList(await readText(options.products, io));
  const products = list?.products ?? [];
  const own = await environment.ownSchema();
  const result = importCvrf(await readText(file, io), {
    supplier: options.supplier.trim(),
    products,
    vocabulary: environment.vocabulary,
    ...(own && { style: schemaStyle(own.schema, environment.vocabulary) }),
  });

  const problems = [...(list?.problems ?? []), ...result.problems];
  for (const problem of problems) io.err.write(`${problemLine(problem, file, options.products)}\n`);
  if (result.text === null || problems.some(({ severity }) => severity === 'error')) return ExitCode.Failure;

  const path = await writePublicationFile(result.text, result.fileName, options.output, io);
  if (path !== null) io.err.write(`${path}: ${summaryLine(result.summary)}\n`);
  return ExitCode.Clean;
}

function summaryLine({ title, patches, vulnerabilities, products }: ImportSummary): string {
  const counts = [
    counted(patches, 'patch', 'patches'),
    counted(vulnerabilities, 'vulnerability', 'vulnerabilities'),
    counted(products, 'product entry', 'product entries'),
  ];
  return `${counts.join(', ')} from "${title}"`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
