/** Earlier editions for rules, made from drafts. */
import { parse } from '../../server/src/xml/parser';
import type { Draft } from '../../server/src/vpc/draft';
import { writePublication } from '../../server/src/vpc/exchange/write';
import { patchFacts } from '../../server/src/vpc/identifiers/facts';
import { publicationOf } from '../../server/src/vpc/model';
import type { PreviousEdition } from '../../server/src/vpc/rules/rule';
import type { Vocabulary } from '../../server/src/vpc/vocabulary';

export function editionOf(draft: Draft<'publication'>, vocabulary: Vocabulary): PreviousEdition {
  const { entry } = publicationOf(parse(writePublication(draft, vocabulary)), vocabulary)!;
  return {
    name: 'previous.xml',
    version: entry.value('document-version') ?? '',
    published: entry.value('published') ?? '',
    products: (vendorId, patchId) =>
      entry
        .entries('patch-vendor')
        .filter((vendor) => vendor.entry.value('vendor-id') === vendorId)
        .flatMap((vendor) => vendor.entry.entries('patch'))
        .filter((patch) => patch.entry.value('patch-id') === patchId)
        .flatMap((patch) => patchFacts(patch.entry).products),
  };
}
