/** The words of a comparison, for all its formats. */
import { columnName } from '../columns';
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
export function regressionsText(regressions: Regressions): string {
  const count = countOf(regressions);
  return count === 0 ? 'No regressions' : count === 1 ? '1 regression' : `${count} regressions`;
}

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
export function remark({ verdict }: StateChange): string {
  switch (verdict) {
    case 'expected':
    case 'unknown':
      return '';
    case 'lost':
      return 'no longer listed';
    case 'retired':
      return 'superseded and no longer listed';
    case 'withdrawn':
      return 'withdrawn';
    case 'not in the model':
      return 'not allowed by the state model';
  }
}
