/**
 * The heads of the columns: bands over several columns, and a head for each one. In compact columns a band shows what its
 * columns have in common, if that fits; everything else is in the heads of the columns, so that no two look alike.
 */
import { hasSeveralSuppliers, type Matrix } from '../model/matrix';
import type { Density } from './criteria';

/** Adjacent columns under one heading. */
export interface ColumnGroup {
  /** What they have in common, as written: a supplier or product; of several products, the words that they begin with. May be empty. */
  readonly name: string;
  /** The name where it fits; else empty: then the heads of the columns have it. */
  readonly shown: string;
  /** Index into {@link Layout.columns}. */
  readonly start: number;
  readonly length: number;
}

/** The texts of the head of a column: what the bands above it do not show. */
export interface ColumnHead {
  /** Version, or product and supplier if no band shows them. Empty: all versions. */
  readonly main: string;
  /** Platform, and the version where {@link main} is a product. */
  readonly more: string;
}

export interface Heads {
  /** The lines above the heads of columns, from top to bottom: suppliers, if there are several, and products. */
  readonly bands: readonly (readonly ColumnGroup[])[];
  /** Parallel to the columns. */
  readonly heads: readonly ColumnHead[];
}

/** The index of the group of a column in a line of the heads; of the last one if there is none. @param column counted from the first product */
export function groupIndex(groups: readonly ColumnGroup[], column: number): number {
  const found = groups.findIndex(({ start, length }) => column < start + length);
  return found < 0 ? groups.length - 1 : found;
}

type Column = Matrix['columns'][number];

/** Adjacent columns with the same supplier and product, or only the same supplier. */
interface Run {
  readonly start: number;
  readonly columns: Column[];
}

/**
 * The heads of columns.
 * @param columns in the order in which they are shown
 * @param pinned the number of columns that stay in place: no band goes beyond them
 */
export function headsOf(matrix: Matrix, columns: readonly Column[], density: Density, pinned = 0): Heads {
  const hasSuppliers = hasSeveralSuppliers(matrix);
  const suppliers = runs(columns, pinned, (one, other) => one.supplier === other.supplier);
  const products = runs(
    columns,
    pinned,
    (one, other) => one.supplier === other.supplier && one.product === other.product,
  );
  if (density === 'full') {
    const bands = [...(hasSuppliers ? [suppliers.map(supplierGroup)] : []), products.map(productGroup)];
    return { bands, heads: columns.map(({ version, platform }) => ({ main: version, more: platform })) };
  }
  const supplierBand = suppliers.map(supplierGroup).map(whereItFits);
  const unseenSuppliers = new Set(
    hasSuppliers ? supplierBand.flatMap(({ shown, start, length }) => (shown === '' ? range(start, length) : [])) : [],
  );
  const heads: ColumnHead[] = [];
  const productBand = families(products, pinned).map((family) => {
    const { group, parts } = shared(family);
    parts.forEach(({ product, version, platform }, index) => {
      const at = group.start + index;
      const supplier = unseenSuppliers.has(at) ? columns[at]!.supplier : '';
      const name = joined(supplier, product);
      // What differs has its own line: at the end of a long name it could be cut.
      heads.push(name === '' ? headOf(version, platform) : headOf(name, joined(version, platform)));
    });
    return group;
  });
  return { bands: [...(hasSuppliers ? [supplierBand] : []), productBand], heads };
}

function joined(...texts: readonly string[]): string {
  return texts.filter(Boolean).join(' ');
}

function headOf(main: string, more: string): ColumnHead {
  return main === '' ? { main: more, more: '' } : { main, more };
}

function runs(columns: readonly Column[], pinned: number, isSame: (one: Column, other: Column) => boolean): Run[] {
  const found: Run[] = [];
  columns.forEach((column, start) => {
    const last = found.at(-1);
    if (last !== undefined && start !== pinned && isSame(last.columns[0]!, column)) last.columns.push(column);
    else found.push({ start, columns: [column] });
  });
  return found;
}

function supplierGroup({ start, columns }: Run): ColumnGroup {
  const { supplier } = columns[0]!;
  return { name: supplier, shown: supplier, start, length: columns.length };
}

function productGroup({ start, columns }: Run): ColumnGroup {
  const { product } = columns[0]!;
  return { name: product, shown: product, start, length: columns.length };
}

