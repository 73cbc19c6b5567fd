/** Names that other files spell in another way. */
import { spellingKey, type SpelledKind, type SpelledName } from '../../domain/identifiers/keys';
import type { Entry } from '../../domain/model';
import { detached } from '../../xml/strings';
import { normalisedName, type AliasKind, type Identity } from '../../domain/identity';
import { DerivedQuery, indexedPatches } from '../derivedQuery';
import { identityOf, vendorsIn, type PatchIndex, type VendorDigest } from '../digest';
import type { SpellingLookup, SpellingUse } from '../rule';
import { NAME_ROLES, usesOf, type NameRole } from './names';

/** A name of a file, as that is compared with others: of several spellings, that of most patches. */
export interface ComparedName {
  readonly kind: SpelledKind;
  readonly spelling: string;
  /** Of a patch; `''` for others. */
  readonly vendor: string;
}

/** A name in the checked file. */
interface OwnName extends ComparedName {
  /** The first patch that has it; for vendors, the index of the vendor. `null`: the supplier. */
  readonly first: PatchIndex | null;
}

/** The spelling that is usual for a name. */
interface Usual {
  readonly key: string;
  readonly usual: string;
  /** A file that uses it; `null`: the configuration names it. */
  readonly fileName: string | null;
}

/** A name with the spelling that is usual. */
export type OtherSpelling = OwnName & Usual;

const KINDS: Readonly<Record<NameRole, SpelledKind>> = {
  'vendor-id': 'vendor',
  'product-id': 'product',
  platform: 'platform',
  target: 'target',
};

/** The role of a name; `null` for the supplier and for patches. */
export function roleOf(kind: SpelledKind): NameRole | null {
  return NAME_ROLES.find((role) => KINDS[role] === kind) ?? null;
}

const ALIASES: Readonly<Partial<Record<SpelledKind, AliasKind>>> = {
  supplier: 'suppliers',
  vendor: 'vendors',
  product: 'products',
  patch: 'patches',
};

/** The names in a publication whose spelling is compared with that of other files, from the digests of its patches. */
export function* spelledNames(publication: Entry<'publication'>): Generator<SpelledName, void, undefined> {
  const vendors = vendorsIn(publication);
  const supplier = detached(publication.value('supplier') ?? '');
  if (supplier !== '') yield { kind: 'supplier', value: supplier, vendor: '', supplier };
  for (const role of NAME_ROLES) {
    for (const value of usesOf(role, vendors).keys()) yield { kind: KINDS[role], value, vendor: '', supplier };
  }
  for (const { id: vendor, patches } of vendors) {
    for (const { id } of patches) if (id !== '') yield { kind: 'patch', value: id, vendor, supplier };
  }
}

/** The names without that of the supplier; products without their supplier. */
const ownNames = new DerivedQuery<readonly OwnName[]>(
  (a, b) => a.id === b.id && a.names === b.names,
  (vendors) => [...inPatches(vendors), ...patchIds(vendors)],
);

/** Of several spellings in the file, that of most patches: the others are problems of this file. */
function* inPatches(vendors: readonly VendorDigest[]): Generator<OwnName> {
  const identity = identityOf(vendors);
  for (const role of NAME_ROLES) {
    const kind = KINDS[role];
    const usual = new Map<string, { readonly name: string; readonly count: number; readonly first: PatchIndex }>();
    const duplicates = new Set<string>();
    for (const [name, { count, first }] of usesOf(role, vendors)) {
      const key = spellingKey(identity, { kind, value: name, vendor: '', supplier: '' });
      const known = usual.get(key);
      // Two vendors of one name are duplicates, which another rule reports.
      if (role === 'vendor-id' && (known !== undefined || count > 1)) duplicates.add(key);
      if (known === undefined || known.count < count) usual.set(key, { name, count, first });
    }
    for (const [key, { name, first }] of usual)
      if (!duplicates.has(key)) yield { kind, spelling: name, vendor: '', first };
  }
}

/** Patches without those that are listed twice, which another rule reports. */
function* patchIds(vendors: readonly VendorDigest[]): Generator<OwnName> {
  const identity = identityOf(vendors);
  const found = new Map<string, OwnName | null>();
  for (const { digest, index } of indexedPatches(vendors)) {
    if (digest.id === '') continue;
    const vendor = vendors[index.vendor]!.id;
    const key = spellingKey(identity, { kind: 'patch', value: digest.id, vendor, supplier: '' });
    found.set(key, found.has(key) ? null : { kind: 'patch', spelling: digest.id, vendor, first: index });
  }
  for (const name of found.values()) if (name !== null) yield name;
}

