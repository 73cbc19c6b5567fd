/** Makes a publication out of a security release document and a supplier's products. */
import type { Draft, DraftFact } from '../../draft';
import { draftFileName } from '../../draftFileName';
import { safeValue } from '../../filename';
import { stateById } from '../../states';
import type { Vocabulary } from '../../vocabulary';
import type { ImportProblem } from '../problem';
import type { ListedProduct } from '../productList';
import { writePublication, type FileStyle } from '../write';
import { readReleaseDocument, type ReleaseDocument } from './document';
import { patchesOf, type ReleasedPatch } from './patches';
import { Platforms } from './platforms';
import { titleOf } from './title';

/** What importing needs besides the document. */
export interface ImportOptions {
  /** The product supplier who publishes. */
  readonly supplier: string;
  readonly products: readonly ListedProduct[];
  readonly vocabulary: Vocabulary;
  /** How the file is written; left out: by the element tables and the profile. */
  readonly style?: FileStyle;
  /** xs:dateTime of the publication; left out: that of the document's last revision. */
  readonly published?: string;
}

/** What was made; all texts and counts are zero where the document could not be read. */
export interface ImportResult {
  /** The file; `null` where the document could not be read. */
  readonly text: string | null;
  /** By the filename convention; `null` where it asks for what an import does not know. */
  readonly fileName: string | null;
  readonly summary: ImportSummary;
  readonly problems: readonly ImportProblem[];
}

/** How much was made. */
export interface ImportSummary {
  /** Title of the release document. */
  readonly title: string;
  readonly patches: number;
  /** Different CVE numbers. */
  readonly vulnerabilities: number;
  /** Entries of products under patches. */
  readonly products: number;
}

const NOTHING: ImportSummary = { title: '', patches: 0, vulnerabilities: 0, products: 0 };
const ENGLISH = { language: 'en' } as const;

/**
 * Imports a CVRF release document: a patch for each KB, and under it the products that it concerns (see
 * {@link Platforms}) in the state "available". The same input gives the same text, always. Facts are taken over, titles
 * are made from facts, and no prose is copied.
 * @param xml the text of the document
 */
export function importCvrf(xml: string, options: ImportOptions): ImportResult {
  const { document, problems } = readReleaseDocument(xml);
  if (document === null) return { text: null, fileName: null, summary: NOTHING, problems };
  const { vocabulary, products, style } = options;
  const patches = patchesOf(document);
  const platforms = new Platforms(document.products.values());
  const publication = draftPublication(document, patches, platforms, options);
  return {
    text: writePublication(publication, vocabulary, style),
    fileName: draftFileName(publication, vocabulary),
    summary: summaryOf(document, patches, publication),
    problems: [...problems, ...doubts(patches, products, platforms)],
  };
}

/** The publication that importing writes, as data. */
export function draftPublication(
  document: ReleaseDocument,
  patches: readonly ReleasedPatch[],
  platforms: Platforms,
  options: Omit<ImportOptions, 'style'>,
): Draft<'publication'> {
  const { supplier, published } = options;
  const drafts = patches.map((patch) => patchDraft(patch, platforms, options));
  return {
    'document-id': `${safeValue(supplier)}-${document.id}`,
    'document-version': '1',
    description: { value: `Patch compatibility: ${document.title}`, attributes: ENGLISH },
    published: published ?? document.currentRelease,
    supplier,
    'patch-vendor': [{ 'vendor-id': document.vendor || 'Microsoft', patch: drafts }],
  };
}

function summaryOf(
  { title }: ReleaseDocument,
  patches: readonly ReleasedPatch[],
  publication: Draft<'publication'>,
): ImportSummary {
  const drafts = publication['patch-vendor']?.flatMap(({ patch }) => patch ?? []) ?? [];
  return {
    title,
    patches: patches.length,
    vulnerabilities: new Set(patches.flatMap(({ vulnerabilities }) => vulnerabilities)).size,
    products: drafts.reduce((sum, { product }) => sum + (product?.length ?? 0), 0),
  };
}

function patchDraft(patch: ReleasedPatch, platforms: Platforms, options: Omit<ImportOptions, 'style'>): Draft<'patch'> {
  const { profile } = options.vocabulary;
  const valueOf = (codes: readonly { id: string; value: string }[], id: string | null) =>
    codes.find((code) => code.id === id)?.value;
  return {
    'patch-id': patch.id,
    title: { value: titleOf(patch), attributes: ENGLISH },
    ...optional('patch-type', valueOf(profile.patchTypes, patch.type)),
    ...optional('severity', valueOf(profile.severities, patch.severity)),
    released: patch.released,
    bulletin: patch.bulletins,
    vulnerability: patch.vulnerabilities,
    target: patch.targets,
    supersedes: patch.supersedes,
    ...optional('information-url', patch.informationUrl ?? undefined),
    'download-url': patch.downloadUrls,
    ...optional('reboot', patch.restart?.toString()),
    product: options.products
      .filter((product) => platforms.concerns(patch.targets, product))
      .map((product) => productDraft(product, options.vocabulary)),
  };
}

function productDraft({ id, version, platform }: ListedProduct, { profile }: Vocabulary): Draft<'product'> {
  return {
    'product-id': id,
    ...optional('product-version', version || undefined),
    ...optional('platform', platform || undefined),
    state: stateById(profile, 'available')?.value ?? '',
  };
}

function optional<R extends string>(role: R, fact: DraftFact | undefined): Partial<Record<R, DraftFact>> {
  return fact === undefined ? {} : ({ [role]: fact } as Record<R, DraftFact>);
}

function doubts(
  patches: readonly ReleasedPatch[],
  products: readonly ListedProduct[],
  platforms: Platforms,
): ImportProblem[] {
  const problems: ImportProblem[] = products
    .filter(({ platform }) => platform !== '' && !platforms.knows(platform))
    .map(({ platform, line }) => ({
      severity: 'warning',
      file: 'product list',
      line,
      message:
        'No patch of this document is for the platform "{0}": the product stands only under patches that name no operating system.',
      args: [platform],
    }));
  if (patches.length > 0) return problems;
  const message = 'No patch was found in the release document: no remediation of it names a KB number.';
  return [{ severity: 'warning', file: 'release document', line: null, message, args: [] }, ...problems];
}
