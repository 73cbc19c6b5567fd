import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { fileWith, type Span } from '../../bench/generator/mistakes';
import { DOMAIN_SLIPS, SCHEMA_SLIPS, XML_SLIPS } from '../../bench/generator/slips';
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
