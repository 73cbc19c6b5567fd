import assert from 'node:assert/strict';
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { edited, unifiedDiff } from '../../server/src/cli/edits';
import type { TextEdit } from '../../server/src/xml/reparse';
import { assertProperty } from '../support/seeds';

const words = fc
  .array(fc.constantFrom('a', 'b', '\n', '\n', '\r\n', ' '), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('unified diff of edits', () => {
  it('has context lines, and marks a last line without line feed', () => {
    const text = '1\n2\n3\n4\n5\n6\n7\n8\n9';
    const edits = [
      { start: 8, end: 9, text: 'five\nfive' },
      { start: 16, end: 17, text: '' },
    ];
    assert.equal(
      unifiedDiff('x/a.xml', text, edits),
      `--- a/x/a.xml
+++ b/x/a.xml
@@ -2,8 +2,8 @@
 2
 3
 4
-5
+five
+five
 6
 7
 8
-9
\\ No newline at end of file
`,
    );
  });

  it('is empty without changes', () => {
    assert.equal(unifiedDiff('a', 'x\ny\n', []), '');
    assert.equal(unifiedDiff('a', 'x\ny\n', [{ start: 0, end: 1, text: 'x' }]), '');
  });

  it('turns the old text into the new one when it is applied', () => {
    const places = fc.array(fc.tuple(fc.nat(60), fc.nat(8), words), { maxLength: 5 });
    assertProperty(
      fc.property(words, places, (text, wanted) => {
        const edits: TextEdit[] = [];
        for (const [place, width, replacement] of [...wanted].sort(([a], [b]) => a - b)) {
          const start = Math.min(place, text.length);
          if (start <= (edits.at(-1)?.end ?? -1)) continue;
          edits.push({ start, end: Math.min(start + width, text.length), text: replacement });
        }
        const after = edited(text, edits);
        const patch = unifiedDiff('a.xml', text, edits);
        if (after === text) assert.equal(patch, '');
        else assert.equal(applyPatch(text, patch, { autoConvertLineEndings: false }), after);
      }),
      { numRuns: 2_000, seed: 2026 },
    );
  });
});
