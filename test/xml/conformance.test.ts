import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { XML_CODES } from '../../server/src/xml/codes';
import { decode } from '../../server/src/xml/decode';
import { parse } from '../../server/src/xml/parser';
import type { Problem } from '../../server/src/xml/problem';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { MISTAKE_IN_ANOTHER_FILE } from './conformanceExceptions';
import { type ConformanceTest, conformanceTests } from './conformanceSuite';

describe('W3C XML conformance suite', () => {
  const excepted = new Set(MISTAKE_IN_ANOTHER_FILE.flatMap(({ ids }) => ids));
  const tests = conformanceTests();

  it('is all there', () => {
    assert.equal(tests.length, 1974);
  });

  it('is agreed with: not well-formed documents are refused, all others taken', () => {
    const differing = tests.filter((test) => isWellFormed(test) !== (test.type !== 'not-wf'));
    assert.deepEqual(
      differing.map(({ id }) => id).filter((id) => !excepted.has(id)),
      [],
    );
  });

  it('has no exception that is none', () => {
    const stale = tests.filter((test) => excepted.has(test.id) && (test.type !== 'not-wf' || !isWellFormed(test)));
    assert.deepEqual(stale, []);
    assert.equal(tests.filter(({ id }) => excepted.has(id)).length, excepted.size);
  });
});

function isWellFormed(test: ConformanceTest): boolean {
  const { text, problems } = decode(readFileSync(test.file));
  const all = [...problems, ...wellFormednessProblems(parse(text))];
  return !all.some((problem) => problem.severity === 'error' && (test.withNamespaces || !isOfNamespaces(problem)));
}

function isOfNamespaces({ code }: Problem): boolean {
  return XML_CODES[code as keyof typeof XML_CODES].clause.startsWith('NS');
}
