import { resolve } from 'node:path';
import { importCvrf, type ImportSummary } from '../../../exchange/cvrf/importCvrf';
import { ofSupplier, readProductList } from '../../../exchange/products/productList';
import { terminalLine } from '../../../xml/escape';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { ExitCode, usageError, type Io, type Bundled } from '../../io';
import { note } from '../../noteLines';
import { problemLine, readBytes, writePublicationFile } from '../../publicationFile';
import { schemaStyle } from '../../../domain/publicationText';

/** The options of `vpc import cvrf`, as parsed. */
export interface ImportOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly products?: string;
  readonly output?: string;
}

/** `vpc import cvrf`: creates a VPC file from a security release document. With an error, nothing is written. */
export async function importRelease(file: string, options: ImportOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  return withinFile(
    file === STANDARD_INPUT ? file : resolve(io.cwd, file),
    () => importFrom(file, options, bundled, io),
    (reason) => {
      note(`${file}: ${reason}`, io);
      return ExitCode.Failure;
    },
  );
}

async function importFrom(file: string, options: ImportOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError('--supplier must not be empty');
  const read = options.products === undefined ? null : readProductList(await readBytes(options.products, io));
  const list = read && ofSupplier(read, supplier, environment.vocabulary.identity);
  const products = list?.products ?? [];
  const own = await environment.ownSchema();
  const result = importCvrf(await readBytes(file, io), {
    supplier,
    products,
    vocabulary: environment.vocabulary,
    ...(own && { style: schemaStyle(own.schema, environment.vocabulary) }),
  });

  const problems = [...(list?.problems ?? []), ...result.problems];
  for (const problem of problems) io.err.write(`${problemLine(problem, file, options.products)}\n`);
  if (result.text === null || problems.some(({ severity }) => severity === 'error')) return ExitCode.Failure;

  const path = await writePublicationFile(result.text, result.fileName, options.output, io);
  if (path !== null) io.err.write(`${terminalLine(`${path}: ${summaryLine(result.summary)}`)}\n`);
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
