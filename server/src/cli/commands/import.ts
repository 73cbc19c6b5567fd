import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { english } from '../../service/localize';
import { importCvrf, type ImportResult, type ImportSummary } from '../../vpc/exchange/cvrf/importCvrf';
import type { ImportProblem } from '../../vpc/exchange/problem';
import { readProductList } from '../../vpc/exchange/productList';
import { schemaStyle } from '../../vpc/exchange/schemaStyle';
import { decode } from '../../xml/decode';
import type { Bundled } from '../bundled';
import { Environment } from '../environment';
import { STANDARD_INPUT } from '../files';
import { CommandError, ExitCode, usageError, type Io } from '../io';
import { reason, writeFileAtomically } from '../write';

/** The options of `vpc import cvrf`, as parsed. */
export interface ImportOptions {
  readonly supplier: string;
  readonly products?: string;
  readonly schema?: string;
  readonly profile?: string;
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

  await write(result.text, result, options.output, io);
  return ExitCode.Clean;
}

async function write(
  text: string,
  { fileName, summary }: ImportResult,
  output: string | undefined,
  io: Io,
): Promise<void> {
  if (output === STANDARD_INPUT) {
    io.out.write(text);
    return;
  }
  const path = output ?? (await conventionalPath(fileName, io));
  await writeFileAtomically(path, text, io);
  io.err.write(`${path}: ${summaryLine(summary)}\n`);
}

/** The name by the convention in the current folder. A file of that name may hold weeks of work: it is not replaced. */
async function conventionalPath(fileName: string | null, { cwd }: Io): Promise<string> {
  if (fileName === null) {
    throw usageError(
      'The filename convention of the profile asks for more than an import knows; name the file with --output.',
    );
  }
  const exists = await stat(resolve(cwd, fileName)).then(
    () => true,
    () => false,
  );
  if (exists) throw usageError(`${fileName} exists already. To replace it, name it with --output.`);
  return fileName;
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

function problemLine(problem: ImportProblem, document: string, products: string | undefined): string {
  const file = problem.file === 'release document' ? document : products!;
  const place = problem.line === null ? file : `${file}:${problem.line}`;
  return `${place}: ${problem.severity}: ${english(problem.message, ...problem.args)}`;
}

async function readText(path: string, io: Io): Promise<string> {
  try {
    return decode(path === STANDARD_INPUT ? await io.readInput() : await readFile(resolve(io.cwd, path))).text;
  } catch (error) {
    throw new CommandError(`cannot read ${path}: ${reason(error)}`, ExitCode.Failure);
  }
}
