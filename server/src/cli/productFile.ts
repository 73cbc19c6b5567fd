/** Reads the product list that an option names. */
import { readProductList, type ListedProduct } from '../exchange/products/productList';
import { usageError, type Io } from './io';
import { problemLine, readBytes } from './publicationFile';

/** The products of a list. Throws a usage error for a list with mistakes. */
export async function productsIn(file: string, io: Io): Promise<readonly ListedProduct[]> {
  const { products, problems } = readProductList(await readBytes(file, io));
  for (const problem of problems) io.err.write(`${problemLine(problem, '', file)}\n`);
  if (problems.some(({ severity }) => severity === 'error')) throw usageError(`${file} is not a valid product list`);
  return products;
}
