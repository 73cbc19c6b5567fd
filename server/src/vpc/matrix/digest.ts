/**
 * What the matrix knows of a publication: of each patch what names it, and what is said beneath it of which column. Plain,
 * without places, and remembered with the patch's element: after an edit, one patch is read again.
 */
import { pausePoint } from '../../xml/pause';
import { Gathering } from '../gather';
import type { Entry } from '../model';
import type { State } from '../profile';
import type { FactRole } from '../roles';
import { columnOf, type Column } from './columns';

/** What a publication says about a patch beside a product. */
export interface Statement {
  /** The word that stands in the file. */
  readonly word: string;
  /** `null` where the word is from a list of the supplier's own, or wrong. */
  readonly known: State | null;
  /** As it stands in the file; empty where there is none. */
  readonly date: string;
  /** `null` where nothing is said. */
  readonly restart: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  readonly url: string;
}

/** What names a patch; values as they stand in the file, `''` where there is none. */
export interface PatchFields {
  readonly id: string;
  /** The first one. */
  readonly title: string;
  readonly type: string;
  readonly severity: string;
  readonly released: string;
  readonly targets: readonly string[];
}

/** A patch of a publication. */
export interface PatchDigest extends PatchFields {
  /** What is said of which column, in the order of the file; a column that is spoken of twice stands here twice. */
  readonly columns: readonly Column[];
  /** In step with the columns. Statements that say the same are one object within the patch. */
  readonly statements: readonly Statement[];
  /** Whether a column is spoken of twice. */
  readonly repeats: boolean;
}

/** A patch vendor's patches, in the order of the file. */
export interface VendorDigest {
  /** `''` where there is none. */
  readonly vendor: string;
  readonly patches: readonly PatchDigest[];
}

/** The patches of a vendor, in the order of the file; each gives one item. */
export const patchDigests = new Gathering<PatchDigest>((patch) => [digestOf(patch as Entry<'patch'>)]);

const vendorDigests = new Gathering<VendorDigest>((entry) => {
  const vendor = entry as Entry<'patch-vendor'>;
  return [{ vendor: vendorName(vendor), patches: patchDigests.from(vendor, 'patch') }];
});

/** What a vendor is called; `''` where it is not. Only where nothing stands before the patches, all children are looked at. */
export function vendorName(vendor: Entry<'patch-vendor'>): string {
  const head = vendor.headFacts().find(({ role, value }) => role === 'vendor-id' && value !== '');
  return (head ?? vendor.filled('vendor-id'))?.value ?? '';
}

const read = new WeakMap<Entry, readonly VendorDigest[]>();

/**
 * The patches of a publication, vendor by vendor; the same list for the same version of it. After an edit, nearly all
 * patches are the same objects.
 */
export function vendorsOf({ origin }: Entry<'publication'>): readonly VendorDigest[] {
  let vendors = read.get(origin);
  if (vendors === undefined) read.set(origin, (vendors = vendorDigests.from(origin, 'patch-vendor')));
  return vendors;
}

const remembered = new WeakMap<Entry, PatchDigest>();

/** What the matrix knows of a patch; remembered with it. */
export function digestOf(patch: Entry<'patch'>): PatchDigest {
  let digest = remembered.get(patch);
  if (digest === undefined) {
    remembered.set(patch, (digest = readDigest(patch)));
    pausePoint();
  }
  return digest;
}

function readDigest(patch: Entry<'patch'>): PatchDigest {
  const values = valuesOf(patch);
  const columns: Column[] = [];
  const statements: Statement[] = [];
  const same = new Map<string, Statement>();
  for (const { entry } of patch.entries('product')) {
    const product = valuesOf(entry);
    const read = statementOf(product, entry);
    const key = JSON.stringify([read.word, read.date, read.restart, read.restrictions, read.comments, read.url]);
    const statement = same.get(key) ?? read;
    same.set(key, statement);
    for (const column of columnsNamed(product, entry)) {
      columns.push(column);
      statements.push(statement);
    }
  }
  return {
    id: first(values, 'patch-id'),
    title: first(values, 'title'),
    type: first(values, 'patch-type'),
    severity: first(values, 'severity'),
    released: first(values, 'released'),
    targets: all(values, 'target'),
    columns,
    statements,
    repeats: new Set(columns).size < columns.length,
  };
}

function statementOf(values: Values, { vocabulary }: Entry): Statement {
  const word = first(values, 'state');
  return {
    word,
    known: vocabulary.state(word) ?? null,
    date: first(values, 'state-date'),
    restart: truth(first(values, 'reboot')),
    restrictions: all(values, 'restriction'),
    comments: all(values, 'comment'),
    url: first(values, 'url'),
  };
}

/** The columns that a product's entry speaks of: each version on each platform that it names. */
export function columnsIn(product: Entry<'product'>): Column[] {
  return columnsNamed(valuesOf(product), product);
}

function columnsNamed(values: Values, { vocabulary }: Entry): Column[] {
  const product = first(values, 'product-id');
  const platforms = orNone(all(values, 'platform'));
  return orNone(all(values, 'product-version')).flatMap((version) =>
    platforms.map((platform) => columnOf(vocabulary, product, version, platform)),
  );
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length > 0 ? [...new Set(values)] : [''];
}

/** xs:boolean: `true`, `1`, `false`, `0`. */
function truth(value: string): boolean | null {
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : null;
}

/** The values of an entry's children by role, read in one go; blank ones are left out. */
type Values = ReadonlyMap<FactRole, readonly string[]>;

function valuesOf(entry: Entry): Values {
  const values = new Map<FactRole, string[]>();
  entry.forEachFact(({ role, value }) => {
    if (value === '') return;
    const known = values.get(role);
    if (known === undefined) values.set(role, [value]);
    else known.push(value);
  });
  return values;
}

const NONE: readonly string[] = [];

function all(values: Values, role: FactRole): readonly string[] {
  return values.get(role) ?? NONE;
}

function first(values: Values, role: FactRole): string {
  return values.get(role)?.[0] ?? '';
}
