import assert from 'node:assert/strict';
import { codeActions } from '../../server/src/service/codeActions';
import { completion } from '../../server/src/service/completion';
import { checked, diagnostics } from '../../server/src/service/diagnostics';
import type { GovernedDocument } from '../../server/src/service/document';
import { fixAll } from '../../server/src/service/fixAll';
import { fixesOf } from '../../server/src/service/fixes';
import { english } from '../../server/src/service/localize';
import { SUPPRESSION_CODES } from '../../server/src/service/suppression/codes';
import { streamedTree } from '../../server/src/service/streaming';
import { render } from '../../server/src/xml/problem';
import { reparse } from '../../server/src/xml/reparse';
import { bytesSource } from '../../server/src/xml/stream/source';
import { TEST_CLOCK } from '../support/clock';
import { edited, withCursor } from '../support/cursor';
import { documentIn, problemsIn } from '../support/documents';
import { randomFrom } from '../support/random';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';

const MISTAKE = 'vpc/code-value "not approved"';

/** The sample with a mistake; `comments` by where they stand: on the line above, behind it, on the line below, at the start. */
function withMistake(
  test: TestVocabulary,
  { start = '', above = '', behind = '', below = '' }: Partial<Record<'start' | 'above' | 'behind' | 'below', string>>,
): GovernedDocument {
  const text = test.sampleText
    .replace(/^(.*)>Not Approved<(.*)$/m, (_, before: string, after: string) =>
      [above && `${above}\n`, `${before}>not approved<${after}${behind}`, below && `\n${below}`].join(''),
    )
    .replace(/\n<(?=[\w:])/, `\n${start}<`);
  return documentIn(test, text);
}

