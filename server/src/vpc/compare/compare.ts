/**
 * Two editions of a publication, side by side: which patches and products came and went, and which states changed.
 * A patch is the same where vendor and identifier are, a product where identifier, version and platform are. The matrix
 * of the newer edition knows all of it; here it is told as a list.
 */
import { byColumn, type Column } from '../matrix/columns';
import { buildMatrix, editionOf, type Matrix } from '../matrix/matrix';
import { wordsOf, type Row } from '../matrix/row';
import { sourceOf } from '../matrix/sources';
import type { PlacedEntry } from '../model';
import { compareNaturally } from '../order';
import type { Vocabulary } from '../vocabulary';
import { STEPS_BACK, type FieldChange, type Verdict } from './steps';

/** A product in one version on one platform; both are empty where the statement holds for all. */
export type ComparedProduct = Omit<Column, 'key'>;

/** What names a patch. */
export interface ComparedPatch {
  readonly vendor: string;
  readonly id: string;
  /** As the newer edition has it. */
  readonly title: string;
}

export interface StateChange {
  readonly product: ComparedProduct;
  /** The words in the files, more than one where a file contradicts itself; none where it says nothing. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly verdict: Verdict;
}

/** A patch that is in both editions and not the same. */
export interface PatchChange extends ComparedPatch {
  readonly fields: readonly FieldChange[];
  readonly states: readonly StateChange[];
}

export interface Edition {
  readonly supplier: string;
  readonly published: string;
  readonly version: string;
}

export interface Comparison {
  readonly before: Edition;
  readonly after: Edition;
  readonly patches: {
    readonly added: readonly ComparedPatch[];
    readonly removed: readonly ComparedPatch[];
    readonly changed: readonly PatchChange[];
  };
  readonly products: { readonly added: readonly ComparedProduct[]; readonly removed: readonly ComparedProduct[] };
}

/** What of a comparison is a step back. */
export interface Regressions {
  readonly patches: readonly ComparedPatch[];
  readonly products: readonly ComparedProduct[];
  readonly states: readonly { readonly patch: ComparedPatch; readonly change: StateChange }[];
}

type Publication = PlacedEntry<'publication'>;

/** Compares two editions; everything comes in the order in which people sort names. */
export function compare(before: Publication, after: Publication, vocabulary: Vocabulary): Comparison {
  const older = buildMatrix(vocabulary, [sourceOf(before, '')]);
  const matrix = buildMatrix(vocabulary, [sourceOf(after, '')], { older });
  const rows = [...matrix.rows.values()].sort(
    (a, b) => compareNaturally(a.vendor, b.vendor) || compareNaturally(a.id, b.id),
  );
  return {
    before: describe(before),
    after: describe(after),
    patches: {
      added: rows.filter(({ edition }) => edition === 'added').map(named),
      removed: rows.filter(({ edition }) => edition === 'removed').map(named),
      changed: rows.flatMap((row) => changeOf(row, matrix)),
    },
    products: { added: productsOf(matrix, 'added'), removed: productsOf(matrix, 'removed') },
  };
}

/**
 * The steps back in a comparison: a patch or a product that is gone, a statement that is gone, an approval that is
 * withdrawn, a state that the state model does not lead to. Whoever reads the newer edition knows less, or must not trust it.
 */
export function regressionsOf({ patches, products }: Comparison): Regressions {
  const states = patches.changed.flatMap((patch) =>
    patch.states.filter(({ verdict }) => STEPS_BACK.includes(verdict)).map((change) => ({ patch, change })),
  );
  return { patches: patches.removed, products: products.removed, states };
}

function changeOf(row: Row, matrix: Matrix): PatchChange[] {
  if (row.edition !== null) return [];
  const states = row.cells.flatMap((cell, index): StateChange[] => {
    const column = row.columns[index]!;
    // Where the product is gone altogether, that is told once.
    if (cell.change === null || editionOf(column, matrix) === 'removed') return [];
    const before = [...new Set(cell.change.before.map(({ word }) => word).filter((word) => word !== ''))].sort();
    return [{ product: plain(column), before, after: wordsOf(cell).sort(), verdict: cell.change.verdict }];
  });
  if (row.changes.length === 0 && states.length === 0) return [];
  return [{ ...named(row), fields: row.changes, states: states.sort((a, b) => byColumn(a.product, b.product)) }];
}

function describe({ entry }: Publication): Edition {
  return {
    supplier: entry.value('supplier') ?? '',
    published: entry.value('published') ?? '',
    version: entry.value('document-version') ?? '',
  };
}

function named({ vendor, id, title }: Row): ComparedPatch {
  return { vendor, id, title };
}

function productsOf(matrix: Matrix, edition: 'added' | 'removed'): ComparedProduct[] {
  return matrix.columns.filter((column) => editionOf(column, matrix) === edition).map(plain);
}

function plain({ product, version, platform }: Column): ComparedProduct {
  return { product, version, platform };
}
