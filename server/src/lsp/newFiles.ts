import type { CancellationToken } from 'vscode-languageserver';
import { knownProducts } from '../workspace/knownProducts';
import { importDocuments } from '../exchange/importDocuments';
import type { ImportProblem } from '../exchange/problem';
import { ofSupplier, readProductList, type ListedProduct } from '../exchange/products/productList';
import {
  IMPORT_RELEASE,
  KNOWN_PRODUCTS,
  NEW_FILE,
  type CreationProblem,
  type FileContent,
  type ImportReleaseParams,
  type ImportReleaseResult,
  type KnownProductsResult,
  type NewFileParams,
  type NewFileResult,
  type ProductSource,
} from './protocol';
import { bytesOf } from './protocol/base64';
import { runSafe } from './runSafe';
import type { Session } from './session';
import type { Vocabulary } from '../domain/vocabulary';
import type { Localize } from '../xml/problem';
import { schemaStyle } from '../domain/publicationText';

/** Registers the requests that create new files: from what the user entered, and from release documents. */
export function registerNewFiles({ connection, runtime, workspace, indexer, service, localize }: Session): void {
  connection.onRequest(KNOWN_PRODUCTS, (_: object, token: CancellationToken) =>
    runSafe<KnownProductsResult>(
      connection,
      runtime,
      'Known products',
      { suppliers: [], products: [] },
      token,
      async () => knownProducts((await indexer.allOtherPublications(null, token)).files),
    ),
  );

  connection.onRequest(NEW_FILE, ({ folder, supplier, date, ...source }: NewFileParams, token: CancellationToken) =>
    runSafe<NewFileResult | null>(connection, runtime, 'New file', null, token, async () => {
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source, supplier, vocabulary);
      const made = service.newFile({ supplier, date, products, vocabulary, schema, snippets: true });
      return {
        snippet: made.text,
        fileName: made.fileName,
        problems: problems.map((problem) => creationProblemOf(problem, localize)),
      };
    }),
  );

  connection.onRequest(IMPORT_RELEASE, (params: ImportReleaseParams, token: CancellationToken) =>
    runSafe<ImportReleaseResult | null>(connection, runtime, 'Import', null, token, async () => {
      const { folder, text, supplier, date, ...source } = params;
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source, supplier, vocabulary);
      const style = schema && schemaStyle(schema, vocabulary);
      if (problems.some(({ severity }) => severity === 'error')) return nothingImported(problems, localize);
      const made = importDocuments([{ name: '', content: contentOf(text) }], {
        supplier,
        products,
        vocabulary,
        published: `${date}T00:00:00Z`,
        style: style ?? undefined,
      });
      const { patches, vulnerabilities, products: entries } = made.summary;
      return {
        text: made.text,
        fileName: made.fileName,
        patches,
        vulnerabilities,
        products: entries,
        problems: [...problems, ...made.problems].map((problem) => creationProblemOf(problem, localize)),
      };
    }),
  );
}

/** Nothing is made of a part of a product list. */
function nothingImported(problems: readonly ImportProblem[], localize: Localize): ImportReleaseResult {
  const told = problems.map((problem) => creationProblemOf(problem, localize));
  return { text: null, fileName: null, patches: 0, vulnerabilities: 0, products: 0, problems: told };
}

function productsOf(
  { products = [], productList }: ProductSource,
  supplier: string,
  { identity }: Vocabulary,
): {
  products: ListedProduct[];
  problems: readonly ImportProblem[];
} {
  const chosen = products.map((product) => ({ ...product, supplier: '', components: null, line: 0 }));
  if (productList === undefined) return { products: chosen, problems: [] };
  const read = ofSupplier(readProductList(contentOf(productList)), supplier, identity);
  return { products: [...chosen, ...read.products], problems: read.problems };
}

/** The text or the bytes of a file. */
function contentOf(content: FileContent): string | Uint8Array {
  return typeof content === 'string' ? content : bytesOf(content.base64);
}

/** A problem with its place as the beginning of the message. */
function creationProblemOf(
  { severity, file, line, message, args }: ImportProblem,
  localize: Localize,
): CreationProblem {
  const sentence = localize(message, ...args);
  const name = file === 'product list' ? localize('Product list') : localize('Release document');
  const place = line === null || line === 0 ? name : localize('{0}, line {1}', name, String(line));
  return { severity, message: `${place}: ${sentence}` };
}
