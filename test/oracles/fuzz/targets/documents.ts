import fc from 'fast-check';
import { documentIn } from '../../../support/documents';
import { FORMAT } from '../../../support/formatting';
import { BOTH } from '../../../support/vocabularies';
import { answersOf, FAST, SLOW } from '../services';
import { target } from '../target';
import { documents } from '../texts';

/** Any text is answered, whatever is asked and wherever. */
export const documentTarget = target({
  name: 'documents',
  inputs: fc.record({
    document: documents,
    start: fc.nat(20_000),
    length: fc.oneof(fc.nat(3), fc.nat(500)),
    withFixes: fc.nat(7).map((n) => n === 0),
  }),
  run({ document: { vocabulary, text }, start, length, withFixes }) {
    const document = documentIn(BOTH[vocabulary]!, text, 'a.xml');
    const from = Math.min(start, document.tree.length);
    const end = Math.min(from + length, document.tree.length);
    answersOf(document, { start: from, end, format: FORMAT }, withFixes ? [...FAST, ...SLOW] : FAST);
  },
  testRuns: 150,
});
