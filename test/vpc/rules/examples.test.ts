import assert from 'node:assert/strict';
import { parse } from '../../../server/src/xml/parser';
import type { Problem } from '../../../server/src/xml/problem';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { instantOf } from '../../../server/src/vpc/dateTime';
import { writePublication } from '../../../server/src/vpc/exchange/write';
import { expectedName, parsePattern } from '../../../server/src/vpc/filename';
import { publicationOf } from '../../../server/src/vpc/model';
import { fixesFor, ruleById, RULES } from '../../../server/src/vpc/rules/registry';
import { ruleProblems } from '../../../server/src/vpc/rules/runner';
import type { Example, Rule, RuleDocument } from '../../../server/src/vpc/rules/rule';
import type { Vocabulary } from '../../../server/src/vpc/vocabulary';
import { editionOf } from '../../support/editions';
import { applied } from '../../support/fixing';
import { BOTH } from '../../support/vocabularies';

/** A document with an example, under the name that the convention asks for where it names none. */
function documentOf(example: Example, vocabulary: Vocabulary): RuleDocument {
  const tree = parse(writePublication(example.publication, vocabulary));
  assert.deepEqual(wellFormednessProblems(tree), []);
  const { entry } = publicationOf(tree, vocabulary)!;
  const name = expectedName(parsePattern(vocabulary.profile.fileName.pattern)!, (role) =>
    role === 'vendor-id' ? undefined : entry.value(role),
  );
  const published = instantOf(entry.value('published') ?? '') ?? 0;
  return {
    tree,
    vocabulary,
    fileName: example.fileName ?? name,
    now: example.now === undefined ? published + 60_000 : instantOf(example.now)!,
    previous: example.previous && editionOf(example.previous, vocabulary),
    preset: 'full',
  };
}

/** The problems of a document by the rules of the default preset and by one rule. */
function problemsOf(document: RuleDocument, rule: Rule): Problem[] {
  return ruleProblems(document.tree, document.vocabulary, document).filter(
    ({ code }) => code === rule.id || ruleById(code)!.preset !== 'full',
  );
}

function codes(problems: readonly Problem[]): string[] {
  return problems.map(({ code }) => code);
}

for (const { title, vocabulary } of BOTH) {
  describe(`the examples of the rules, ${title}`, () => {
    for (const rule of RULES) {
      for (const example of rule.examples.valid) {
        it(`${rule.id}: valid: ${example.title}`, () =>
          assert.deepEqual(codes(problemsOf(documentOf(example, vocabulary), rule)), []));
      }
      for (const example of rule.examples.invalid) {
        it(`${rule.id}: invalid: ${example.title}`, () => {
          const document = documentOf(example, vocabulary);
          const problems = problemsOf(document, rule);
          assert.deepEqual(codes(problems), [rule.id]);
          const fixes = fixesFor(problems[0]!, document);
          assert.ok(fixes.filter(({ preferred }) => preferred).length <= 1);
          for (const { change, preferred } of fixes) {
            const mended =
              change.kind === 'rename-file'
                ? { ...document, fileName: change.fileName }
                : { ...document, tree: parse(applied(document.tree.text(), change.edits)) };
            assert.deepEqual(wellFormednessProblems(mended.tree), []);
            if (preferred) assert.deepEqual(codes(problemsOf(mended, rule)), []);
          }
        });
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
