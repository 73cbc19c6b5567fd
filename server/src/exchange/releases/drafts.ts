/** Patches and statements of a publication from those of release documents, as data. */
import type { Identity } from '../../domain/identity';
import type { Draft, DraftField } from '../../domain/publicationText';
import { stateById } from '../../domain/states';
import type { Vocabulary } from '../../domain/vocabulary';
import type { ListedProduct } from '../products/productList';
import type { ReleasedPatch, ReleasedStatement } from './release';
import { titleOf } from './titles';

/** What becomes of a product that does not contain what a patch is for. */
export const NOT_CONTAINED = ['omit', 'not-applicable'] as const;
export type NotContained = (typeof NOT_CONTAINED)[number];

/** For whom drafts are made. */
export interface DraftOptions {
  /** The supplier of the products and of the publication. */
  readonly supplier: string;
  readonly products: readonly ListedProduct[];
  readonly vocabulary: Vocabulary;
  /** Default: `omit`. */
  readonly notContained?: NotContained | undefined;
  /** xs:dateTime of the publication. */
  readonly published: string;
}

/** A statement of a draft. */
export interface DraftStatement {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
  readonly state: 'available' | ReleasedStatement['state'];
  /** Empty for a state without a date. */
  readonly date: string;
}

/** Whether a patch for products of these names concerns a product of the supplier. */
export type Concerns = (targets: readonly string[], product: ListedProduct) => boolean;

/**
 * The statements that a patch gets: for a patch of another vendor, each product that it concerns is available for a test. For a
 * patch of the supplier's own, the document's statements about its products.
 */
export function statementsFor(patch: ReleasedPatch, concerns: Concerns, options: DraftOptions): DraftStatement[] {
  const { identity } = options.vocabulary;
  if (patch.statements.length > 0 && identity.supplier(patch.vendor) === identity.supplier(options.supplier)) {
    return ownStatements(patch, options, identity);
  }
  return options.products.flatMap((product): DraftStatement[] => {
    const { id, version, platform, components } = product;
    const name = { product: id, version, platform };
    if (concerns(patch.targets, product)) return [{ ...name, state: 'available', date: '' }];
    if (options.notContained !== 'not-applicable' || components === null) return [];
    return [{ ...name, state: 'not-applicable', date: options.published }];
  });
}

/** The statements of the document, for the listed products where there is a list. */
function ownStatements(
  { statements, released }: ReleasedPatch,
  { products }: DraftOptions,
  identity: Identity,
): DraftStatement[] {
  if (products.length === 0) {
    return statements.map(({ product, version, state }) => ({ product, version, platform: '', state, date: released }));
  }
  return products.flatMap(({ id, version, platform }): DraftStatement[] => {
    const same = statements.filter((statement) => identity.product(statement.product) === identity.product(id));
    if (same.length === 0) return [];
    const exact = same.find((statement) => identity.version(statement.version) === identity.version(version));
    const name = { product: id, version, platform };
    // A range of versions is not decided here: the state of this version has to be found out.
    return [{ ...name, state: exact?.state ?? 'available', date: exact === undefined ? '' : released }];
  });
}

/** A patch as the draft of an entry, without statements. Facts that a document does not have are left out. */
export function patchFields(patch: ReleasedPatch, { profile }: Vocabulary): Omit<Draft<'patch'>, 'product'> {
  const valueOf = (codes: readonly { id: string; value: string }[], id: string | null): string | undefined =>
    codes.find((code) => code.id === id)?.value;
  return {
    'patch-id': patch.id,
    title: { value: titleOf(patch), attributes: { language: 'en' } },
    ...optional('patch-type', valueOf(profile.patchTypes, patch.type)),
    ...optional('severity', valueOf(profile.severities, patch.severity)),
    released: patch.released,
    ...optional('revised', patch.revised ?? undefined),
    bulletin: patch.bulletins,
    vulnerability: patch.vulnerabilities,
    target: patch.targets,
    supersedes: patch.supersedes,
    ...optional('information-url', patch.informationUrl ?? undefined),
    'download-url': patch.downloadUrls,
    ...optional('reboot', patch.restart?.toString()),
  };
}

/** A statement as the draft of an entry. */
export function productDraft(
  { product, version, platform, state, date }: DraftStatement,
  { profile }: Vocabulary,
): Draft<'product'> {
  return {
    'product-id': product,
    ...optional('product-version', version || undefined),
    ...optional('platform', platform || undefined),
    state: stateById(profile, state)?.value ?? '',
    ...optional('state-date', date || undefined),
  };
}

function optional<R extends string>(role: R, field: DraftField | undefined): Partial<Record<R, DraftField>> {
  return field === undefined ? {} : ({ [role]: field } as Record<R, DraftField>);
}
