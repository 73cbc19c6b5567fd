import assert from 'node:assert/strict';
import { links, placedLinks } from '../../server/src/language/links';
import { reparse } from '../../server/src/xml/reparse';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH } from '../support/vocabularies';

for (const vocabulary of BOTH) {
  describe(`links: ${vocabulary.title}`, () => {
    const placed = (document: GovernedDocument, limit: number) => links(document, limit).flatMap(placedLinks);
    const of = (text: string, limit = 100) => {
      const document = documentIn(vocabulary, text);
      return placed(document, limit).map(({ start, end, target }) => {
        const { tree } = document;
        return `${tree.slice(tree.offsetAt(start), tree.offsetAt(end))} -> ${target}`;
      });
    };

    it('point to addresses, CVE records and pages of patches', () => {
      const text = publicationText(
        vocabulary,
        [
          {
            'patch-id': 'KB5075906',
            vulnerability: ['CVE-2026-21519', 'CVE-26-1'],
            supersedes: 'KB5073457',
            'information-url': 'https://support.example.com/a?b=1&c=ä',
            product: [{ 'product-id': 'Batch', state: 'Approved', url: 'http://example.com/4711' }],
          },
          { 'patch-id': 'NWB-8.2.1' },
        ],
        { url: 'https://example.com' },
      );
      const found = of(text);
      assert.deepEqual([...found].sort(), [
        'CVE-2026-21519 -> https://www.cve.org/CVERecord?id=CVE-2026-21519',
        'KB5075906 -> https://support.microsoft.com/help/5075906',
        'http://example.com/4711 -> http://example.com/4711',
        'https://example.com -> https://example.com/',
        'https://support.example.com/a?b=1&amp;c=ä -> https://support.example.com/a?b=1&c=%C3%A4',
      ]);
      assert.equal(of(text, 2).length, 2);
    });

    it('are http and https only', () => {
      for (const address of [
        'file:///etc/passwd',
        'javascript:alert(1)',
        'www.example.com',
        'https://',
        'https://a b',
        'command:x',
      ])
        assert.deepEqual(of(publicationText(vocabulary, [], { url: address })), [], address);
    });

    it('agree with those of a fresh parse after an edit', () => {
      const { tree, ...rest } = documentIn(vocabulary, vocabulary.sampleText);
      assert.ok(placed({ tree, ...rest }, 100).length > 5);
      const start = vocabulary.sampleText.indexOf('CVE-2026-21533');
      const edited = reparse(tree, { start, end: start + 3, text: '<!-- x -->CVE' });
      assert.deepEqual(placed({ tree: edited, ...rest }, 100), placed(documentIn(vocabulary, edited.text()), 100));
    });

    it('are missing in other XML', () => {
      assert.deepEqual(links(documentUnder(null, '<a>https://example.com</a>'), 100), []);
    });
  });
}
