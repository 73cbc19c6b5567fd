import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FormatOptions } from '../../../../server/src/language/types';
import { reparse } from '../../../../server/src/xml/reparse';
import { documentIn } from '../../../support/documents';
import { FORMAT } from '../../../support/formatting';
import { PIECES } from '../../../support/mutations';
import { BOTH } from '../../../support/vocabularies';
import { answersOf, FAST, SLOW, type Question } from '../services';
import { target } from '../target';
import { documents } from '../texts';

const formats: fc.Arbitrary<FormatOptions> = fc
  .record({
    attributes: fc.constantFrom('preserve', 'wrap', 'onePerLine'),
    lineWidth: fc.constantFrom(20, 80),
    maxBlankLines: fc.nat(2),
    insertFinalNewline: fc.boolean(),
    trimFinalNewlines: fc.boolean(),
    unit: fc.constantFrom('  ', '\t'),
  })
  .map((options) => ({ ...FORMAT, ...options }));

const edit = fc.record({
  at: fc.nat(20_000),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60), fc.nat(600)),
  text: fc.oneof(fc.constant(''), fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })),
  /** Where another part of the document is pasted from; its length. */
  paste: fc.option(fc.tuple(fc.nat(20_000), fc.nat(600)), { freq: 3 }),
});

/** After any series of edits, every service answers as for a document that was opened with the same text. */
export const editTarget = target({
  name: 'edits',
  inputs: fc.record({
    document: documents,
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
    /** Whether the document was asked before it was edited, so that what is memoised with its nodes is used. */
    isWarm: fc.boolean(),
    start: fc.nat(20_000),
    length: fc.oneof(fc.nat(3), fc.nat(500)),
    format: formats,
    withFixes: fc.nat(7).map((n) => n === 0),
  }),
  run({ document: { vocabulary, text }, edits, isWarm, start, length, format, withFixes }) {
    const test = BOTH[vocabulary]!;
    const questionIn = (size: number): Question => {
      const from = start % (size + 1);
      return { start: from, end: Math.min(from + length, size), format };
    };
    const opened = documentIn(test, text, 'a.xml');
    if (isWarm) answersOf(opened, questionIn(text.length), FAST);
    let { tree } = opened;
    let now = text;
    for (const { at, length: removed, text: typed, paste } of edits) {
      const from = at % (now.length + 1);
      const to = Math.min(from + removed, now.length);
      const inserted = paste === null ? typed : now.slice(paste[0] % (now.length + 1)).slice(0, paste[1]);
      tree = reparse(tree, { start: from, end: to, text: inserted });
      now = now.slice(0, from) + inserted + now.slice(to);
    }
    const fresh = documentIn(test, now, 'a.xml');
    const question = questionIn(now.length);
    const names = withFixes ? [...FAST, ...SLOW] : FAST;
    const expected = answersOf(fresh, question, names);
    const found = answersOf({ ...fresh, tree }, question, names);
    assert.equal(tree.text(), now);
    for (const name of names) assert.equal(found.get(name), expected.get(name), `${name} after edits`);
  },
  testRuns: 150,
});
