import type { CancellationToken } from 'vscode-languageserver';
import { knownProducts } from '../service/knownProducts';
import type { Localize } from '../service/localize';
import { newFile } from '../service/newFile';
import { importCvrf } from '../vpc/exchange/cvrf/importCvrf';
import type { ImportProblem } from '../vpc/exchange/problem';
import { readProductList, type ListedProduct } from '../vpc/exchange/productList';
import { schemaStyle } from '../vpc/exchange/schemaStyle';
import {
  IMPORT_RELEASE,
  KNOWN_PRODUCTS,
  NEW_FILE,
  type CreationProblem,
  type ImportReleaseParams,
  type ImportReleaseResult,
  type KnownProductsResult,
  type NewFileParams,
  type NewFileResult,
  type ProductSource,
} from './protocol';
import { runSafe } from './runSafe';
import type { Session } from './session';

/** Registers the requests that make new files: from answers of the user, and from release documents. */
export function registerCreation({ connection, runtime, workspace, indexer, localize }: Session): void {
  connection.onRequest(KNOWN_PRODUCTS, (_: object, token: CancellationToken) =>
    runSafe<KnownProductsResult>(
      connection,
      runtime,
      'Known products',
      { suppliers: [], products: [] },
      token,
      async () => knownProducts((await indexer.elsewhereCompletely(null, token)).files),
    ),
  );

  connection.onRequest(NEW_FILE, ({ folder, supplier, date, ...source }: NewFileParams, token: CancellationToken) =>
    runSafe<NewFileResult | null>(connection, runtime, 'New file', null, token, async () => {
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source);
      const made = newFile({ supplier, date, products, vocabulary, schema, snippets: true });
      return {
        snippet: made.text,
        fileName: made.fileName,
        problems: problems.map((problem) => told(problem, localize)),
      };
    }),
  );

  connection.onRequest(IMPORT_RELEASE, (params: ImportReleaseParams, token: CancellationToken) =>
    runSafe<ImportReleaseResult | null>(connection, runtime, 'Import', null, token, async () => {
      const { folder, text, supplier, ...source } = params;
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source);
      const style = schema && schemaStyle(schema, vocabulary);
      const made = importCvrf(text, { supplier, products, vocabulary, ...(style && { style }) });
      const { patches, vulnerabilities, products: entries } = made.summary;
      return {
        text: made.text,
        fileName: made.fileName,
        patches,
        vulnerabilities,
        products: entries,
        problems: [...problems, ...made.problems].map((problem) => told(problem, localize)),
      };
    }),
  );
}

function productsOf({ products = [], productList }: ProductSource): {
  products: ListedProduct[];
  problems: readonly ImportProblem[];
} {
  const chosen = products.map((product) => ({ ...product, line: 0 }));
  if (productList === undefined) return { products: chosen, problems: [] };
  const read = readProductList(productList);
  return { products: [...chosen, ...read.products], problems: read.problems };
}

/** A problem as a sentence that says where. */
function told({ severity, file, line, message, args }: ImportProblem, localize: Localize): CreationProblem {
  const sentence = localize(message, ...args);
  const name = file === 'product list' ? localize('Product list') : localize('Release document');
  const place = line === null || line === 0 ? name : localize('{0}, line {1}', name, String(line));
  return { severity, message: `${place}: ${sentence}` };
}
