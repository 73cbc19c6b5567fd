/**
 * The matrix: patches down, products across, and what testing said where they meet. Made from one publication or several;
 * where they disagree, all that they say is kept.
 */
import type { Entry, PlacedEntry } from '../model';
import type { State } from '../profile';
import { compareNaturally } from '../order';

/** A publication that the matrix is made from. */
export interface MatrixSource {
  readonly publication: PlacedEntry<'publication'>;
  /** What people call it: its file's name. */
  readonly name: string;
}

/** A product in one version on one platform; both are empty where the results hold for all. */
export interface Column {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/** What one publication says about a patch beside a product. */
export interface Result {
  /** The word that stands in the file. */
  readonly state: string;
  /** `null` where the word is from a list of the supplier's own, or wrong. */
  readonly known: State | null;
  /** As it stands in the file; empty where there is none. */
  readonly date: string;
  /** `null` where nothing is said. */
  readonly reboot: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  readonly url: string;
  /** Index into {@link Matrix.sources}. */
  readonly source: number;
  /** Offset of the product's element in its document. */
  readonly at: number;
}

/** A patch and its results by index of {@link Matrix.columns}; more than one result where it is spoken of repeatedly. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly type: string;
  readonly severity: string;
  readonly released: string;
  readonly cells: ReadonlyMap<number, readonly Result[]>;
  /** The first publication that has it, and the offset of its element there. */
  readonly source: number;
  readonly at: number;
}

/** The patches of one patch vendor, the latest first. */
export interface Group {
  readonly vendor: string;
  readonly rows: readonly Row[];
}

export interface Source {
  readonly name: string;
  readonly supplier: string;
  /** As it stands in the file. */
  readonly published: string;
}

export interface Matrix {
  readonly sources: readonly Source[];
  readonly columns: readonly Column[];
  readonly groups: readonly Group[];
}

/** Builds the matrix. Publications come in the order in which their results are to be listed. */
export function buildMatrix(sources: readonly MatrixSource[]): Matrix {
  const patches = sources.flatMap(patchesOf);
  const columns = sortedColumns(patches);
  const indices = new Map(columns.map((column, index) => [keyOf(column), index]));
  const vendors = new Map<string, Map<string, Row>>();
  for (const patch of patches) {
    const rows = entryOf(vendors, patch.vendor, () => new Map<string, Row>());
    const row = entryOf(rows, patch.id, () => rowOf(patch));
    for (const { column, result } of patch.results) {
      const index = indices.get(keyOf(column))!;
      const cells = row.cells as Map<number, readonly Result[]>;
      cells.set(index, [...(cells.get(index) ?? []), result]);
    }
  }
  return {
    sources: sources.map(({ publication: { entry }, name }) => ({
      name,
      supplier: entry.value('supplier') ?? '',
      published: entry.value('published') ?? '',
    })),
    columns,
    groups: [...vendors].map(([vendor, rows]) => ({ vendor, rows: [...rows.values()].sort(latestFirst) })),
  };
}

/** Whether the results of a cell contradict each other. */
export function isConflict(results: readonly Result[]): boolean {
  return new Set(results.map(({ state }) => state)).size > 1;
}

/** A patch of one publication with everything that is said beneath it, places absolute. */
interface Patch {
  readonly entry: Entry<'patch'>;
  readonly vendor: string;
  readonly id: string;
  readonly results: readonly { readonly column: Column; readonly result: Result }[];
  readonly source: number;
  readonly at: number;
}

function patchesOf({ publication }: MatrixSource, source: number): Patch[] {
  return publication.entry.entries('patch-vendor').flatMap((vendor) =>
    vendor.entry.entries('patch').map(({ entry, at }) => {
      const start = publication.at + vendor.at + at;
      const results = resultsOf(entry).map(({ column, result }) => ({
        column,
        result: { ...result, source, at: start + result.at },
      }));
      const id = entry.value('patch-id') ?? '';
      return { entry, vendor: vendor.entry.value('vendor-id') ?? '', id, results, source, at: start };
    }),
  );
}

function rowOf({ entry, id, source, at }: Patch): Row {
  return {
    id,
    title: entry.value('title') ?? '',
    type: entry.value('patch-type') ?? '',
    severity: entry.value('severity') ?? '',
    released: entry.value('released') ?? '',
    cells: new Map(),
    source,
    at,
  };
}

type LocalResult = Omit<Result, 'source'>;

const remembered = new WeakMap<Entry, readonly { column: Column; result: LocalResult }[]>();

/** What is said beneath a patch, remembered with it; `at` counts from the patch's start. */
function resultsOf(patch: Entry<'patch'>): readonly { column: Column; result: LocalResult }[] {
  let results = remembered.get(patch);
  if (results === undefined) {
    results = patch.entries('product').flatMap(({ entry, at }) => {
      const result = resultOf(entry, at);
      return columnsOf(entry).map((column) => ({ column, result }));
    });
    remembered.set(patch, results);
  }
  return results;
}

function resultOf(product: Entry<'product'>, at: number): LocalResult {
  const state = product.value('state') ?? '';
  return {
    state,
    known: product.vocabulary.state(state) ?? null,
    date: product.value('state-date') ?? '',
    reboot: truth(product.value('reboot')),
    restrictions: product.values('restriction'),
    comments: product.values('comment'),
    url: product.value('url') ?? '',
    at,
  };
}

/** A result holds for each version on each platform that it names. */
function columnsOf(entry: Entry<'product'>): Column[] {
  const product = entry.value('product-id') ?? '';
  return orNone(entry.values('product-version')).flatMap((version) =>
    orNone(entry.values('platform')).map((platform) => ({ product, version, platform })),
  );
}

function orNone(values: readonly string[]): readonly string[] {
  return values.length > 0 ? [...new Set(values)] : [''];
}

/** xs:boolean: `true`, `1`, `false`, `0`. */
function truth(value: string | undefined): boolean | null {
  if (value === 'true' || value === '1') return true;
  return value === 'false' || value === '0' ? false : null;
}

function sortedColumns(patches: readonly Patch[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { results } of patches) for (const { column } of results) columns.set(keyOf(column), column);
  return [...columns.values()].sort(
    (a, b) =>
      compareNaturally(a.product, b.product) ||
      compareNaturally(a.version, b.version) ||
      compareNaturally(a.platform, b.platform),
  );
}

function keyOf({ product, version, platform }: Column): string {
  return JSON.stringify([product, version, platform]);
}

function latestFirst(a: Row, b: Row): number {
  return compareNaturally(b.released, a.released) || compareNaturally(a.id, b.id);
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
