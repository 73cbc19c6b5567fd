/** Reads product lists: the one that an option names, or the one of the configuration. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readThroughGate } from '../disk/gate';
import type { Identity } from '../domain/identity';
import { ofSupplier, readProductList, type ListedProduct, type ProductList } from '../exchange/products/productList';
import type { Environment } from './environment';
import { displayPath } from './files';
import { CommandError, ExitCode, usageError, type Io } from './io';
import { problemLine, readBytes } from './publicationFile';
import { localize } from './language';

/** The products of a list. Throws a usage error for a list with errors. */
export async function productsIn(file: string, io: Io): Promise<readonly ListedProduct[]> {
  const list = readProductList(await readBytes(file, io));
  printProblems(list, file, io);
  if (hasErrors(list)) throw usageError(localize('{0} is not a valid product list', file));
  return list.products;
}

/** The products of a supplier. */
export interface SupplierProducts {
  readonly products: readonly ListedProduct[];
  /** The name of the list, for problems; `null`: there is none. */
  readonly name: string | null;
}

/**
 * The products of a supplier in the list that the option names, else in that of the configuration. Problems are printed. Throws a
 * {@link CommandError} for a list that cannot be read or has errors: nothing is made of a part of it.
 * @param folder URI of the folder whose configuration counts, with `/` at its end
 */
export async function productsOf(
  supplier: string,
  option: string | undefined,
  { environment, folder, io }: { readonly environment: Environment; readonly folder: string; readonly io: Io },
): Promise<SupplierProducts> {
  const found = option === undefined ? await configuredList(environment, folder, io) : await namedList(option, io);
  if (found === null) return { products: [], name: null };
  const identity: Identity = environment.vocabulary.identity;
  const list = ofSupplier(readProductList(found.bytes), supplier, identity);
  printProblems(list, found.name, io);
  if (hasErrors(list))
    throw new CommandError(localize('{0} is not a valid product list', found.name), ExitCode.Failure);
  return { products: list.products, name: found.name };
}

interface FoundList {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function namedList(name: string, io: Io): Promise<FoundList> {
  return { name, bytes: await readBytes(name, io) };
}

async function configuredList(environment: Environment, folder: string, io: Io): Promise<FoundList | null> {
  const { productsUri, found } = await environment.configured(folder);
  if (productsUri === null || found === null) return null;
  const path = fileURLToPath(productsUri);
  const within = environment.configuredFolders(found.uri).map((uri) => fileURLToPath(uri));
  const name = displayPath(path, io);
  // A file that is not there is like one that cannot be read.
  const bytes = await readThroughGate(path, within).catch(() => null);
  if (bytes === null) throw usageError(localize('Cannot read {0}, which "products" in the configuration names', name));
  return { name, bytes };
}

/** The URI of the current folder, with `/` at its end. */
export function currentFolder({ cwd }: Pick<Io, 'cwd'>): string {
  return `${pathToFileURL(cwd).href}/`;
}

function printProblems({ problems }: ProductList, file: string, io: Io): void {
  for (const problem of problems) io.err.write(`${problemLine(problem, { products: file })}\n`);
}

function hasErrors({ problems }: ProductList): boolean {
  return problems.some(({ severity }) => severity === 'error');
}
