import assert from 'node:assert/strict';
import { inlayHints } from '../../server/src/language/inlayHints';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';
import { indexOf } from '../support/workspace';
import { english } from '../../server/src/xml/problem';
import type { Draft } from '../../server/src/domain/publicationText';

for (const vocabulary of BOTH) {
  describe(`inlay hints: ${vocabulary.title}`, () => {
    /** The lines of a document that have hints, with their hints in brackets. */
    function hinted(
      patches: readonly Draft<'patch'>[],
      others: readonly Draft<'patch'>[] = [],
      until = Infinity,
    ): string[] {
      const text = publicationText(vocabulary, patches);
      const otherPublications = indexOf({ 'other.xml': publicationText(vocabulary, others) }, vocabulary).others(
        'here.xml',
      );
      const document = { ...documentIn(vocabulary, text), otherPublications };
      const hints = inlayHints(document, 0, Math.min(until, text.length), english);
      let shown = text;
      for (const { offset, label } of [...hints].reverse())
        shown = `${shown.slice(0, offset)}[${label}]${shown.slice(offset)}`;
      return shown
        .split('\n')
        .filter((line) => line.includes('['))
        .map((line) => line.replace(/<[^>]*>/g, '').trim());
    }
    const product = (id: string) => ({ 'product-id': id, state: 'Approved' });

    it('show the number of products of a patch', () => {
      const patches = [
        { 'patch-id': 'KB1', product: [product('A'), product('B')] },
        { 'patch-id': 'KB2', product: [product('A')] },
        { 'patch-id': 'KB3' },
      ];
      assert.deepEqual(hinted(patches), ['KB1[2 products]', 'KB2[1 product]', 'KB3[0 products]']);
    });

    it('show the title of a referenced patch of the document or of another file', () => {
      const patches = [
        { 'patch-id': 'KB2', title: 'Second', prerequisite: 'KB0', supersedes: ['KB1', 'KB9'] },
        { 'patch-id': 'KB1', title: 'First', 'superseded-by': 'KB2' },
      ];
      const found = hinted(patches, [
        { 'patch-id': 'KB0', title: 'Of  the other\nfile' },
        { 'patch-id': 'KB1', title: 'Not this one' },
      ]);
      assert.deepEqual([...found].sort(), [
        'KB0[Of the other file]',
        'KB1[0 products]',
        'KB1[First]',
        'KB2[0 products]',
        'KB2[Second]',
      ]);
    });

    it('shorten long titles', () => {
      const text = publicationText(vocabulary, [
        { 'patch-id': 'KB1', title: 'x'.repeat(80) },
        { 'patch-id': 'KB2', supersedes: 'KB1' },
      ]);
      const hints = inlayHints(documentIn(vocabulary, text), 0, text.length, english);
      const { label, tooltip } = hints.find(({ label: shown }) => shown.startsWith('x'))!;
      assert.deepEqual([label, tooltip], [`${'x'.repeat(59)}…`, 'x'.repeat(80)]);
    });

    it('are limited to the requested range', () => {
      const patches = Array.from({ length: 200 }, (_, index) => ({ 'patch-id': `KB${index}` }));
      const text = publicationText(vocabulary, patches);
      assert.deepEqual(hinted(patches, [], text.indexOf('KB3<')), [
        'KB0[0 products]',
        'KB1[0 products]',
        'KB2[0 products]',
      ]);
    });

    it('follow an end tag that exists, and are missing in other XML', () => {
      assert.deepEqual(inlayHints(documentUnder(null, '<a>KB1</a>'), 0, 10, english), []);
      const { containers } = vocabulary.profile;
      const [root, vendor, patch] = [containers.publication, containers['patch-vendor'], containers.patch];
      const p = vocabulary.prefix;
      const open = `<${p}${root.element}${p && ` xmlns:k="${vocabulary.namespace}"`}><${p}${vendor.element}><${p}${patch.element}>`;
      const text = `${open}<${p}${patch.children['patch-id']}>KB1`;
      assert.deepEqual(
        inlayHints(documentIn(vocabulary, text), 0, text.length, english).map(({ offset }) => offset),
        [text.length],
      );
    });
  });
}
