import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { outline, type OutlineItem } from '../../server/src/language/outline';
import type { Range } from '../../server/src/workspace/diagnostic';
import { documentIn, documentUnder } from '../support/documents';
import { BOTH } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';

/** One line for each item: kind, name, detail; children are indented. */
function lines(items: readonly OutlineItem[], kinds: readonly string[], indent = ''): string[] {
  return items
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ kind, name, detail, children }) => [
      `${indent}${kind} ${name}${detail === '' ? '' : ` | ${detail}`}`,
      ...lines(children, kinds, `${indent}  `),
    ]);
}

const CONTAINERS = ['publication', 'patch-vendor', 'patch', 'product'];

describe('outline', () => {
  for (const vocabulary of BOTH) {
    it(`names patches and products by their identifiers and states (${vocabulary.title})`, () => {
      const { roots, limited } = runToCompletion(outline(documentIn(vocabulary, vocabulary.sampleText), 1000));
      assert.equal(limited, false);
      assert.deepEqual(lines(roots, CONTAINERS), [
        'publication NWP-VPC-2026-02 | Northwind Process Systems',
        '  patch-vendor Microsoft',
        '    patch KB5075906 | 1 Approved, 1 Not Approved · 2026-02 Security Update for Wi…',
        '      product Northwind Batch 8.2 | Approved',
        '      product Northwind Historian 5.0 5.1 | Not Approved',
        '    patch KB5002841 | 1 In Test, 1 Reviewed · 2026-02 Security Update for Microso…',
        '      product Northwind Batch 8.2 | In Test',
        '      product Northwind Historian 5.1 | Reviewed',
        '  patch-vendor Northwind Process Systems',
        '    patch NWB-8.2.1 | 1 Released · Northwind Batch 8.2.1',
        '      product Northwind Batch 8.2 | Released',
      ]);
    });

    it(`has the ranges of the element and its name (${vocabulary.title})`, () => {
      const { tree } = documentIn(vocabulary, vocabulary.sampleText);
      const [root] = runToCompletion(outline(documentIn(vocabulary, vocabulary.sampleText), 1000)).roots;
      const vendor = root!.children.find(({ kind }) => kind === 'patch-vendor')!;
      const name = vocabulary.prefix + vocabulary.profile.containers['patch-vendor'].element;
      const textIn = ({ start, end }: Range): string => tree.slice(tree.offsetAt(start), tree.offsetAt(end));
      assert.equal(textIn(vendor.nameRange), name);
      assert.ok(textIn(vendor.range).startsWith(`<${name}>`) && textIn(vendor.range).endsWith(`</${name}>`));
    });

    it(`shows the entries alone of a long file (${vocabulary.title})`, () => {
      const { name, text } = validFile(100_000, vocabulary.vocabulary);
      const { roots, limited } = runToCompletion(outline(documentIn(vocabulary, text, name), 10_000));
      assert.equal(limited, false);
      const kinds = lines(roots, [...CONTAINERS, 'element']).map((line) => line.trim().split(' ')[0]);
      assert.deepEqual(new Set(kinds), new Set(CONTAINERS));
      assert.equal(
        kinds.filter((kind) => kind === 'product').length,
        text.split(`<${vocabulary.vocabulary.nameOf('patch', 'product')!}>`).length - 1,
      );
    });

    it(`loses the deepest levels of a file that is too large (${vocabulary.title})`, () => {
      const { roots, limited } = runToCompletion(outline(documentIn(vocabulary, vocabulary.sampleText), 30));
      assert.equal(limited, true);
      const kinds = lines(roots, [...CONTAINERS, 'element']).map((line) => line.trim().split(' ')[0]);
      assert.equal(kinds.includes('patch'), true);
      assert.equal(kinds.includes('product'), false);
    });
  }

  it('shows any other document by its tags and values', () => {
    const { roots } = runToCompletion(outline(documentUnder(null, '<a><b>one\n two</b><c><d/></c>'), 1000));
    assert.deepEqual(lines(roots, ['element']), ['element a', '  element b | one two', '  element c', '    element d']);
  });

  it('cuts the first level below the root if that alone is too large', () => {
    const { roots, limited } = runToCompletion(outline(documentUnder(null, `<a>${'<b/>'.repeat(50)}</a>`), 10));
    assert.equal(limited, true);
    assert.equal(roots[0]!.children.length, 9);
  });

  it('is empty for an empty document', () => {
    assert.deepEqual(runToCompletion(outline(documentUnder(null, ''), 10)), { roots: [], limited: false });
  });
});
