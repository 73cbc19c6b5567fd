import assert from 'node:assert/strict';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { highlights } from '../../server/src/language/highlights';
import {
  findDefinitions,
  identifierAt,
  findOccurrences,
  findReferences,
  type Occurrence,
} from '../../server/src/language/occurrences';
import { withCursor } from '../support/cursor';
import { documentIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf } from '../support/workspace';
import { runToCompletion } from '../../server/src/xml/task';
import type { Draft } from '../../server/src/domain/publicationText';

for (const vocabulary of BOTH) {
  describe(`occurrences of symbols: ${vocabulary.title}`, () => {
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
      const elsewhere = indexOf(Object.fromEntries(texts), vocabulary).others('here.xml');
      return { document: { ...documentIn(vocabulary, text), otherPublications: elsewhere }, offset };
    }
    const lines = (occurrences: readonly Occurrence[]) =>
      occurrences.map(({ uri, role, patch }) => `${uri ?? 'here'} ${role} in ${patch}`);
    const definitions = ({ document, offset }: ReturnType<typeof at>) =>
      lines(runToCompletion(findDefinitions(document, identifierAt(document, offset)!)));
    const references = ({ document, offset }: ReturnType<typeof at>, withDefinitions = true) =>
      lines(runToCompletion(findReferences(document, identifierAt(document, offset)!, withDefinitions)));

    it('finds the definition of a superseded patch in the document', () => {
      const patches = [{ 'patch-id': 'KB2', supersedes: 'KB|1' }, { 'patch-id': 'KB1' }];
      assert.deepEqual(definitions(at(patches)), ['here patch-id in KB1']);
      assert.deepEqual(definitions(at(patches, { 'old.xml': [{ 'patch-id': 'KB1' }] })), ['here patch-id in KB1']);
    });

    it('finds it in another file of the workspace', () => {
      const patches = [{ 'patch-id': 'KB2', prerequisite: '|KB1' }];
      assert.deepEqual(definitions(at(patches, { 'old.xml': [{ 'patch-id': 'KB1' }] })), ['old.xml patch-id in KB1']);
      assert.deepEqual(definitions(at(patches)), []);
    });

    it('finds other spellings of patches, vendors, products and versions', () => {
      const patches = [{ 'patch-id': 'KB6', supersedes: '500|0001' }, { 'patch-id': 'KB5000001' }];
      const others = { 'old.xml': [{ 'patch-id': 'KB7', prerequisite: 'kb5000001' }] };
      assert.deepEqual(definitions(at(patches, others)), ['here patch-id in KB5000001']);
      assert.deepEqual(references(at(patches, others)), [
        'here supersedes in KB6',
        'here patch-id in KB5000001',
        'old.xml prerequisite in KB7',
      ]);
      const version = (id: string, value: string) => ({
        'patch-id': id,
        product: [
          { 'product-id': id === 'KB1' ? 'Line Control' : 'LINE_CONTROL', 'product-version': value, state: 'Approved' },
        ],
      });
      const northwind = { supplier: 'NORTHWIND' };
      assert.deepEqual(references(at([version('KB1', 'R|2')], { 'a.xml': [version('KB2', 'r2')] }, northwind)), [
        'here product-version in KB1',
        'a.xml product-version in KB2',
      ]);
      assert.deepEqual(references(at([version('KB1', '1|.1')], { 'a.xml': [version('KB2', '11')] })), [
        'here product-version in KB1',
      ]);
    });

    it('does not take a number for a patch of a vendor without a rule about it', () => {
      const adobe = (id: string, supersedes: string) => ({
        'patch-vendor': [{ 'vendor-id': 'Adobe', patch: [{ 'patch-id': id }, { 'patch-id': 'A', supersedes }] }],
      });
      assert.deepEqual(definitions(at([], {}, adobe('KB1', '|1'))), []);
      assert.deepEqual(definitions(at([], {}, adobe('KB1', '|kb1'))), ['here patch-id in KB1']);
    });

    it('finds references in all files, with and without definitions', () => {
      const here = at([{ 'patch-id': 'KB1|' }, { 'patch-id': 'KB2', supersedes: ['KB0', 'KB1'] }], {
        'a.xml': [{ 'patch-id': 'KB3', 'superseded-by': 'KB1' }],
        'b.xml': [{ 'patch-id': 'KB1' }, { 'patch-id': 'KB11' }],
      });
      const referring = ['here supersedes in KB2', 'a.xml superseded-by in KB3'];
      assert.deepEqual(references(here, false), referring);
      assert.deepEqual(references(here), ['here patch-id in KB1', ...referring, 'b.xml patch-id in KB1']);
    });

    it('finds products, platforms and vulnerabilities in all files', () => {
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

    it('tells the products of two suppliers apart', () => {
      const patches = (id: string) => [{ 'patch-id': 'KB1', product: [{ 'product-id': id, state: 'Approved' }] }];
      const here = at(patches('Ba|tch'), { 'a.xml': patches('Batch') }, { supplier: 'Another' });
      assert.deepEqual(references(here), ['here product-id in KB1']);
    });

    it('highlights occurrences in the document only', () => {
      const { document, offset } = at([{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2', supersedes: 'KB1' }], {
        'a.xml': [{ 'patch-id': 'KB1' }],
      });
      const { tree } = document;
      assert.deepEqual(
        runToCompletion(highlights(document, offset))!.map(({ range, kind }) => [
          tree.slice(tree.offsetAt(range.start), tree.offsetAt(range.end)),
          kind,
        ]),
        [
          ['KB1', 'defines'],
          ['KB1', 'refers'],
        ],
      );
    });

    it('finds no symbol in a title, a tag or other XML', () => {
      const { document, offset } = at([{ 'patch-id': 'KB1', title: 'KB|1' }]);
      assert.equal(identifierAt(document, offset), null);
      assert.equal(runToCompletion(highlights(document, 0)), null);
      assert.equal(runToCompletion(highlights({ ...document, vocabulary: null }, offset)), null);
    });

    it('gives the range of each occurrence', () => {
      const { document, offset } = at([{ 'patch-id': 'KB|1' }, { 'patch-id': 'KB2', supersedes: '  KB1 ' }]);
      const { tree } = document;
      for (const { range } of runToCompletion(findOccurrences(document, identifierAt(document, offset)!)))
        assert.equal(tree.slice(tree.offsetAt(range.start), tree.offsetAt(range.end)), 'KB1');
    });
  });
}
