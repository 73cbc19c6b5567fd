/** What both formats for people say. */
import type { ComparedProduct, Comparison, Regressions, StateChange } from '../../../vpc/compare/compare';

/** A comparison with what the user calls the files. */
export interface NamedComparison {
  readonly names: { readonly before: string; readonly after: string };
  readonly comparison: Comparison;
  readonly regressions: Regressions;
}

/** How many steps back there are. */
export function countOf({ patches, products, states }: Regressions): number {
  return patches.length + products.length + states.length;
}

/** `Northwind Batch 8.2 (Windows Server 2022)` */
export function productName({ product, version, platform }: ComparedProduct): string {
  return [product, version, platform && `(${platform})`].filter(Boolean).join(' ');
}

/** `In Test -> Approved`; where nothing was or is said, a dash. */
export function stateStep({ before, after }: StateChange, arrow: string): string {
  return [before, after].map((states) => states.join(' / ') || '-').join(` ${arrow} `);
}

/** Why a change is worth a second look; empty where it is what one expects. */
export function remark({ verdict }: StateChange): string {
  switch (verdict) {
    case 'expected':
    case 'unknown':
      return '';
    case 'lost':
      return 'nothing is said any more';
    case 'withdrawn':
      return 'withdrawn';
    case 'not in the model':
      return 'the state model does not lead there';
  }
}
