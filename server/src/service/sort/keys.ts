/** What entries are compared by. */
import { instantOf } from '../../vpc/dateTime';
import type { Entry } from '../../vpc/model';
import { compareNaturally } from '../../vpc/order';
import type { Container } from '../../vpc/roles';

/** The role whose value entries are sorted by; product ids take version and platform with them. */
export type SortKey = 'patch-id' | 'released' | 'severity' | 'product-id' | 'state';

/** The entries that a key sorts, and those that they stand in. */
export const SORTED: Readonly<Record<SortKey, { readonly entry: 'patch' | 'product'; readonly within: Container }>> = {
  'patch-id': { entry: 'patch', within: 'patch-vendor' },
  released: { entry: 'patch', within: 'patch-vendor' },
  severity: { entry: 'patch', within: 'patch-vendor' },
  'product-id': { entry: 'product', within: 'patch' },
  state: { entry: 'product', within: 'patch' },
};

/** What an entry is sorted by; `null` where it does not say it, or not in words that can be compared. */
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
      // The profile names the most severe first.
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

/** Orders two keys; those without a value stand behind the others, whichever way the others are sorted. */
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
