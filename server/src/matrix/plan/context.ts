/** What a plan looks up in the matrix, once for all assets. */
import type { Vocabulary } from '../../domain/vocabulary';
import type { Row } from '../row';
import type { Matrix } from '../matrix';
import { idKeyOf, releasedAt } from '../order';
import { patchKey } from '../names';
import { productName, isOf, isVersionOf, type ProductName } from '../../exchange/products/productNames';
import type { Doubts } from './doubts';
import { ProductFinder, type ProductColumns } from './products';
import { isStanding, References } from './references';
import { usualDays } from './usualDays';

export class PlanContext {
  readonly finder: ProductFinder;
  readonly references: References;
  /** By key of a supplier: days from the release of a patch to a result. */
  readonly usualDays: ReadonlyMap<string, number>;
  /** By key of a column: the rows in which a supplier says something. */
  readonly #byColumn = new Map<string, Row[]>();
  /** By key of a column: the rows in which the asset owner says something. */
  readonly #byOwnerColumn = new Map<string, Row[]>();
  /** By target as written: the rows that name it. */
  readonly #byTarget = new Map<string, { readonly name: ProductName; readonly rows: Row[] }>();
  readonly #byPlatform = new Map<string, readonly Row[]>();
  readonly #severityRanks = new Map<string, number>();

  constructor(
    readonly matrix: Matrix,
    readonly doubts: Doubts,
  ) {
    this.finder = new ProductFinder(matrix);
    this.references = new References(matrix);
    this.usualDays = usualDays(matrix);
    for (const row of matrix.rows.values()) {
      if (row.id === '') continue;
      row.cells.forEach(({ statements, owner }, index) => {
        const { key } = row.columns[index]!;
        if (statements.length > 0) add(this.#byColumn, key, row);
        if (owner.length > 0) add(this.#byOwnerColumn, key, row);
      });
      if (isStanding(row, matrix)) for (const target of new Set(row.targets)) this.#addTarget(target, row);
    }
  }

  #addTarget(target: string, row: Row): void {
    const known = this.#byTarget.get(target);
    if (known === undefined) this.#byTarget.set(target, { name: productName(target), rows: [row] });
    else known.rows.push(row);
  }

  /** The rows that say something about a product, and those of patches for its platform; each once. */
  rowsOf({ certain, possible, owner }: ProductColumns, platform: string): ReadonlySet<Row> {
    const found = [...certain, ...possible].flatMap(({ key }) => this.#byColumn.get(key) ?? []);
    const owned = owner.flatMap(({ key }) => this.#byOwnerColumn.get(key) ?? []);
    return new Set([...found, ...owned, ...(platform === '' ? [] : this.#forPlatform(platform))]);
  }

  /** The rows of patches for a platform: for all its versions and processors, or for the one that the list names. */
  #forPlatform(platform: string): readonly Row[] {
    let known = this.#byPlatform.get(platform);
    if (known !== undefined) return known;
    const listed = productName(platform);
    const { identity } = this.matrix.vocabulary;
    const key = identity.platform(platform);
    known = [...this.#byTarget].flatMap(([target, { name, rows }]) =>
      identity.platform(target) === key || isOf(name, listed) || isVersionOf(listed, name) ? rows : [],
    );
    this.#byPlatform.set(platform, known);
    return known;
  }

  releasedAt(row: Row): number | null {
    return releasedAt(row);
  }

  /** The most severe first; a word that the profile does not have can mean anything, and comes before all; none comes last. */
  severityRank({ severity }: Row): number {
    let known = this.#severityRanks.get(severity);
    if (known === undefined)
      this.#severityRanks.set(severity, (known = severityRank(severity, this.matrix.vocabulary)));
    return known;
  }

  /** Whether a key is that of a patch; without a vendor, of any. */
  isPatch(key: string, vendor: string, id: string): boolean {
    const { vocabulary } = this.matrix;
    if (vendor !== '') return patchKey(vendor, id, vocabulary) === key;
    const [named] = JSON.parse(key) as [vendor: string];
    return patchKey(named, id, vocabulary) === key;
  }

  /** The latest release first, then by identifier. */
  compareRows(a: string, b: string): number {
    const [left, right] = [this.matrix.rows.get(a), this.matrix.rows.get(b)];
    const time = (row: Row | undefined): number => (row && releasedAt(row)) ?? Number.MIN_SAFE_INTEGER;
    const id = (row: Row | undefined): string => (row === undefined ? '' : idKeyOf(row));
    return time(right) - time(left) || (id(left) < id(right) ? -1 : 1);
  }
}

function severityRank(severity: string, { profile, identity }: Vocabulary): number {
  if (severity === '') return profile.severities.length;
  return profile.severities.findIndex(({ value }) => identity.version(value) === identity.version(severity));
}

function add(map: Map<string, Row[]>, key: string, row: Row): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [row]);
  else known.push(row);
}
