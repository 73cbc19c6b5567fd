import type { Edition } from '../../domain/editions';
import { publicationOf } from '../../domain/model';
import type { Vocabulary } from '../../domain/vocabulary';
import { editionFields } from '../../workspace/openPublication';
import { detached } from '../../xml/strings';
import type { XmlTree } from '../../xml/tree';

/** Which edition a file is, as its beginning says. It holds nothing of the beginning. */
export interface EditionHead extends Edition {
  /** Of the file, in bytes, when its beginning was read. */
  readonly size: number;
}

/**
 * The edition that the beginning of a file says.
 * @returns `null` where the root element is not the vocabulary's, `undefined` where more of the file has to be read
 */
export function editionHead(
  head: XmlTree,
  { size, isWhole }: { readonly size: number; readonly isWhole: boolean },
  vocabulary: Vocabulary,
): EditionHead | null | undefined {
  const entry = publicationOf(head, vocabulary)?.entry;
  if (entry === undefined) return null;
  // The fields of the edition come before the first vendor: with a vendor, they are complete.
  if (!isWhole && entry.entries('patch-vendor').length === 0) return undefined;
  const { supplier, published, documentId, documentVersion } = editionFields(entry);
  return {
    size,
    supplier: detached(supplier),
    published: detached(published),
    documentId: detached(documentId),
    documentVersion: detached(documentVersion),
  };
}
