import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { XML_CODES } from '../../../server/src/xml/codes';
import { decode, withProblems } from '../../../server/src/xml/decode';
import { parse } from '../../../server/src/xml/parser';
import type { Problem } from '../../../server/src/xml/problem';
import { wellFormednessProblems } from '../../../server/src/xml/wellFormedness';
import { PROBLEM_IN_ANOTHER_FILE } from './conformanceExceptions';
import { type ConformanceTest, conformanceTests } from './conformanceSuite';

describe('W3C XML conformance suite', () => {
  const excepted = new Set(PROBLEM_IN_ANOTHER_FILE.flatMap(({ ids }) => ids));
  const tests = conformanceTests();

  it('is complete', () => {
    assert.equal(tests.length, 1974);
  });

  it('agrees on every document: rejects those that are not well-formed, accepts all others', () => {
    const differing = tests.filter((test) => isWellFormed(test) !== (test.type !== 'not-wf'));
    assert.deepEqual(
      differing.map(({ id }) => id).filter((id) => !excepted.has(id)),
      [],
    );
  });

  it('needs every exception', () => {
    const stale = tests.filter((test) => excepted.has(test.id) && (test.type !== 'not-wf' || !isWellFormed(test)));
    assert.deepEqual(stale, []);
    assert.equal(tests.filter(({ id }) => excepted.has(id)).length, excepted.size);
  });
});

function isWellFormed(test: ConformanceTest): boolean {
  const { text, problems } = withProblems(decode(readFileSync(test.file)));
  const all = [...problems, ...wellFormednessProblems(parse(text))];
  return !all.some((problem) => problem.severity === 'error' && (test.withNamespaces || !isOfNamespaces(problem)));
}

function isOfNamespaces({ code }: Problem): boolean {
  return XML_CODES[code as keyof typeof XML_CODES].clause.startsWith('NS');
}
