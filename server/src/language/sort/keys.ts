/** What entries are compared by. */
import { instantOf } from '../../domain/dateTime';
import type { Entry } from '../../domain/model';
import { compareNaturally } from '../../domain/naturalOrder';
import type { Container } from '../../domain/roles';

/** The role whose value entries are sorted by; product ids take version and platform with them. */
export type SortKey = 'patch-id' | 'released' | 'severity' | 'product-id' | 'state';

/** The entries that a key sorts, and their parents. */
export const SORTED: Readonly<Record<SortKey, { readonly entry: 'patch' | 'product'; readonly within: Container }>> = {
  'patch-id': { entry: 'patch', within: 'patch-vendor' },
  released: { entry: 'patch', within: 'patch-vendor' },
  severity: { entry: 'patch', within: 'patch-vendor' },
  'product-id': { entry: 'product', within: 'patch' },
  state: { entry: 'product', within: 'patch' },
};

/** The value that an entry is sorted by; `null` where it is missing or cannot be compared. */
export type KeyValue = number | readonly string[] | null;

/** The value of an entry for a key. */
export function keyOf(entry: Entry, key: SortKey): KeyValue {
  const patch = entry as Entry<'patch'>;
  const product = entry as Entry<'product'>;
  const { profile } = entry.vocabulary;
  switch (key) {
    case 'patch-id':
      return textKey(patch.value('patch-id'));
    case 'released':
      return instantOf(patch.value('released') ?? '');
    case 'severity':
      // The profile lists the most severe first.
      return negated(rankIn(profile.severities, patch.value('severity')));
    case 'product-id':
      return textKey(product.value('product-id'), ...product.values('product-version'), ...product.values('platform'));
    case 'state':
      return rankIn(profile.states, product.value('state'));
  }
}

function textKey(first: string | undefined, ...more: readonly string[]): KeyValue {
  return first === undefined ? null : [first, ...more];
}

function rankIn(codes: readonly { readonly value: string }[], value: string | undefined): number | null {
  const rank = codes.findIndex((code) => code.value === value);
  return rank < 0 ? null : rank;
}

function negated(rank: number | null): number | null {
  return rank === null ? null : -rank;
}

/** Compares two keys; entries without a value come last in both directions. */
export function compareKeys(a: KeyValue, b: KeyValue, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === 'number' ? a - (b as number) : compareTexts(a, b as readonly string[]);
  return descending ? -order : order;
}

function compareTexts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareNaturally(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
