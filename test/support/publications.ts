/** Documents of a test vocabulary, made from drafts by role, so that one test is for all vocabularies. */
import { parse } from '../../server/src/xml/parser';
import type { XmlTree } from '../../server/src/xml/tree';
import { writePublication, type Draft } from '../../server/src/domain/publicationText';
import { publicationOf, type Entry, type PlacedEntry } from '../../server/src/domain/model';
import type { TestVocabulary } from './vocabularies';

/** The text of a publication with one vendor and the given patches; `more` adds or replaces fields of the publication. */
export function publicationText(
  { vocabulary }: TestVocabulary,
  patches: readonly Draft<'patch'>[],
  more: Draft<'publication'> = {},
): string {
  const publication: Draft<'publication'> = {
    published: '2026-02-18T09:00:00Z',
    supplier: 'Northwind',
    'patch-vendor': [{ 'vendor-id': 'Microsoft', patch: patches }],
    ...more,
  };
  return writePublication(publication, vocabulary);
}

/** The publication of a text. */
export function publicationIn(text: string, { vocabulary }: TestVocabulary): PlacedEntry<'publication'> {
  return publicationOf(parse(text), vocabulary)!;
}

/** The first patch of a publication, with its offset in the document. */
export function firstPatch(publication: PlacedEntry<'publication'>): { patch: Entry<'patch'>; at: number } {
  const vendor = publication.entry.entries('patch-vendor')[0]!;
  const patch = vendor.entry.entries('patch')[0]!;
  return { patch: patch.entry, at: publication.at + vendor.at + patch.at };
}

/** The range of the only occurrence of `text` in a document. */
export function rangeOf(tree: XmlTree, text: string): { start: number; end: number } {
  const start = tree.text().indexOf(text);
  if (start < 0 || tree.text().includes(text, start + 1)) throw new Error(`"${text}" does not stand there once`);
  return { start, end: start + text.length };
}
