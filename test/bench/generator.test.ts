import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { fileWith, type Span } from '../../bench/generator/mistakes';
import { ownersLists, received } from '../../bench/generator/received';
import { DOMAIN_SLIPS, SCHEMA_SLIPS, XML_SLIPS } from '../../bench/generator/slips';
import { readAssetList } from '../../server/src/exchange/assets/assetList';
import { readInstalledList } from '../../server/src/exchange/assets/installedList';
import { diagnostics } from '../../server/src/language/diagnostics';
import { documentIn, problemsIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

describe('a generated file', () => {
  for (const vocabulary of BOTH) {
    it(`has no problems, and about the given size: ${vocabulary.title}`, () => {
      for (const bytes of [10_000, 100_000, 1_000_000]) {
        const { name, text } = validFile(bytes, vocabulary.vocabulary);
        assert.deepEqual(problemsIn(documentIn(vocabulary, text, name)), []);
        assert.ok(Math.abs(text.length / bytes - 1) < 0.3, `${text.length} for ${bytes}`);
      }
    });

    it(`is the same each time: ${vocabulary.title}`, () => {
      assert.deepEqual(validFile(100_000, vocabulary.vocabulary), validFile(100_000, vocabulary.vocabulary));
    });
  }
});

describe('generated files of suppliers', () => {
  for (const vocabulary of BOTH) {
    it(`have no problems, about the same patches, and others each month: ${vocabulary.title}`, () => {
      const patches = new Map<string, Set<string>>();
      let count = 0;
      for (const { name, text, supplier, month } of received(10_000, vocabulary.vocabulary)) {
        count++;
        if (month % 12 > 1) continue;
        assert.deepEqual(problemsIn(documentIn(vocabulary, text, name)), [], `${supplier} ${month}`);
        const ids = new Set(text.match(/(?<=>)KB\d+(?=<)/g));
        const key = [...ids].sort().join(' ');
        patches.set(key, (patches.get(key) ?? new Set()).add(supplier));
      }
      assert.equal(count, 12 * 36);
      assert.equal(patches.size, 6);
      assert.ok([...patches.values()].every(({ size }) => size === 12));
    });
  }

  it('come with lists that the plan reads', () => {
    const { assets, installed } = ownersLists(20, 3);
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const listed = readAssetList(bytes(assets));
    assert.deepEqual(listed.problems, []);
    assert.equal(new Set(listed.assets.map(({ asset }) => asset)).size, 20);
    assert.deepEqual(readInstalledList(bytes(installed)).problems, []);
  });
});

describe('a generated file with mistakes', () => {
  const KINDS = { schema: SCHEMA_SLIPS, XML: XML_SLIPS, domain: DOMAIN_SLIPS };
  for (const vocabulary of BOTH) {
    for (const [kind, slips] of Object.entries(KINDS)) {
      it(`has each mistake at its recorded place, and no other: ${kind}, ${vocabulary.title}`, () => {
        const { name, text, mistakes } = fileWith(slips, vocabulary.vocabulary);
        const found = diagnostics(documentIn(vocabulary, text, name)).map(({ start, end }) => ({ start, end }));
        assert.deepEqual(
          found.map((place) => mistakes.find(({ places }) => places.some((one) => same(one, place)))?.what ?? place),
          mistakes.map(({ what }) => what),
        );
        assert.equal(mistakes.length, Object.keys(slips).length);
      });
    }
  }
});

function same(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end;
}
