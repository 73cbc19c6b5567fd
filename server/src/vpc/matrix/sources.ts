/** The publications that a matrix is made from, and whose word weighs more. */
import { instantOf } from '../dateTime';
import type { PlacedEntry } from '../model';
import { compareNaturally } from '../order';
import type { FactRoleIn } from '../roles';
import { vendorsOf, type VendorDigest } from './digest';

/** What the matrix says of a publication. */
export interface Source {
  /** What people call it: its file's name. */
  readonly name: string;
  readonly supplier: string;
  /** As it stands in the file; empty where there is none. */
  readonly published: string;
  readonly version: string;
}

/** All that the matrix takes of a publication. Nothing of its tree is held. */
export interface MatrixSource {
  readonly source: Source;
  readonly vendors: readonly VendorDigest[];
}

/**
 * Reads a publication.
 * @param publication `null` where the document is none: it keeps its place among the others
 */
export function sourceOf(publication: PlacedEntry<'publication'> | null, name: string): MatrixSource {
  const head = publication?.entry.headFacts() ?? [];
  const said = (role: FactRoleIn<'publication'>): string =>
    head.find((fact) => fact.role === role && fact.value !== '')?.value ?? '';
  return {
    source: { name, supplier: said('supplier'), published: said('published'), version: said('document-version') },
    vendors: publication === null ? [] : vendorsOf(publication.entry),
  };
}

/**
 * Whether what a publication says of a cell does not count because another one says it, too: a later one of the same
 * supplier. Suppliers publish every month, and what they said last holds.
 */
export function isReplaced(source: Source, by: Source): boolean {
  return source.supplier !== '' && source.supplier === by.supplier && weightiestFirst(by, source) < 0;
}

/** Compares publications: the later one first; of the same moment, the one with the higher version. */
export function weightiestFirst(a: Source, b: Source): number {
  return compareMoments(b, a) || compareNaturally(b.version, a.version);
}

/** A publication without a date is the oldest. */
function compareMoments(a: Source, b: Source): number {
  const [left, right] = [a, b].map(({ published }) => instantOf(published) ?? Number.MIN_SAFE_INTEGER);
  return left! - right!;
}
