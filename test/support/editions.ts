/** Earlier editions for rules, made from drafts. */
import { parse } from '../../server/src/xml/parser';
import { writePublication, type Draft } from '../../server/src/domain/publicationText';
import type { PreviousEdition } from '../../server/src/rules/rule';
import { openPublication } from '../../server/src/workspace/openPublication';
import type { Vocabulary } from '../../server/src/domain/vocabulary';

export function editionOf(draft: Draft<'publication'>, vocabulary: Vocabulary): PreviousEdition {
  const record = openPublication('file:///previous.xml', parse(writePublication(draft, vocabulary)), vocabulary)!;
  return {
    name: 'previous.xml',
    version: record.documentVersion,
    published: record.published,
    products: (vendorId, patchId) => record.products(vendorId, patchId),
  };
}
