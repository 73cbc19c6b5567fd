/** The publications that a matrix is built from. */
import type { PlacedEntry } from '../domain/model';
import type { FieldRoleIn } from '../domain/roles';
import { detached } from '../xml/strings';
import { vendorsOf, type VendorDigest } from './digest';

/** A file with a publication, without its patches. */
export interface Source {
  /** The file name. */
  readonly name: string;
  /** The file, as the caller names it; the same as the name where it gives no other. */
  readonly path: string;
  readonly supplier: string;
  /** As written in the file; empty where there is none. */
  readonly published: string;
  readonly version: string;
  readonly documentId: string;
  /** Whether it is the asset owner's own file: its statements lie over those of the suppliers. */
  readonly isOwner: boolean;
  /** Whether it agrees with its schema. A file that does not can only make a cell worse. */
  readonly isValid: boolean;
}

/** The content of a publication, as the matrix needs it. It does not keep the tree alive. */
export interface MatrixSource {
  readonly source: Source;
  readonly vendors: readonly VendorDigest[];
}

/**
 * Reads a publication.
 * @param publication `null` where nothing of the document is shown: it still has an index among the sources
 * @param name the file name
 */
export function sourceOf(
  publication: PlacedEntry<'publication'> | null,
  name: string,
  { path = name, isOwner = false, isValid = true }: Partial<Pick<Source, 'path' | 'isOwner' | 'isValid'>> = {},
): MatrixSource {
  const fields = publication?.entry.headFields() ?? [];
  const value = (role: FieldRoleIn<'publication'>): string =>
    detached(fields.find((field) => field.role === role && field.value !== '')?.value ?? '');
  return {
    source: {
      ...{ name, path, isOwner, isValid },
      supplier: value('supplier'),
      published: value('published'),
      version: value('document-version'),
      documentId: value('document-id'),
    },
    vendors: publication === null ? [] : vendorsOf(publication.entry),
  };
}