/** What the names of a file were compared with, and the result. */
interface Compared extends Supplier {
  readonly lookup: SpellingLookup;
  readonly result: readonly OtherSpelling[];
}

/** The supplier of a file, and the date of its publication; `''` where there is none. */
interface Supplier {
  readonly supplier: string;
  readonly published: string;
}

const compared = new WeakMap<readonly OwnName[], Compared>();

/** The names of a file that most other files, or the configuration, spell in another way. */
export function otherSpellings(
  vendors: readonly VendorDigest[],
  { supplier, published }: Supplier,
  lookup: SpellingLookup,
  identity: Identity,
): readonly OtherSpelling[] {
  const names = ownNames.get(vendors);
  const known = compared.get(names);
  if (known?.lookup === lookup && known.supplier === supplier && known.published === published) return known.result;
  const all: OwnName[] = supplier === '' ? [...names] : [supplierName(supplier), ...names];
  const result = spelledOtherwise(all, { supplier, published }, lookup, identity);
  compared.set(names, { supplier, published, lookup, result });
  return result;
}

function supplierName(supplier: string): OwnName {
  return { kind: 'supplier', spelling: supplier, vendor: '', first: null };
}

/** The names of a publication that {@link spelledOtherwise} compares, as plain data that hold nothing of its document. */
export function comparedNames(publication: Entry<'publication'>): ComparedName[] {
  const supplier = detached(publication.value('supplier') ?? '');
  const names = ownNames.get(vendorsIn(publication)).map(({ kind, spelling, vendor }) => ({ kind, spelling, vendor }));
  return supplier === '' ? names : [supplierName(supplier), ...names];
}

/** Those of the names of a file that most other files, or the configuration, spell in another way. */
export function spelledOtherwise<Name extends ComparedName>(
  names: readonly Name[],
  { supplier, published }: Supplier,
  lookup: SpellingLookup,
  identity: Identity,
): (Name & Usual)[] {
  return names.flatMap((name) => {
    const { kind, spelling, vendor } = name;
    const key = spellingKey(identity, { kind, value: spelling, vendor, supplier });
    const uses = lookup.uses(key);
    if (uses.every((use) => use.spelling === spelling)) return [];
    const usual = usualSpelling(kind, { spelling, files: 1, published, fileName: '' }, uses, identity);
    if (usual.spelling === spelling) return [];
    return [{ ...name, key, usual: usual.spelling, fileName: usual.fileName === '' ? null : usual.fileName }];
  });
}

/** The name that the configuration gives, without a file; else the spelling of most files. */
function usualSpelling(
  kind: SpelledKind,
  own: SpellingUse,
  others: readonly SpellingUse[],
  identity: Identity,
): SpellingUse {
  const isOwnKnown = others.some(({ spelling }) => spelling === own.spelling);
  const all = isOwnKnown
    ? others.map((use) => (use.spelling === own.spelling ? withFile(use, own) : use))
    : [...others, own];
  const configured = configuredName(kind, all, identity);
  if (configured !== undefined) return { ...own, spelling: configured };
  return [...all].sort(usualFirst)[0]!;
}

/** The name in the configuration that has one of these spellings. */
function configuredName(kind: SpelledKind, uses: readonly SpellingUse[], identity: Identity): string | undefined {
  const aliasKind = ALIASES[kind];
  if (aliasKind === undefined) return undefined;
  const names = new Set(uses.map(({ spelling }) => normalisedName(identity.shown(aliasKind, spelling))));
  return Object.keys(identity.aliases[aliasKind] ?? {}).find((name) => names.has(normalisedName(name)));
}

function withFile(use: SpellingUse, own: SpellingUse): SpellingUse {
  const isFirst = own.published !== '' && own.published < use.published;
  return { ...use, files: use.files + 1, published: isFirst ? own.published : use.published };
}

/** The order must be the same whichever file is checked, so that only one of two spellings is reported. */
function usualFirst(a: SpellingUse, b: SpellingUse): number {
  return (
    b.files - a.files ||
    compare(a.published || LAST, b.published || LAST) ||
    // A number with its prefix before one without.
    b.spelling.length - a.spelling.length ||
    compare(a.spelling, b.spelling)
  );
}

/** After all dates. */
const LAST = '\uffff';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
