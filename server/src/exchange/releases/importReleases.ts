/** Creates a publication for a supplier's products from release documents. */
import { safeValue } from '../../domain/fileName';
import { draftFileName, writePublication, type Draft, type FileStyle } from '../../domain/publicationText';
import { Applicability } from '../products/applicability';
import type { ImportProblem } from '../problem';
import { patchFields, productDraft, statementsFor, type Concerns, type DraftOptions } from './drafts';
import { mergedPatches } from './merge';
import { releaseProblems } from './releaseProblems';
import type { Release, ReleasedPatch } from './release';

/** What the import needs besides the documents. */
export interface ImportOptions extends DraftOptions {
  /** How the file is written; left out: as the element tables and the profile say. */
  readonly style?: FileStyle | undefined;
}

/** Counts of what was imported. */
export interface ImportSummary {
  /** Title of the release document; empty for several. */
  readonly title: string;
  readonly patches: number;
  /** The number of different CVE numbers. */
  readonly vulnerabilities: number;
  /** The number of product entries in all patches. */
  readonly products: number;
}

/** A publication that was made from release documents. */
export interface ImportedReleases {
  readonly text: string;
  /** By the filename convention; `null` where that needs a value that the import does not have. */
  readonly fileName: string | null;
  readonly summary: ImportSummary;
  readonly problems: readonly ImportProblem[];
}

/**
 * A publication with a patch for each that the documents name, and the products that it concerns (see {@link Applicability}) in
 * the state "available". The result is deterministic. Only facts are copied: titles are built from them, without the prose of the
 * documents.
 * @param releases at least one
 */
export function importReleases(releases: readonly Release[], options: ImportOptions): ImportedReleases {
  const { vocabulary, products, style } = options;
  const patches = mergedPatches(releases, vocabulary.identity);
  const applicability = new Applicability(releases.flatMap((release) => release.products));
  const publication = draftPublication(releases, patches, applicability, options);
  return {
    text: writePublication(publication, vocabulary, style),
    fileName: draftFileName(publication, vocabulary),
    summary: summaryOf(releases, patches, publication),
    problems: releaseProblems(releases, patches, products, applicability),
  };
}

/** The publication that the import writes, as data. */
export function draftPublication(
  releases: readonly Pick<Release, 'id' | 'title'>[],
  patches: readonly ReleasedPatch[],
  applicability: Applicability,
  options: DraftOptions,
): Draft<'publication'> {
  const { supplier, published, vocabulary } = options;
  const concerns: Concerns = (targets, product) => applicability.concerns(targets, product);
  const byVendor = new Map<string, { name: string; patches: Draft<'patch'>[] }>();
  for (const patch of patches) {
    const key = vocabulary.identity.vendor(patch.vendor);
    const vendor = byVendor.get(key) ?? { name: patch.vendor, patches: [] };
    byVendor.set(key, vendor);
    vendor.patches.push({
      ...patchFields(patch, vocabulary),
      product: statementsFor(patch, concerns, options).map((statement) => productDraft(statement, vocabulary)),
    });
  }
  const [only, ...others] = releases as readonly [Release, ...Release[]];
  const isOne = others.length === 0;
  const title = isOne ? only.title : `${releases.length} release documents`;
  return {
    'document-id': `${safeValue(supplier)}-${isOne ? only.id : published.slice(0, 'yyyy-mm'.length)}`,
    'document-version': '1',
    description: { value: `Patch compatibility: ${title}`, attributes: { language: 'en' } },
    published,
    supplier,
    'patch-vendor': [...byVendor.values()].map((vendor) => ({ 'vendor-id': vendor.name, patch: vendor.patches })),
  };
}

function summaryOf(
  releases: readonly Release[],
  patches: readonly ReleasedPatch[],
  publication: Draft<'publication'>,
): ImportSummary {
  const drafts = publication['patch-vendor']?.flatMap(({ patch }) => patch ?? []) ?? [];
  return {
    title: releases.length === 1 ? releases[0]!.title : '',
    patches: patches.length,
    vulnerabilities: new Set(patches.flatMap(({ vulnerabilities }) => vulnerabilities)).size,
    products: drafts.reduce((sum, { product }) => sum + (product?.length ?? 0), 0),
  };
}
