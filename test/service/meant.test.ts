import assert from 'node:assert/strict';
import type { Draft } from '../../server/src/vpc/draft';
import type { GovernedDocument } from '../../server/src/service/document';
import { highlights } from '../../server/src/service/highlight';
import {
  definitionsMeant,
  identifierAt,
  placesMeant,
  referencesMeant,
  type MeantPlace,
} from '../../server/src/service/meant';
import { withCursor } from '../support/cursor';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf } from '../support/workspace';

for (const vocabulary of BOTH) {
  describe(`what is meant where: ${vocabulary.title}`, () => {
    /** A document of patches, one of whose values has the cursor, with other files of the workspace by their names. */
    function at(
      patches: readonly Draft<'patch'>[],
      others: Readonly<Record<string, readonly Draft<'patch'>[]>> = {},
      more: Draft<'publication'> = {},
    ): { document: GovernedDocument; offset: number } {
      const { text, offset } = withCursor(publicationText(vocabulary, patches, more));
      const texts = Object.entries(others).map(
        ([name, drafts]) => [name, publicationText(vocabulary, drafts)] as const,
      );
      const elsewhere = indexOf(Object.fromEntries(texts), vocabulary).elsewhere('here.xml');
      return { document: { ...documentIn(vocabulary, text), elsewhere }, offset };
    }
    const lines = (places: readonly MeantPlace[]) =>
      places.map(({ uri, role, patch }) => `${uri ?? 'here'} ${role} in ${patch}`);
    const definitions = ({ document, offset }: ReturnType<typeof at>) =>
      lines(definitionsMeant(document, identifierAt(document, offset)!));
    const references = ({ document, offset }: ReturnType<typeof at>, withDefinitions = true) =>
      lines(referencesMeant(document, identifierAt(document, offset)!, withDefinitions));

    it('a superseded patch is described where it stands', () => {
      const patches = [{ 'patch-id': 'KB2', supersedes: 'KB|1' }, { 'patch-id': 'KB1' }];
      assert.deepEqual(definitions(at(patches)), ['here patch-id in KB1']);
      assert.deepEqual(definitions(at(patches, { 'old.xml': [{ 'patch-id': 'KB1' }] })), ['here patch-id in KB1']);
    });

    it('or in another file of the workspace', () => {
      const patches = [{ 'patch-id': 'KB2', prerequisite: '|KB1' }];
      assert.deepEqual(definitions(at(patches, { 'old.xml': [{ 'patch-id': 'KB1' }] })), ['old.xml patch-id in KB1']);
      assert.deepEqual(definitions(at(patches)), []);
    });

    it('references are found in all files, with and without the description', () => {
      const here = at([{ 'patch-id': 'KB1|' }, { 'patch-id': 'KB2', supersedes: ['KB0', 'KB1'] }], {
        'a.xml': [{ 'patch-id': 'KB3', 'superseded-by': 'KB1' }],
        'b.xml': [{ 'patch-id': 'KB1' }, { 'patch-id': 'KB11' }],
      });
      const referring = ['here supersedes in KB2', 'a.xml superseded-by in KB3'];
      assert.deepEqual(references(here, false), referring);
      assert.deepEqual(references(here), ['here patch-id in KB1', ...referring, 'b.xml patch-id in KB1']);
    });

    it('products, platforms and vulnerabilities are found wherever they are named', () => {
      const product = { 'product-id': 'Batch', platform: 'Server', state: 'Approved' };
      const patches = (id: string, platform: string, cve: string) => [
        { 'patch-id': 'KB1', vulnerability: cve, product: [{ ...product, 'product-id': id, platform }] },
        { 'patch-id': 'KB2', vulnerability: 'CVE-2026-1', product: [product] },
      ];
      assert.deepEqual(references(at(patches('B|atch', 'Server', 'CVE-2026-1'))), [
        'here product-id in KB1',
        'here product-id in KB2',
      ]);
      assert.deepEqual(references(at(patches('Batch', 'Se|rver', 'CVE-2026-1'))), [
        'here platform in KB1',
        'here platform in KB2',
      ]);
      assert.deepEqual(references(at(patches('Batch', 'Server', 'CVE-2|026-1'))), [
        'here vulnerability in KB1',
        'here vulnerability in KB2',
      ]);
      assert.deepEqual(definitions(at(patches('B|atch', 'Server', 'x'))), ['here product-id in KB1']);
      assert.deepEqual(definitions(at(patches('Batch', 'Se|rver', 'x'))), []);
    });

    it('a product of another supplier is another product', () => {
      const patches = (id: string) => [{ 'patch-id': 'KB1', product: [{ 'product-id': id, state: 'Approved' }] }];
      const here = at(patches('Ba|tch'), { 'a.xml': patches('Batch') }, { supplier: 'Another' });
      assert.deepEqual(references(here), ['here product-id in KB1']);
    });

    it('highlights stay in the document', () => {
      const { document, offset } = at([{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2', supersedes: 'KB1' }], {
        'a.xml': [{ 'patch-id': 'KB1' }],
      });
      const { tree } = document;
      assert.deepEqual(
        highlights(document, offset)!.map(({ range, kind }) => [
          tree.slice(tree.offsetAt(range.start), tree.offsetAt(range.end)),
          kind,
        ]),
        [
          ['KB1', 'defines'],
          ['KB1', 'refers'],
        ],
      );
    });

    it('nothing is meant by a title, a tag or a document of another kind', () => {
      const { document, offset } = at([{ 'patch-id': 'KB1', title: 'KB|1' }]);
      assert.equal(identifierAt(document, offset), null);
      assert.equal(highlights(document, 0), null);
      assert.equal(highlights({ ...document, vocabulary: null }, offset), null);
    });

    it('each place is where it says', () => {
      const { document, offset } = at([{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2', supersedes: '  KB1 ' }]);
      const { tree } = document;
      for (const { range } of placesMeant(document, identifierAt(document, offset)!))
        assert.equal(tree.slice(tree.offsetAt(range.start), tree.offsetAt(range.end)), 'KB1');
    });
  });
}