function whereItFits(group: ColumnGroup): ColumnGroup {
  return fits(group.name, group.length) ? group : { ...group, shown: '' };
}

/**
 * Joins adjacent products of a supplier that begin with the same words and have too few columns for their own names:
 * `Windows Server 2019` and `Windows Server 2022` become one run.
 */
function families(products: readonly Run[], pinned: number): Run[] {
  const found: Run[] = [];
  for (const run of products) {
    const last = found.at(-1);
    if (last !== undefined && run.start !== pinned && isNarrow(last) && isNarrow(run) && haveCommonWords(last, run))
      found[found.length - 1] = { start: last.start, columns: [...last.columns, ...run.columns] };
    else found.push(run);
  }
  return found;
}

/** Whether the name of a product does not fit above its columns; so is a family, which has a shorter name. */
function isNarrow({ columns }: Run): boolean {
  const [{ product } = { product: '' }, ...others] = columns;
  const own = columns.filter((column) => column.product === product).length;
  return others.length + 1 > own || !fits(product, own);
}

function haveCommonWords({ columns: [one] }: Run, { columns: [other] }: Run): boolean {
  return one!.supplier === other!.supplier && commonWords([one!.product, other!.product]) !== '';
}

/** Parts of the name of a column. */
interface Parts {
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

/** What a band shows of some columns, and what is left for the head of each. */
function shared({ start, columns }: Run): { group: ColumnGroup; parts: Parts[] } {
  const common: Parts = {
    product: commonWords(columns.map(({ product }) => product)),
    version: isSame(columns.map(({ version }) => version)) ? columns[0]!.version : '',
    platform: commonWords(columns.map(({ platform }) => platform)),
  };
  const isProduct = columns.length > 1 && isSame(columns.map(({ product }) => product));
  const choices = [
    ...(isProduct ? [common, { ...common, platform: '' }] : []),
    { product: common.product, version: '', platform: '' },
  ];
  const nameOf = ({ product, version, platform }: Parts): string => joined(product, version, platform);
  const shown = choices.find((choice) => choice.product !== '' && fits(nameOf(choice), columns.length));
  const name = nameOf(shown ?? choices.at(-1)!);
  const parts = columns.map(({ product, version, platform }) => ({
    product: after(product, shown?.product),
    version: after(version, shown?.version),
    platform: after(platform, shown?.platform),
  }));
  return { group: { name, shown: shown === undefined ? '' : name, start, length: columns.length }, parts };
}

/** Whether a name can be read above a number of compact columns. */
function fits(name: string, columns: number): boolean {
  const width = columns * COMPACT_COLUMN_WIDTH - BAND_PADDING;
  let [line, used] = [1, 0];
  for (const word of name.split(' ')) {
    const next = textWidth(word);
    if (next > width) return false;
    const together = used === 0 ? next : used + textWidth(' ') + next;
    if (together <= width) used = together;
    else [line, used] = [line + 1, next];
  }
  return line <= MAX_BAND_LINES;
}

/** In pixels, as in grid.css. */
export const COMPACT_COLUMN_WIDTH = 28;
/** On both sides together. */
const BAND_PADDING = 8;
const MAX_BAND_LINES = 2;

/** Estimated widths of letters at the size of these heads; those of Chinese, Japanese and Korean are squares. */
const LETTER = 7;
const SQUARE = 12;
const FIRST_SQUARE = 0x1100;

/**
 * The estimated width of a text in the heads of compact columns, in pixels. Where it is too low, the text is cut with an
 * ellipsis, and whole in its tooltip.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! < FIRST_SQUARE ? LETTER : SQUARE;
  return width;
}

/** The words that all texts begin with. */
function commonWords(texts: readonly string[]): string {
  const [first = [], ...others] = texts.map((text) => text.split(' '));
  let count = first.length;
  for (const words of others) {
    let same = 0;
    while (same < count && words[same] === first[same]) same++;
    count = same;
  }
  return first.slice(0, count).join(' ');
}

/** What follows the words at the beginning of a text. */
function after(text: string, beginning = ''): string {
  return text.slice(beginning.length).trim();
}

function isSame(texts: readonly string[]): boolean {
  return texts.every((text) => text === texts[0]);
}

function range(start: number, length: number): number[] {
  return Array.from({ length }, (_, index) => start + index);
}
