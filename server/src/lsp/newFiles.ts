import type { CancellationToken } from 'vscode-languageserver';
import { knownProducts } from '../workspace/knownProducts';
import { publicationOf } from '../domain/model';
import { importDocuments, readReleases, type ReleaseSource } from '../exchange/importDocuments';
import { nextEdition } from '../exchange/next/nextEdition';
import { importText, type ImportProblem } from '../exchange/problem';
import { ofSupplier, readProductList, type ListedProduct } from '../exchange/products/productList';
import {
  IMPORT_RELEASE,
  KNOWN_PRODUCTS,
  NEW_FILE,
  NEXT_EDITION,
  type CreationProblem,
  type FileContent,
  type ImportReleaseParams,
  type ImportReleaseResult,
  type KnownProductsParams,
  type KnownProductsResult,
  type NewFileParams,
  type NewFileResult,
  type NextEditionParams,
  type NextEditionResult,
  type ProductSource,
  type ReleaseContent,
} from './protocol';
import { bytesOf } from './protocol/base64';
import { documentOnDisk, openDocument } from './matrix/files';
import { clockNow } from './runtime';
import { runSafe } from './runSafe';
import type { Session } from './session';
import type { Vocabulary } from '../domain/vocabulary';
import type { Localize } from '../xml/problem';
import { wellFormednessProblems } from '../xml/wellFormedness';
import { editedText } from '../exchange/write/children';
import { schemaStyle } from '../domain/publicationText';

/** Registers the requests that create new files: from what the user entered, and from release documents. */
export function registerNewFiles(session: Session): void {
  const { connection, runtime, workspace, indexer, service, localize } = session;
  connection.onRequest(KNOWN_PRODUCTS, ({ uri }: KnownProductsParams, token: CancellationToken) =>
    runSafe<KnownProductsResult>(
      connection,
      runtime,
      'Known products',
      { suppliers: [], products: [], productList: null },
      token,
      async () => ({
        ...knownProducts((await indexer.allOtherPublications(null, token)).files),
        productList: uri === undefined ? null : await workspace.productList(uri),
      }),
    ),
  );

  connection.onRequest(NEW_FILE, ({ folder, supplier, date, ...source }: NewFileParams, token: CancellationToken) =>
    runSafe<NewFileResult | null>(connection, runtime, 'New file', null, token, async () => {
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source, supplier, vocabulary);
      if (hasErrors(problems)) {
        return {
          snippet: null,
          fileName: null,
          problems: problems.map((problem) => creationProblemOf(problem, localize)),
        };
      }
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
      const { folder, documents, supplier, date, ...source } = params;
      const { vocabulary, schema } = await workspace.newFileBinding(folder);
      const { products, problems } = productsOf(source, supplier, vocabulary);
      if (hasErrors(problems)) return nothingImported(problems, localize);
      const made = importDocuments(documents.map(sourceOf), {
        supplier,
        products,
        vocabulary,
        published: `${date}T00:00:00Z`,
        style: schema === null ? undefined : schemaStyle(schema, vocabulary),
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

  connection.onRequest(NEXT_EDITION, (params: NextEditionParams, token: CancellationToken) =>
    runSafe<NextEditionResult | null>(connection, runtime, 'Next edition', null, token, () =>
      madeNext(session, params),
    ),
  );
}

/** Answers {@link NEXT_EDITION}. */
async function madeNext(
  session: Session,
  { uri, documents, productList, date, drop }: NextEditionParams,
): Promise<NextEditionResult> {
  const { localize, workspace, runtime } = session;
  const refused = (message: string): NextEditionResult => {
    return { text: null, fileName: null, problems: [{ severity: 'error', message }] };
  };
  const document = openDocument(session, uri) ?? (await documentOnDisk(session, uri));
  if (typeof document === 'string') return refused(document);
  if (document.serviceLevel !== 'full')
    return refused(localize('Too large for a new edition here. Use "vpc next" instead.'));
  await document.ready(runtime);
  const governed = await workspace.governed(document);
  const { vocabulary, tree } = governed;
  const publication = vocabulary && publicationOf(tree, vocabulary);
  if (vocabulary === null || publication === null) return refused(localize('Not a VPC file.'));
  if (wellFormednessProblems(tree).some(({ severity }) => severity === 'error')) {
    return refused(localize('The file is not well-formed. Correct it first.'));
  }
  const supplier = publication.entry.value('supplier') ?? '';
  const listed = productList === undefined ? null : productsOf({ productList }, supplier, vocabulary);
  const { releases, problems } = readReleases(documents.map(sourceOf));
  const read = [...(listed?.problems ?? []), ...problems];
  const told = (all: readonly ImportProblem[]) => all.map((problem) => creationProblemOf(problem, localize));
  if (hasErrors(read)) return { text: null, fileName: null, problems: told(read) };
  const made = nextEdition(governed, {
    ...{ releases, drop },
    products: listed?.products ?? null,
    published: `${date}T00:00:00Z`,
    clock: clockNow(),
  });
  const text = made.edits && editedText(tree.text(), 0, made.edits);
  return { text, fileName: made.fileName, problems: told([...read, ...made.problems]) };
}

function hasErrors(problems: readonly ImportProblem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

function sourceOf({ name, content }: ReleaseContent): ReleaseSource {
  return { name, content: contentOf(content) };
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
function creationProblemOf(problem: ImportProblem, localize: Localize): CreationProblem {
  const { severity, file, name, line } = problem;
  const sentence = importText(problem, localize);
  if (file === 'edition') return { severity, message: sentence };
  const document = name === undefined || name === '' ? localize('Release document') : name;
  const shown = file === 'product list' ? localize('Product list') : document;
  const place = line === null || line === 0 ? shown : localize('{0}, line {1}', shown, String(line));
  return { severity, message: `${place}: ${sentence}` };
}
