/**
 * The content of a publication as plain values without offsets: the patches with their fields and statements. Memoised with
 * the patch's element: after an edit, one patch is read again.
 */
import { combinationsOf, MAX_COMBINATIONS } from '../domain/identifiers/keys';
import { IncrementalCollector } from '../domain/incrementalCollector';
import type { Entry } from '../domain/model';
import type { FieldRole } from '../domain/roles';
import type { Vocabulary } from '../domain/vocabulary';
import { DigestPool } from './pool';
import { productKey, productName, type ProductName } from './columns';
import type { Statement } from './statement';
import { checkpoint } from '../xml/budget';
import { detached } from '../xml/strings';
import { yieldPoint } from '../xml/task';

export type { Statement };

/** The fields of a patch, as written in the file; `''` where there is none. */
export interface PatchFields {
  readonly id: string;
  /** The first title; there can be others in other languages. */
  readonly title: string;
  readonly type: string;
  readonly severity: string;
  readonly released: string;
  readonly targets: readonly string[];
  /** The patches that it replaces, and those that it says replace it, of the same vendor. */
  readonly supersedes: readonly string[];
  readonly supersededBy: readonly string[];
  /** The patches that must be installed before it. */
  readonly prerequisites: readonly string[];
  readonly vulnerabilities: readonly string[];
  /** Whether the patch itself needs a restart; `null` where the file does not say. */
  readonly restart: boolean | null;
}

/** A patch of a publication. */
export interface PatchDigest extends PatchFields {
  /** The products of the statements, in document order; a product with two statements occurs twice. */
  readonly products: readonly ProductName[];
  /** Parallel to the products. Equal statements are one object. */
  readonly statements: readonly Statement[];
  /** Whether a product occurs twice, in whatever spelling. */
  readonly repeats: boolean;
  /** The number of statements that have too many versions and platforms: they are not among the products. */
  readonly unread: number;
}

/** A patch vendor's patches, in document order. */
export interface VendorDigest {
  /** The identifier; `''` where there is none. */
  readonly vendor: string;
  readonly patches: readonly PatchDigest[];
}

/** Collects the patches of a vendor, in document order; each is one item. */
export const patchDigests = new IncrementalCollector<PatchDigest>((patch) => [digestOf(patch as Entry<'patch'>)]);

const vendorDigests = new IncrementalCollector<VendorDigest>((entry) => {
  const vendor = entry as Entry<'patch-vendor'>;
  return [{ vendor: vendorName(vendor), patches: patchDigests.from(vendor, 'patch') }];
});

/** The identifier of a vendor; `''` where there is none. Searches all children only where it is not before the patches. */
export function vendorName(vendor: Entry<'patch-vendor'>): string {
  const field = vendor.headFields().find(({ role, value }) => role === 'vendor-id' && value !== '');
  return detached((field ?? vendor.filled('vendor-id'))?.value ?? '');
}

const vendorMemo = new WeakMap<Entry, readonly VendorDigest[]>();

/**
 * The patches of a publication by vendor; the same list for the same version. After an edit, nearly all patches are the same
 * objects.
 */
export function vendorsOf({ origin }: Entry<'publication'>): readonly VendorDigest[] {
  let vendors = vendorMemo.get(origin);
  if (vendors === undefined) vendorMemo.set(origin, (vendors = vendorDigests.from(origin, 'patch-vendor')));
  return vendors;
}

const patchMemo = new WeakMap<Entry, PatchDigest>();

/** The digest of a patch, memoised. */
export function digestOf(patch: Entry<'patch'>): PatchDigest {
  let digest = patchMemo.get(patch);
  if (digest === undefined) {
    patchMemo.set(patch, (digest = readDigest(patch)));
    yieldPoint();
  }
  return digest;
}

