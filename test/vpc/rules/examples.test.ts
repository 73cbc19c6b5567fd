import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { writePublication } from '../../../server/src/vpc/exchange/write';
import { expectedName, parsePattern } from '../../../server/src/vpc/filename';
import { publicationOf } from '../../../server/src/vpc/model';
import { RULES } from '../../../server/src/vpc/rules/registry';
import { ruleProblems } from '../../../server/src/vpc/rules/runner';
import type { Example } from '../../../server/src/vpc/rules/rule';
import type { Vocabulary } from '../../../server/src/vpc/vocabulary';
import { BOTH } from '../../support/vocabularies';

/** The rules that an example breaks, one entry for each problem. */
function broken({ publication, fileName }: Example, vocabulary: Vocabulary): string[] {
  const tree = parse(writePublication(publication, vocabulary));
  assert.deepEqual(wellFormednessProblems(tree), []);
  const { entry } = publicationOf(tree, vocabulary)!;
  const name = expectedName(parsePattern(vocabulary.profile.fileName.pattern)!, (role) =>
    role === 'vendor-id' ? undefined : entry.value(role),
  );
  return ruleProblems(tree, vocabulary, { fileName: fileName ?? name }).map(({ code }) => code);
}

for (const { title, vocabulary } of BOTH) {
  describe(`the examples of the rules, ${title}`, () => {
    for (const rule of RULES) {
      for (const example of rule.examples.valid) {
        it(`${rule.id}: valid: ${example.title}`, () => assert.deepEqual(broken(example, vocabulary), []));
      }
      for (const example of rule.examples.invalid) {
        it(`${rule.id}: invalid: ${example.title}`, () => assert.deepEqual(broken(example, vocabulary), [rule.id]));
      }
    }
  });
}

describe('the table of rules', () => {
  it('has ids that are readable slugs, each once', () => {
    const ids = RULES.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => !/^vpc\/[a-z]+(-[a-z]+)*$/.test(id)),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has errors in the basic preset and none outside', () => {
    for (const { id, severity, preset } of RULES) assert.equal(severity === 'error', preset === 'basic', id);
  });

  it('gives every rule a valid and an invalid example', () => {
    for (const { id, examples } of RULES) assert.ok(examples.valid.length > 0 && examples.invalid.length > 0, id);
  });
});
