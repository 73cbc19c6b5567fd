/** Imports a security release document: creates a publication for a supplier's products. */
import { safeValue } from '../../domain/fileName';
import { stateById } from '../../domain/states';
import type { Vocabulary } from '../../domain/vocabulary';
import type { ImportProblem } from '../problem';
import type { ListedProduct } from '../products/productList';
import {
  writePublication,
  type FileStyle,
  type Draft,
  type DraftField,
  draftFileName,
} from '../../domain/publicationText';
import { readReleaseDocument, type ReleaseDocument } from './document';
import { patchesOf, type ReleasedPatch } from './patches';
import { Platforms } from '../products/platforms';

/** What the import needs besides the document. */
export interface ImportOptions {
  /** The supplier of the products and of the publication. */
  readonly supplier: string;
  readonly products: readonly ListedProduct[];
  readonly vocabulary: Vocabulary;
  /** How the file is written; left out: as the element tables and the profile say. */
  readonly style?: FileStyle;
  /** xs:dateTime of the publication; left out: that of the document's last revision. */
  readonly published?: string;
}

/** The result of an import; all counts are zero where the document could not be read. */
export interface ImportResult {
  /** The file; `null` where the document could not be read. */
  readonly text: string | null;
  /** By the filename convention; `null` where that needs a value that the import does not have. */
  readonly fileName: string | null;
  readonly summary: ImportSummary;
  readonly problems: readonly ImportProblem[];
}

/** Counts of what was imported. */
export interface ImportSummary {
  /** Title of the release document. */
  readonly title: string;
  readonly patches: number;
  /** The number of different CVE numbers. */
  readonly vulnerabilities: number;
  /** The number of product entries in all patches. */
  readonly products: number;
}

const NOTHING: ImportSummary = { title: '', patches: 0, vulnerabilities: 0, products: 0 };
const ENGLISH = { language: 'en' } as const;

/**
 * Imports a CVRF release document: a patch for each KB number, with the products that it concerns (see {@link Platforms}) in
 * the state "available". The result is deterministic. Only facts are copied: titles are built from them, without the prose of
 * the document.
 * @param source the bytes of the document, or its text where it never was bytes
 */
export function importCvrf(source: string | Uint8Array, options: ImportOptions): ImportResult {
  const { document, problems } = readReleaseDocument(source);
  if (document === null) return { text: null, fileName: null, summary: NOTHING, problems };
  const { vocabulary, products, style } = options;
  const patches = patchesOf(document);
  const platforms = new Platforms(document.products.values());
  const publication = draftPublication(document, patches, platforms, options);
  return {
    text: writePublication(publication, vocabulary, style),
    fileName: draftFileName(publication, vocabulary),
    summary: summaryOf(document, patches, publication),
    problems: [...problems, ...unmatchedProblems(patches, products, platforms)],
  };
}

/** The publication that the import writes, as data. */
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

function optional<R extends string>(role: R, field: DraftField | undefined): Partial<Record<R, DraftField>> {
  return field === undefined ? {} : ({ [role]: field } as Record<R, DraftField>);
}

/** Problems where the document has no patches, or none for the platform of a product. */
function unmatchedProblems(
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
        'No patch in this document is for the platform "{0}", so the product is listed only under patches that name no operating system.',
      args: [platform],
    }));
  if (patches.length > 0) return problems;
  const message = 'No patches found in the release document: none of its remediations names a KB number.';
  return [{ severity: 'warning', file: 'release document', line: null, message, args: [] }, ...problems];
}

/** The maximum length of the list of names in a title, in UTF-16 units; further names are only counted. */
const MAX_LIST_LENGTH = 100;

/** The title of a patch: `2026-02 Security Update for Windows Server 2022 (KB5075906)`. */
function titleOf(patch: ReleasedPatch): string {
  const month = patch.released.slice(0, 7);
  const kind = patch.kind === '' ? 'Update' : /update|rollup/i.test(patch.kind) ? patch.kind : `${patch.kind} Update`;
  const names = namesOf(patch.targets);
  const products = names.length === 0 ? '' : ` for ${enumeration(names)}`;
  return `${month} ${kind}${products} (${patch.id})`;
}

/** The names of the targets, without duplicates, and without products on an operating system that is itself a target. */
function namesOf(targets: readonly string[]): string[] {
  const names = new Map(targets.map(shortName).map((name) => [name.toLowerCase(), name]));
  return [...names.values()].filter((name) => !names.has(/ on (.+)$/.exec(name.toLowerCase())?.[1] ?? ''));
}

/** A name without the variant of the product: processor, edition, installation. */
function shortName(target: string): string {
  return target
    .replace(/ for \S+ (?:systems|editions?)\b/gi, '')
    .replace(/ \([^()]*\)/g, '')
    .trim();
}

function enumeration(names: readonly string[]): string {
  let length = 0;
  const shown = names.filter((name, index) => (length += name.length) <= MAX_LIST_LENGTH || index === 0);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, rest === 1 ? '1 other product' : `${rest} other products`] : shown;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}
