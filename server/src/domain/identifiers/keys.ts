/** Keys of identifiers: two spellings have the same key where they name the same thing. */
import { normalisedName, type Identity } from '../identity';
import type { IdentifierKind } from './kinds';
import type { ProductRecord } from './records';
import { checkpoint } from '../../xml/budget';

/** A value that names a thing. */
export interface IdentifierName {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** The patch vendor around it, `''` where there is none: its rule says how identifiers of patches are compared. */
  readonly vendor: string;
}

/** The key of a value among those of its kind. */
export function identifierKey(identity: Identity, { kind, value, vendor }: IdentifierName): string {
  switch (kind) {
    case 'patch':
      return identity.patch(vendor, value);
    case 'vendor':
      return identity.vendor(value);
    case 'supplier':
      return identity.supplier(value);
    case 'product':
      return identity.product(value);
    case 'target':
      return normalisedName(value);
    case 'platform':
      return identity.platform(value);
    case 'version':
    case 'vulnerability':
    case 'bulletin':
      return identity.version(value);
  }
}

/** The kinds of names whose spelling is compared between files. */
export const SPELLED_KINDS = ['supplier', 'vendor', 'product', 'platform', 'target', 'patch'] as const;
export type SpelledKind = (typeof SPELLED_KINDS)[number];

/** A name with all that decides what it names. */
export interface SpelledName extends IdentifierName {
  readonly kind: SpelledKind;
  /** Of the file: two suppliers can have products of one name. */
  readonly supplier: string;
}

/** The key of a name among the names of all files. */
export function spellingKey(identity: Identity, name: SpelledName): string {
  switch (name.kind) {
    case 'patch':
      return `patch\n${patchKey(identity, name.vendor, name.value)}`;
    case 'product':
      return `product\n${identity.supplier(name.supplier)}\n${identifierKey(identity, name)}`;
    default:
      return `${name.kind}\n${identifierKey(identity, name)}`;
  }
}

/** A combination of product, version and platform that a statement holds for; versions and platforms are empty for all. */
export interface StatementKey {
  /** Equal for combinations that name the same, in any spelling. */
  readonly key: string;
  /** As they are written, for messages. */
  readonly label: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * The most versions times platforms of one entry that are distinguished: no real entry has a hundred, and a hostile one of some
 * kilobytes would have millions. Who leaves out an entry with more says so.
 */
export const MAX_COMBINATIONS = 10_000;

/** The number of combinations that a statement holds for, by the numbers of its versions and platforms. */
export function combinationsOf(versions: number, platforms: number): number {
  return Math.max(1, versions) * Math.max(1, platforms);
}

/** The combinations that a statement holds for; none where there are more than {@link MAX_COMBINATIONS}. */
export function statementKeys(
  { id, versions, platforms }: Pick<ProductRecord, 'id' | 'versions' | 'platforms'>,
  identity: Identity,
): StatementKey[] {
  const combinations = combinationsOf(versions.length, platforms.length);
  if (combinations > MAX_COMBINATIONS) return [];
  checkpoint(combinations);
  const product = identity.product(id);
  return orAll(versions).flatMap((version) =>
    orAll(platforms).map((platform) => ({
      key: [product, identity.version(version), identity.platform(platform)].join('\n'),
      label: [id, version, platform].filter((part) => part !== '').join(', '),
      version,
      platform,
    })),
  );
}

function orAll(values: readonly string[]): readonly string[] {
  return values.length === 0 ? [''] : values;
}

/** The key of a patch of a vendor among all patches. */
export function patchKey(identity: Identity, vendor: string, id: string): string {
  // Keys contain no line break, so it separates the two.
  return `${identity.vendor(vendor)}\n${identity.patch(vendor, id)}`;
}