for (const test of BOTH) {
  describe(`suppression by comment, ${test.title}`, () => {
    const found = (comments: Parameters<typeof withMistake>[1]) => problemsIn(withMistake(test, comments));

    it('is needed', () => {
      assert.deepEqual(found({}), [MISTAKE]);
    });

    it('reaches the next line, the own line, a block and the file', () => {
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line vpc/code-value -->' }), []);
      assert.deepEqual(found({ behind: '<!-- vpc-disable-line vpc/code-value -->' }), []);
      assert.deepEqual(found({ above: '<!--vpc-disable vpc/code-value-->', below: '<!-- vpc-enable -->' }), []);
      assert.deepEqual(found({ above: '<!-- vpc-disable -->' }), []);
      assert.deepEqual(found({ start: '<!-- vpc-disable-file vpc/code-value: agreed -->' }), []);
      assert.deepEqual(found({ below: '<!-- vpc-disable-file vpc/code-value -->' }), []);
    });

    it('takes several codes, rooms, and all codes', () => {
      const several = '<!-- vpc-disable-next-line vpc/filename, vpc/code-value xsd/* : two reasons -->';
      assert.deepEqual(found({ above: several }), ['vpc/unused-suppression "xsd/*"']);
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line vpc/* -->' }), []);
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line -->' }), []);
    });

    it('ends where a code is enabled again', () => {
      const above = '<!-- vpc-disable --><!-- vpc-enable vpc/code-value -->';
      assert.deepEqual(found({ above }), ['vpc/unused-suppression "<!-- vpc-disable -->"', MISTAKE]);
    });

    it('keeps what it suppressed, with the reason', () => {
      const { problems, suppressed } = checked(
        withMistake(test, { above: '<!-- vpc-disable-next-line vpc/code-value: as agreed with QA -->' }),
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(
        suppressed.map(({ problem: { code }, reason }) => [code, reason]),
        [['vpc/code-value', 'as agreed with QA']],
      );
    });

    it('is reported where it suppresses nothing, and is removed with its line', () => {
      const unused = withMistake(test, { below: '      <!-- vpc-disable-next-line vpc/code-value -->' });
      assert.deepEqual(problemsIn(unused), [
        MISTAKE,
        'vpc/unused-suppression "<!-- vpc-disable-next-line vpc/code-value -->"',
      ]);
      const { edits } = fixAll(unused, { code: 'vpc/unused-suppression' });
      assert.equal(edited(unused.tree.text(), edits), withMistake(test, {}).tree.text());
    });

    it('loses the code that suppresses nothing', () => {
      const two = withMistake(test, { above: '<!-- vpc-disable-next-line xsd/cvc-id.1 vpc/code-value: why -->' });
      const one = withMistake(test, { above: '<!-- vpc-disable-next-line vpc/code-value: why -->' });
      assert.deepEqual(problemsIn(two), ['vpc/unused-suppression "xsd/cvc-id.1"']);
      assert.equal(edited(two.tree.text(), fixAll(two).edits), one.tree.text());
    });

    it('is reported where nobody knows its codes or its word', () => {
      const misspelt = withMistake(test, { above: '<!-- vpc-disable-next-line vpc/code-valu -->' });
      assert.deepEqual(problemsIn(misspelt), ['vpc/unknown-suppression "vpc/code-valu"', MISTAKE]);
      const [first] = diagnostics(misspelt);
      assert.match(render(first!.message, first!.args), /Did you mean vpc\/code-value\?$/);
      assert.deepEqual(
        fixesOf(first!, misspelt).map(({ title, args }) => render(title, args)),
        ['Replace by "vpc/code-value"', 'Remove the comment'],
      );
      assert.deepEqual(found({ above: '<!-- vpc-disable-nextline vpc/code-value -->' }), [
        'vpc/unknown-suppression "vpc-disable-nextline"',
        MISTAKE,
      ]);
    });

    it('goes wrong as the pages of the codes say', () => {
      for (const [code, { example }] of Object.entries(SUPPRESSION_CODES)) {
        const document = documentIn(test, test.sampleText.replace(/\n<(?=[\w:])/, `\n${example}\n<`));
        assert.deepEqual(
          diagnostics(document).map((problem) => problem.code),
          [code],
        );
      }
    });

    it('never hides that the XML is not well-formed', () => {
      const broken = withMistake(test, { above: '<!-- vpc-disable xml/bare-ampersand -->', behind: ' & ' });
      const codes = diagnostics(broken).map(({ code }) => code);
      assert.ok(codes.includes('xml/bare-ampersand'));
      assert.ok(codes.includes('vpc/unknown-suppression'));
      assert.ok(
        problemsIn(withMistake(test, { above: '<!-- vpc-disable -->', behind: '&' })).includes(
          'xml/bare-ampersand "&"',
        ),
      );
    });

    it('is offered last for a problem, and takes it away', () => {
      const document = withMistake(test, {});
      const { suppressions } = codeActions(document, 0, document.tree.length);
      const results = suppressions.map(({ fix: { change, preferred } }) => {
        assert.equal(preferred, false);
        assert.ok(change.kind === 'edit');
        return edited(document.tree.text(), change.edits);
      });
      const indent = /^( *).*>Not Approved</m.exec(test.sampleText)![1];
      assert.deepEqual(results, [
        withMistake(test, { above: `${indent}<!-- vpc-disable-next-line vpc/code-value -->` }).tree.text(),
        withMistake(test, { start: '<!-- vpc-disable-file vpc/code-value -->\n' }).tree.text(),
      ]);
      for (const result of results) assert.deepEqual(problemsIn(documentIn(test, result)), []);
    });

    it('completes codes, those of the document first, and none in the reason', () => {
      const labelsAt = (above: string): string[] => {
        const { text, offset } = withCursor(withMistake(test, { above }).tree.text());
        return completion(documentIn(test, text), offset, { snippets: true, clock: TEST_CLOCK }, english).items.map(
          ({ label }) => label,
        );
      };
      const labels = labelsAt('<!-- vpc-disable-next-line | -->');
      assert.equal(labels[0], 'vpc/code-value');
      assert.ok(labels.includes('xsd/cvc-id.1'));
      assert.ok(!labels.some((label) => label.startsWith('xml/')));
      assert.deepEqual(labelsAt('<!-- vpc-disable-next-line vpc/filename: | -->'), []);
      assert.deepEqual(labelsAt('<!-- a comment | -->'), []);
    });

    it('is seen in large files as in small ones', () => {
      const options = { chunk: 7, run: 60, shortestRun: 0, child: 300, token: 100_000 };
      for (const comments of [
        { above: '<!-- vpc-disable-next-line vpc/code-value: why -->' },
        { behind: '<!-- vpc-disable-line vpc/code-value --><!-- vpc-enable -->' },
        { start: '<!-- vpc-disable-file vpc/code-value -->', below: '<!-- vpc-disable-next-line -->' },
        { below: '<!-- \n vpc-disable-file vpc/code-value -->' },
      ]) {
        const document = withMistake(test, comments);
        const source = bytesSource(Buffer.from(document.tree.text()));
        const { tree } = streamedTree({ ...document, source, head: document.tree }, options);
        assert.deepEqual(checked({ ...document, tree }), checked(document));
      }
    });
  });
}

describe('suppression while a document is edited', () => {
  it('is as it would be in the document opened afresh', () => {
    const random = randomFrom(20_261_125);
    const pieces = [
      '<!-- vpc-disable -->',
      '<!-- vpc-enable -->\n',
      '<!-- vpc-disable-next-line vpc/code-value: x -->\n',
      '<!-- vpc-disable-file xsd/* -->',
      'vpc-',
      '-->',
      '\n',
      'x',
    ];
    let document = withMistake(FIRST, {});
    for (let round = 0; round < 160; round++) {
      const start = random(document.tree.length);
      const end = random(10) < 3 ? Math.min(document.tree.length, start + random(30)) : start;
      const text = pieces[random(pieces.length)]!;
      document = { ...document, tree: reparse(document.tree, { start, end, text }) };
      const afresh = documentIn(FIRST, document.tree.text());
      assert.deepEqual(checked(document), checked({ ...afresh, schema: document.schema }), document.tree.text());
      if (round % 40 === 39) document = withMistake(FIRST, {});
    }
  });
});
