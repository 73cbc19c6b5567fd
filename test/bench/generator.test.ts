import assert from 'node:assert/strict';
import { validFile } from '../../bench/generator/file';
import { documentIn, problemsIn } from '../support/documents';
import { BOTH } from '../support/vocabularies';

describe('a generated file', () => {
  for (const vocabulary of BOTH) {
    it(`has no problem, and about the size that was asked for: ${vocabulary.title}`, () => {
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
