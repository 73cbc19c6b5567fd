import { schemaStyle } from '../domain/publicationText';
import { REFERENCE_VOCABULARY } from '../domain/referenceVocabulary';
import { importDocuments, type ReleaseFormat } from '../exchange/importDocuments';
import { importText, type ImportProblem } from '../exchange/problem';
import type { ListedProduct } from '../exchange/products/productList';
import type { NotContained } from '../exchange/releases/drafts';
import type { ImportSummary } from '../exchange/releases/importReleases';
import { english } from '../xml/problem';
import type { DocumentOptions } from './governed';

/** What {@link importRelease} is to make. */
export interface ImportOptions extends Pick<DocumentOptions, 'schema' | 'vocabulary'> {
  /** The product supplier who publishes. */
  readonly supplier: string;
  /** The supplier's products, listed under the patches for their platforms and components; `''`: all versions, all platforms. */
  readonly products?: readonly (Pick<ListedProduct, 'id' | 'version' | 'platform'> & Partial<ListedProduct>)[];
  /** What becomes of products that do not contain what a patch is for. Default: `omit`. */
  readonly notContained?: NotContained;
  /** xs:dateTime of the publication. Default: the start of this day, UTC. */
  readonly published?: string;
  /** Default: by the content. */
  readonly format?: ReleaseFormat;
}

/** What {@link importRelease} made. */
export interface ImportedFile {
  /** The publication; `null` where a document could not be read. */
  readonly text: string | null;
  /** By the naming convention; `null` where it needs what an import does not know. */
  readonly fileName: string | null;
  readonly summary: ImportSummary;
  readonly problems: readonly Omit<ImportProblem, 'args'>[];
}

/**
 * Makes a publication out of security release documents (CVRF) or advisories (CSAF), as `vpc import` does. The same input gives
 * the same text. Given its bytes, it reports what is wrong with their encoding.
 * @param sources one document, or several with names
 * @example importRelease(xml, { supplier: 'Northwind' }).summary.patches // 87
 */
export function importRelease(
  sources: string | Uint8Array | readonly { readonly name: string; readonly content: string | Uint8Array }[],
  options: ImportOptions,
): ImportedFile {
  const { supplier, products = [], schema, vocabulary = REFERENCE_VOCABULARY, notContained, format } = options;
  const isOne = typeof sources === 'string' || sources instanceof Uint8Array;
  const imported = importDocuments(
    isOne ? [{ name: '', content: sources }] : sources,
    {
      supplier,
      products: products.map(listedProduct),
      vocabulary,
      notContained,
      published: options.published ?? startOfToday(),
      ...(schema && { style: schemaStyle(schema, vocabulary) }),
    },
    format,
  );
  return { ...imported, problems: imported.problems.map(inEnglish) };
}

/**
 * Makes a publication out of a CVRF security release document; see {@link importRelease}.
 * @example importCvrf(xml, { supplier: 'Northwind' }).summary.patches // 87
 */
export function importCvrf(source: string | Uint8Array, options: ImportOptions): ImportedFile {
  return importRelease(source, { ...options, format: 'cvrf' });
}

/** The default of {@link ImportOptions.published}: an xs:dateTime. */
export function startOfToday(): string {
  return `${new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)}T00:00:00Z`;
}

/** A product of {@link ImportOptions.products} with the defaults of what was left out. */
export function listedProduct(product: NonNullable<ImportOptions['products']>[number]): ListedProduct {
  return { line: 0, supplier: '', components: null, ...product };
}

/** The problem with its message in English. */
export function inEnglish(problem: ImportProblem): Omit<ImportProblem, 'args'> {
  const { args: _, name, ...told } = problem;
  return { ...told, ...(name !== '' && name !== undefined && { name }), message: importText(problem, english) };
}
