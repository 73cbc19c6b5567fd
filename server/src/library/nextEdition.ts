import { readReleases } from '../exchange/importDocuments';
import { nextEdition as makeNextEdition } from '../exchange/next/nextEdition';
import type { NotContained } from '../exchange/releases/drafts';
import { edited } from './edits';
import { opened, type DocumentOptions } from './governed';
import { inEnglish, listedProduct, startOfToday, type ImportedFile, type ImportOptions } from './importRelease';

/** What {@link nextEdition} is made of. */
export interface NextEditionOptions extends DocumentOptions {
  /** Release documents and advisories with new patches. */
  readonly releases?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
  /** The supplier's products; default: those of the edition. */
  readonly products?: ImportOptions['products'];
  /** `superseded`, or the number of months after which patches are left out. */
  readonly drop?: 'superseded' | { readonly months: number };
  /** Default: `omit`. */
  readonly notContained?: NotContained;
  /** xs:dateTime of the publication. Default: the start of this day, UTC. */
  readonly published?: string;
}

/**
 * Makes the next edition of a publication, as `vpc next` does.
 * @returns `text`: `null` where a release cannot be read or the edition cannot be made
 * @example nextEdition(text, { published: '2026-04-20T00:00:00Z' }).fileName // 'Acme_VPC_2026-04-20.xml'
 */
export function nextEdition(
  text: string,
  options: NextEditionOptions = {},
): Pick<ImportedFile, 'text' | 'fileName' | 'problems'> {
  const { releases: sources = [], products, drop, notContained, published = startOfToday(), ...rest } = options;
  const { releases, problems } = readReleases(sources);
  if (releases.length < sources.length) return { text: null, fileName: null, problems: problems.map(inEnglish) };
  const made = makeNextEdition(opened(text, rest), {
    ...{ releases, published, drop, notContained },
    products: products?.map(listedProduct) ?? null,
    clock: { instant: Date.now(), offset: 0 },
  });
  return {
    text: made.edits && edited(text, made.edits),
    fileName: made.fileName,
    problems: [...problems, ...made.problems].map(inEnglish),
  };
}
