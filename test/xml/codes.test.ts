import assert from 'node:assert/strict';
import { XML_CODES } from '../../server/src/xml/codes';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { marked } from './marked';

describe('xml code table', () => {
  for (const [code, entry] of Object.entries(XML_CODES)) {
    if (!('example' in entry)) continue;
    it(`${code}: its example has this problem only`, () => {
      const { text, start, end } = marked(entry.example);
      const found = wellFormednessProblems(parse(text));
      assert.deepEqual(
        found.map((problem) => [problem.code, problem.start, problem.end]),
        [[code, start, end]],
      );
      assert.equal(found[0]!.severity, entry.severity);
    });
  }

  it('has an argument for each placeholder of a message', () => {
    for (const [code, entry] of Object.entries(XML_CODES)) {
      if (!('example' in entry)) continue;
      const { message, args } = wellFormednessProblems(parse(marked(entry.example).text))[0]!;
      const places = new Set(Array.from(message.matchAll(/\{(\d+)\}/g), (match) => Number(match[1])));
      assert.equal(Math.max(-1, ...places) + 1, args.length, code);
    }
  });
});
