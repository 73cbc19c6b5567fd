/** The words of a comparison, for all its formats. */
import { columnName } from '../columns';
import { english, type Localize } from '../../xml/problem';
import type { Note } from '../notes';
import type { ComparedFile, ComparedProduct, Comparison, Regressions, StateChange } from './compare';

/** A comparison as it is shown. */
export interface ShownComparison {
  readonly comparison: Comparison;
  readonly regressions: Regressions;
  readonly notes: readonly Note[];
}

/** The number of regressions. */
export function countOf({ states }: Regressions): number {
  return states.length;
}

/** The number of regressions in words. */
export function regressionsText(regressions: Regressions, translate: Localize = english): string {
  const count = countOf(regressions);
  if (count === 0) return translate(CHANGE_TEXTS.noRegressions);
  return count === 1 ? translate(CHANGE_TEXTS.oneRegression) : translate(CHANGE_TEXTS.manyRegressions, String(count));
}

/** The templates of all formats but text for terminals and JSON. */
export const CHANGE_TEXTS = {
  noRegressions: 'No regressions',
  oneRegression: '1 regression',
  manyRegressions: '{0} regressions',
  title: 'Changes: {0}',
  compared: '{0}, compared with {1}',
  edition: '{0} ({1})',
  version: 'version {0}',
  published: 'published {0}',
  noDifferences: 'No differences.',
  changedStates: 'Changed states: {0}',
  newPatches: 'New patches: {0}',
  removedPatches: 'Removed patches: {0}',
  sectionRegressions: 'Regressions',
  sectionStates: 'Changed states',
  sectionNewPatches: 'New patches',
  sectionRemovedPatches: 'Removed patches',
  sectionNewProducts: 'New products',
  sectionRemovedProducts: 'Removed products',
  sectionOther: 'Other changes',
  vendor: 'Patch vendor',
  patch: 'Patch',
  patchTitle: 'Title',
  product: 'Product',
  state: 'State',
  field: 'Field',
  before: 'Before',
  now: 'Now',
  remark: 'Remark',
  lost: 'no longer listed',
  retired: 'superseded and no longer listed',
  withdrawn: 'withdrawn',
  notInModel: 'not allowed by the state model',
  noStatement: 'no statement',
  pages: 'Pages',
  allStates: 'All states of this edition',
  allEditions: 'All editions',
} as const;

/** The name of a side: the only file, or the number of files. */
export function sideName(files: readonly ComparedFile[]): string {
  const [only] = files;
  return files.length === 1 ? only!.path : `${files.length} files`;
}

/** Names products; with their suppliers where there are several: `Acme: Batch 8.2 (Windows Server 2022)`. */
export function productNamer({ before, after }: Comparison): (product: ComparedProduct) => string {
  const isShared = new Set([...before, ...after].map(({ supplier }) => supplier)).size < 2;
  return (product) => (isShared ? columnName(product) : `${product.supplier}: ${columnName(product)}`);
}

/** States of one side in one text; a dash where there is no statement. */
export function statesText(states: readonly string[]): string {
  return states.join(' / ') || '-';
}

/** `In Test -> Approved`; a dash where there is no statement. */
export function stateStep({ before, after }: StateChange, arrow: string): string {
  return [before, after].map(statesText).join(` ${arrow} `);
}

/** What is unusual about a change; empty for an expected one. */
export function remark({ verdict }: StateChange, translate: Localize = english): string {
  switch (verdict) {
    case 'expected':
    case 'unknown':
      return '';
    case 'lost':
      return translate(CHANGE_TEXTS.lost);
    case 'retired':
      return translate(CHANGE_TEXTS.retired);
    case 'withdrawn':
      return translate(CHANGE_TEXTS.withdrawn);
    case 'not in the model':
      return translate(CHANGE_TEXTS.notInModel);
  }
}
