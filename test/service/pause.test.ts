import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diagnostics } from '../../server/src/service/diagnostics';
import { parse, Parsing } from '../../server/src/xml/parser';
import { attempt, pausePoint } from '../../server/src/xml/pause';
import { documentIn } from '../support/documents';
import { editOf, mutations } from '../support/mutations';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';

/** A publication of many patches: long enough that parts of it are remembered. */
function longText({ sampleText, vocabulary, prefix }: TestVocabulary, patches = 200): string {
  const tag = `${prefix}${vocabulary.profile.containers.patch.element}>`;
  const start = sampleText.indexOf(`<${tag}`);
  const end = sampleText.indexOf(`</${tag}`) + tag.length + 2;
  const patch = sampleText.slice(start, end);
  const copies = Array.from({ length: patches }, (_, index) => patch.replace(/KB\d+/, `KB${index}`));
  return sampleText.slice(0, start) + copies.join('\n') + sampleText.slice(end);
}

describe('work that breaks off and goes on', () => {
  for (const vocabulary of BOTH) {
    it(`finds the same problems as in one go, after any edits: ${vocabulary.title}`, () => {
      const text = longText(vocabulary);
      fc.assert(
        fc.property(mutations, (edits) => {
          const edited = edits.reduce((before, mutation) => {
            const { start, end, text: put } = editOf(mutation, before.length);
            return before.slice(0, start) + put + before.slice(end);
          }, text);
          const inSlices = documentIn(vocabulary, edited);
          let slices = 0;
          let done: ReturnType<typeof attempt<readonly unknown[]>> = null;
          while (done === null) {
            done = attempt(
              () => diagnostics(inSlices),
              () => true,
            );
            slices++;
          }
          assert.ok(slices > 1);
          assert.deepEqual(done.result, diagnostics({ ...inSlices, tree: parse(edited) }));
        }),
        { numRuns: Number(process.env.VPC_RUNS ?? 25), seed: 2026 },
      );
    }).timeout(300_000);
  }

  it('parses in steps what it parses at once', () => {
    const text = longText(FIRST, 5);
    for (const tokens of [1, 2, 7, 1000]) {
      const parsing = new Parsing(text);
      let tree = parsing.advance(tokens);
      while (tree === null) tree = parsing.advance(tokens);
      assert.deepEqual(tree.content, parse(text).content);
    }
  });

  it('does not break off what nobody wants to break off', () => {
    pausePoint();
    assert.deepEqual(
      attempt(
        () => {
          pausePoint();
          return 1;
        },
        () => false,
      ),
      { result: 1 },
    );
  });

  it('hands on what goes wrong, and stops asking then', () => {
    const fail = (): never => {
      throw new TypeError('wrong');
    };
    assert.throws(() => attempt(fail, () => true), TypeError);
    pausePoint();
  });
});
