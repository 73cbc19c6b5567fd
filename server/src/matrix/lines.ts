/** The lines of patches and statements in a file, for programs and pages that name places without the file at hand. */
import type { PlacedEntry } from '../domain/model';
import { checkpoint } from '../xml/budget';
import type { XmlTree } from '../xml/tree';
import { patchDigests, productCount, vendorsOf, type PatchDigest } from './digest';

/** The lines of a patch, from 1. */
interface PatchLines {
  readonly patch: number;
  /** Parallel to the statements of the digest. */
  readonly statements: readonly number[];
}

/** The lines of a publication. */
export class PublicationLines {
  readonly #lines = new Map<PatchDigest, PatchLines>();

  constructor(publication: PlacedEntry<'publication'>, tree: XmlTree) {
    const digests = vendorsOf(publication.entry);
    const lineAt = (offset: number): number => tree.positionAt(offset).line + 1;
    publication.entry.entries('patch-vendor').forEach((vendor, index) => {
      const patches = digests[index]?.patches ?? [];
      const placed = vendor.entry.entries('patch');
      for (const [place, digest] of patches.entries()) {
        checkpoint();
        // Equal patches of a file have one digest: the first one is named.
        if (this.#lines.has(digest)) continue;
        const found = placed[place] ?? patchDigests.locate(vendor.entry, 'patch', place);
        if (found === null) continue;
        const at = publication.at + vendor.at + found.at;
        const statements = found.entry
          .entries('product')
          .flatMap((product) => Array<number>(productCount(product.entry)).fill(lineAt(at + product.at)));
        this.#lines.set(digest, { patch: lineAt(at), statements });
      }
    });
  }

  /** The line of a patch, or of one of its statements, from 1. @param statement its index; `null` for the patch itself */
  lineOf(patch: PatchDigest, statement: number | null): number {
    const lines = this.#lines.get(patch);
    return (statement === null ? undefined : lines?.statements[statement]) ?? lines?.patch ?? 1;
  }
}