function readDigest(patch: Entry<'patch'>): PatchDigest {
  const values = valuesOf(patch);
  const pool = poolOf(patch.vocabulary);
  const products: ProductName[] = [];
  const statements: Statement[] = [];
  let unread = 0;
  for (const { entry } of patch.entries('product')) {
    const product = valuesOf(entry);
    if (isTooMany(product)) {
      unread++;
      continue;
    }
    const statement = pool.statement(statementOf(product, entry));
    for (const name of productsFrom(product, entry)) {
      products.push(name);
      statements.push(statement);
    }
  }
  const one = (role: FieldRole): string => pool.text(first(values, role));
  const list = (role: FieldRole): readonly string[] => pool.list(all(values, role));
  return {
    id: one('patch-id'),
    title: one('title'),
    type: one('patch-type'),
    severity: one('severity'),
    released: one('released'),
    targets: list('target'),
    supersedes: list('supersedes'),
    supersededBy: list('superseded-by'),
    prerequisites: list('prerequisite'),
    vulnerabilities: list('vulnerability'),
    restart: booleanOf(first(values, 'reboot')),
    products: pool.products(products),
    statements,
    repeats: repeats(products, patch.vocabulary),
    unread,
  };
}

const pools = new WeakMap<Vocabulary, DigestPool>();

function poolOf(vocabulary: Vocabulary): DigestPool {
  let pool = pools.get(vocabulary);
  if (pool === undefined) pools.set(vocabulary, (pool = new DigestPool()));
  return pool;
}

function statementOf(values: Values, { vocabulary }: Entry): Statement {
  const word = first(values, 'state');
  return {
    word,
    known: vocabulary.state(word) ?? null,
    date: first(values, 'state-date'),
    restart: booleanOf(first(values, 'reboot')),
    restrictions: all(values, 'restriction'),
    comments: all(values, 'comment'),
    url: first(values, 'url'),
  };
}

function repeats(products: readonly ProductName[], { identity }: Vocabulary): boolean {
  const [first, ...others] = products;
  if (first === undefined || others.length === 0) return false;
  if (new Set(products).size < products.length) return true;
  const keys = new Set(products.map((product) => productKey(product, identity).join('\n')));
  return keys.size < products.length;
}

/** The products that an entry names: each of its versions on each of its platforms; none where these are too many. */
export function productsIn(product: Entry<'product'>): ProductName[] {
  const values = valuesOf(product);
  return isTooMany(values) ? [] : productsFrom(values, product);
}

function isTooMany(values: Values): boolean {
  return combinationsOf(all(values, 'product-version').length, all(values, 'platform').length) > MAX_COMBINATIONS;
}

/** How many products an entry names; 0 where these are too many. */
export function productCount(product: Entry<'product'>): number {
  const values = valuesOf(product);
  if (isTooMany(values)) return 0;
  return orEmpty(all(values, 'product-version')).length * orEmpty(all(values, 'platform')).length;
}

/** Whether an entry is not read because of the number of its versions and platforms. */
export function isUnread(product: Entry<'product'>): boolean {
  return isTooMany(valuesOf(product));
}

function productsFrom(values: Values, { vocabulary }: Entry): ProductName[] {
  const product = first(values, 'product-id');
  const platforms = orEmpty(all(values, 'platform'));
  const versions = orEmpty(all(values, 'product-version'));
  checkpoint(versions.length * platforms.length);
  return versions.flatMap((version) =>
    platforms.map((platform) => productName(vocabulary, product, version, platform)),
  );
}

function orEmpty(values: readonly string[]): readonly string[] {
  return values.length > 0 ? [...new Set(values)] : [''];
}

/** An xs:boolean (`true`, `1`, `false`, `0`); `null` for any other text. */
function booleanOf(value: string): boolean | null {
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : null;
}

/** The values of an entry's children by role, read in one pass; empty ones are left out. */
type Values = ReadonlyMap<FieldRole, readonly string[]>;

function valuesOf(entry: Entry): Values {
  const values = new Map<FieldRole, string[]>();
  entry.forEachField(({ role, value }) => {
    if (value === '') return;
    const known = values.get(role);
    if (known === undefined) values.set(role, [value]);
    else known.push(value);
  });
  return values;
}

const NONE: readonly string[] = [];

function all(values: Values, role: FieldRole): readonly string[] {
  return values.get(role) ?? NONE;
}

function first(values: Values, role: FieldRole): string {
  return values.get(role)?.[0] ?? '';
}
