import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Identifiers, type Identifier } from '../../../server/src/domain/identifiers/identifiers';
import { IDENTIFIER_KINDS, type IdentifierKind } from '../../../server/src/domain/identifiers/kinds';
import { symbolOccurrenceOf } from '../../../server/src/domain/identifiers/symbols';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import type { XmlTree } from '../../../server/src/xml/tree';
import { withCursor } from '../../support/cursor';
import { editsOf } from '../../support/edits';
import { publicationText } from '../../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../../support/vocabularies';
import { assertProperty } from '../../support/seeds';

const identifiersIn = (tree: XmlTree, { vocabulary }: TestVocabulary) => Identifiers.in(tree, vocabulary)!;

/** `role value` of an identifier, with the patch and the product around it. */
function line(found: Identifier): string {
  const { patch, product } = symbolOccurrenceOf(found);
  return [found.role, found.value, found.defines ? '(defines)' : '', patch && `in ${patch}`, product && `of ${product}`]
    .filter((part) => part !== '')
    .join(' ');
}

/** All query results for a tree, comparable between trees. */
function contents(tree: XmlTree, vocabulary: TestVocabulary): unknown {
  const identifiers = Identifiers.in(tree, vocabulary.vocabulary);
  if (identifiers === null) return null;
  const plain = (found: Identifier) => [found.start, found.end, found.role, found.value, symbolOccurrenceOf(found)];
  const kinds = IDENTIFIER_KINDS.map((kind) => {
    const values = [...identifiers.values(kind)];
    return [kind, values, values.map((value) => Array.from(identifiers.named(kind, value), plain))];
  });
  return [Array.from(identifiers.all(), plain), kinds];
}

describe('identifiers', () => {
  for (const vocabulary of BOTH) {
    describe(vocabulary.title, () => {
      const tree = parse(vocabulary.sampleText);
      const identifiers = identifiersIn(tree, vocabulary);

      it('are found with their enclosing entries', () => {
        const lines = Array.from(identifiers.all(), line);
        assert.equal(lines[0], 'supplier Northwind Process Systems (defines)');
        for (const expected of [
          'vendor-id Microsoft (defines)',
          'patch-id KB5075906 (defines) in KB5075906',
          'supersedes KB5073457 in KB5075906',
          'vulnerability CVE-2026-21533 in KB5075906',
          'product-id Northwind Historian (defines) in KB5075906 of Northwind Historian',
          'product-version 5.1 in KB5075906 of Northwind Historian',
          'platform Windows Server 2022 21H2 in KB5075906 of Northwind Historian',
        ])
          assert.ok(lines.includes(expected), expected);
      });

      it('have the range of their value', () => {
        for (const found of identifiers.all()) assert.equal(tree.slice(found.start, found.end), found.value);
      });

      it('are found by kind and value, in document order', () => {
        const named = (kind: IdentifierKind, value: string) => Array.from(identifiers.named(kind, value), line);
        assert.deepEqual(named('product', 'Northwind Historian'), [
          'product-id Northwind Historian (defines) in KB5075906 of Northwind Historian',
          'product-id Northwind Historian (defines) in KB5002841 of Northwind Historian',
        ]);
        assert.deepEqual(named('vendor', 'Microsoft'), ['vendor-id Microsoft (defines)']);
        assert.deepEqual(named('supplier', 'Northwind Process Systems'), [
          'supplier Northwind Process Systems (defines)',
        ]);
        assert.deepEqual(named('patch', 'KB1'), []);
        assert.equal(identifiers.defined('patch', 'KB5073457').length, 0);
      });

      it('are listed by kind, each value once', () => {
        assert.deepEqual(
          [...identifiers.values('patch')].filter((value) => !value.startsWith('KB507')),
          ['KB5002841', 'NWB-8.2.1'],
        );
        assert.deepEqual([...identifiers.values('vendor')], ['Microsoft', 'Northwind Process Systems']);
        assert.deepEqual([...identifiers.values('product')], ['Northwind Batch', 'Northwind Historian']);
      });

      it('are found at an offset in the value and at both its ends, but not in tags and whitespace', () => {
        const at = (offset: number) => identifiers.at(offset)?.value;
        const start = vocabulary.sampleText.indexOf('KB5073457');
        assert.deepEqual([at(start), at(start + 4), at(start + 9)], ['KB5073457', 'KB5073457', 'KB5073457']);
        assert.deepEqual([at(start - 1), at(start + 10), at(0), at(tree.length)], Array(4).fill(undefined));
        for (const found of identifiers.all()) {
          const again = identifiers.at(found.start)!;
          assert.deepEqual(
            [again.start, again.end, symbolOccurrenceOf(again)],
            [found.start, found.end, symbolOccurrenceOf(found)],
          );
        }
      });

      it('agree with a fresh parse after edits', () => {
        assertProperty(
          fc.property(editsOf(vocabulary.sampleText), (edits) => {
            let text = vocabulary.sampleText;
            let edited = parse(text);
            for (const { at, length, text: inserted } of edits) {
              const start = Math.min(at, text.length);
              const end = Math.min(start + length, text.length);
              text = text.slice(0, start) + inserted + text.slice(end);
              edited = reparse(edited, { start, end, text: inserted });
              assert.deepEqual(contents(edited, vocabulary), contents(parse(text), vocabulary));
            }
          }),
          { numRuns: 100, seed: 2026 },
        );
      });

      it('are found among thousands of patches at the right offsets', () => {
        const patches = Array.from({ length: 1000 }, (_, index) => ({
          'patch-id': `KB${index}`,
          supersedes: `KB${index - 1}`,
          product: [{ 'product-id': `Product ${index % 3}`, state: 'Approved' }],
        }));
        const large = parse(publicationText(vocabulary, patches));
        const found = identifiersIn(large, vocabulary);
        assert.deepEqual(Array.from(found.named('patch', 'KB500'), line), [
          'patch-id KB500 (defines) in KB500',
          'supersedes KB500 in KB501',
        ]);
        for (const { start, end, value } of found.all()) assert.equal(large.slice(start, end), value);
        assert.equal([...found.named('product', 'Product 1')].length, 333);
      });
    });
  }

  it('are read through references, CDATA and comments', () => {
    const { text, offset } = withCursor(
      '<PatchData><PatchVendor><ID>A&amp;B</ID><Patch><ID><!-- x --> <![CDATA[K|B1]]> </ID></Patch></PatchVendor></PatchData>',
    );
    const tree = parse(text);
    const found = identifiersIn(tree, FIRST);
    assert.equal(found.at(offset)?.value, 'KB1');
    assert.equal(tree.slice(found.at(offset)!.start, found.at(offset)!.end), '<![CDATA[KB1]]>');
    assert.deepEqual([...found.values('vendor')], ['A&B']);
  });

  it('are not found in empty elements and in elements of other namespaces', () => {
    const text =
      '<PatchData><PatchVendor><ID> </ID><Patch><ID/><x:ID xmlns:x="urn:x">KB1</x:ID></Patch></PatchVendor></PatchData>';
    assert.deepEqual([...identifiersIn(parse(text), FIRST).all()], []);
    assert.equal(Identifiers.in(parse('<other/>'), FIRST.vocabulary), null);
  });
});
