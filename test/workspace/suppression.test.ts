import assert from 'node:assert/strict';
import { codeActions } from '../../server/src/language/fixes/codeActions';
import { completion } from '../../server/src/language/completion/completion';
import { checkDocument, diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { fixAll } from '../../server/src/language/fixes/fixAll';
import { fixesOf } from '../../server/src/language/fixes/fixes';
import { english } from '../../server/src/xml/problem';
import { SUPPRESSION_CODES } from '../../server/src/workspace/suppression/codes';
import { bytesSource, streamedTree } from '../../server/src/streaming';
import { render } from '../../server/src/xml/problem';
import { isDirectiveIn } from '../../server/src/xml/directives';
import { reparse } from '../../server/src/xml/reparse';
import { TEST_CLOCK } from '../support/clock';
import { edited, withCursor } from '../support/cursor';
import { documentIn, problemsIn } from '../support/documents';
import { forSeeds } from '../support/seeds';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';
import { runToCompletion } from '../../server/src/xml/task';

const PROBLEM = 'vpc/code-value "not approved"';

/** The sample with a problem and comments: on the line above it, after it, on the line below, at the start of the document. */
function withProblem(
  test: TestVocabulary,
  { start = '', above = '', after = '', below = '' }: Partial<Record<'start' | 'above' | 'after' | 'below', string>>,
): GovernedDocument {
  const text = test.sampleText
    .replace(/^(.*)>Not Approved<(.*)$/m, (_, head: string, rest: string) =>
      [above && `${above}\n`, `${head}>not approved<${rest}${after}`, below && `\n${below}`].join(''),
    )
    .replace(/\n<(?=[\w:])/, `\n${start}<`);
  return documentIn(test, text);
}

for (const test of BOTH) {
  describe(`suppression by comment, ${test.title}`, () => {
    const found = (comments: Parameters<typeof withProblem>[1]) => problemsIn(withProblem(test, comments));

    it('has a problem to suppress', () => {
      assert.deepEqual(found({}), [PROBLEM]);
    });

    it('applies to the next line, its own line, a block or the file', () => {
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line vpc/code-value -->' }), []);
      assert.deepEqual(found({ after: '<!-- vpc-disable-line vpc/code-value -->' }), []);
      assert.deepEqual(found({ above: '<!--vpc-disable vpc/code-value-->', below: '<!-- vpc-enable -->' }), []);
      assert.deepEqual(found({ above: '<!-- vpc-disable -->' }), []);
      assert.deepEqual(found({ start: '<!-- vpc-disable-file vpc/code-value: agreed -->' }), []);
      assert.deepEqual(found({ below: '<!-- vpc-disable-file vpc/code-value -->' }), []);
    });

    it('applies to several codes, to prefixes, or to all codes', () => {
      const several = '<!-- vpc-disable-next-line vpc/filename, vpc/code-value xsd/* : two reasons -->';
      assert.deepEqual(found({ above: several }), ['vpc/unused-suppression "xsd/*"']);
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line vpc/* -->' }), []);
      assert.deepEqual(found({ above: '<!-- vpc-disable-next-line -->' }), []);
    });

    it('ends where a code is enabled again', () => {
      const above = '<!-- vpc-disable --><!-- vpc-enable vpc/code-value -->';
      assert.deepEqual(found({ above }), ['vpc/unused-suppression "<!-- vpc-disable -->"', PROBLEM]);
    });

    it('returns the suppressed problems with the reason', () => {
      const { problems, suppressed } = checkDocument(
        withProblem(test, { above: '<!-- vpc-disable-next-line vpc/code-value: as agreed with QA -->' }),
      );
      assert.deepEqual(problems, []);
      assert.deepEqual(
        suppressed.map(({ problem: { code }, reason }) => [code, reason]),
        [['vpc/code-value', 'as agreed with QA']],
      );
    });

    it('is reported where it is unused, and is removed with its line', () => {
      const unused = withProblem(test, { below: '      <!-- vpc-disable-next-line vpc/code-value -->' });
      assert.deepEqual(problemsIn(unused), [
        PROBLEM,
        'vpc/unused-suppression "<!-- vpc-disable-next-line vpc/code-value -->"',
      ]);
      const { edits } = runToCompletion(fixAll(unused, { code: 'vpc/unused-suppression' }));
      assert.equal(edited(unused.tree.text(), edits), withProblem(test, {}).tree.text());
    });

    it('loses an unused code by the fix', () => {
      const two = withProblem(test, { above: '<!-- vpc-disable-next-line xsd/cvc-id.1 vpc/code-value: why -->' });
      const one = withProblem(test, { above: '<!-- vpc-disable-next-line vpc/code-value: why -->' });
      assert.deepEqual(problemsIn(two), ['vpc/unused-suppression "xsd/cvc-id.1"']);
      assert.equal(edited(two.tree.text(), runToCompletion(fixAll(two)).edits), one.tree.text());
    });

    it('is reported where its codes or its word are unknown', () => {
      const misspelt = withProblem(test, { above: '<!-- vpc-disable-next-line vpc/code-valu -->' });
      assert.deepEqual(problemsIn(misspelt), ['vpc/unknown-suppression "vpc/code-valu"', PROBLEM]);
      const [first] = diagnostics(misspelt);
      assert.match(render(first!.message, first!.args), /Did you mean vpc\/code-value\?$/);
      assert.deepEqual(
        runToCompletion(fixesOf(first!, misspelt)).map(({ title, args }) => render(title, args)),
        ['Replace with "vpc/code-value"', 'Remove the comment'],
      );
      assert.deepEqual(found({ above: '<!-- vpc-disable-nextline vpc/code-value -->' }), [
        'vpc/unknown-suppression "vpc-disable-nextline"',
        PROBLEM,
      ]);
    });

    for (const word of [
      'vpc-ignore',
      'vpc-dsiable',
      'vpc:disable',
      'vpc_disable',
      'VPC-Disable',
      'vpcdisable',
      'Vpc-Suppress',
    ]) {
      it(`is reported where it begins with ${word}, which suppresses nothing`, () => {
        const document = withProblem(test, { above: `<!-- ${word} vpc/code-value -->` });
        assert.deepEqual(problemsIn(document), [`vpc/unknown-suppression "${word}"`, PROBLEM]);
        const bytes = Buffer.from(`<!-- ${word} x -->`);
        assert.ok(isDirectiveIn(bytes, 0, bytes.length));
      });
    }

    it('is not seen in comments about other things', () => {
      for (const comment of [
        'VPC file of March',
        'vpc',
        'vpc-tools 1.0',
        'vpc-file',
        'vpc: disable the rest',
        'disable',
      ]) {
        assert.deepEqual(found({ above: `<!-- ${comment} -->` }), [PROBLEM], comment);
        const bytes = Buffer.from(`<!-- ${comment} -->`);
        assert.ok(!isDirectiveIn(bytes, 0, bytes.length));
      }
    });

    it('has the problems that the documentation of the codes shows', () => {
      for (const [code, { example }] of Object.entries(SUPPRESSION_CODES)) {
        const document = documentIn(test, test.sampleText.replace(/\n<(?=[\w:])/, `\n${example}\n<`));
        assert.deepEqual(
          diagnostics(document).map((problem) => problem.code),
          [code],
        );
      }
    });

    it('never suppresses well-formedness errors', () => {
      const broken = withProblem(test, { above: '<!-- vpc-disable xml/bare-ampersand -->', after: ' & ' });
      const codes = diagnostics(broken).map(({ code }) => code);
      assert.ok(codes.includes('xml/bare-ampersand'));
      assert.ok(codes.includes('vpc/unknown-suppression'));
      assert.ok(
        problemsIn(withProblem(test, { above: '<!-- vpc-disable -->', after: '&' })).includes('xml/bare-ampersand "&"'),
      );
    });

    it('is offered last for a problem, and suppresses it', () => {
      const document = withProblem(test, {});
      const { suppressions } = runToCompletion(codeActions(document, 0, document.tree.length));
      const results = suppressions.map(({ fix: { change, preferred } }) => {
        assert.equal(preferred, false);
        assert.ok(change.kind === 'edit');
        return edited(document.tree.text(), change.edits);
      });
      const indent = /^( *).*>Not Approved</m.exec(test.sampleText)![1];
      assert.deepEqual(results, [
        withProblem(test, { above: `${indent}<!-- vpc-disable-next-line vpc/code-value -->` }).tree.text(),
        withProblem(test, { start: '<!-- vpc-disable-file vpc/code-value -->\n' }).tree.text(),
      ]);
      for (const result of results) assert.deepEqual(problemsIn(documentIn(test, result)), []);
    });

    it('completes codes, those of the document first, and not in the reason', () => {
      const labelsAt = (above: string): string[] => {
        const { text, offset } = withCursor(withProblem(test, { above }).tree.text());
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

    it('agrees in streamed and parsed documents', () => {
      const options = { chunk: 7, segment: 60, minSegment: 0, child: 300, token: 100_000 };
      for (const comments of [
        { above: '<!-- vpc-disable-next-line vpc/code-value: why -->' },
        { after: '<!-- vpc-disable-line vpc/code-value --><!-- vpc-enable -->' },
        { start: '<!-- vpc-disable-file vpc/code-value -->', below: '<!-- vpc-disable-next-line -->' },
        { below: '<!-- \n vpc-disable-file vpc/code-value -->' },
      ]) {
        const document = withProblem(test, comments);
        const source = bytesSource(Buffer.from(document.tree.text()));
        const { tree } = streamedTree(source, document, options);
        assert.deepEqual(checkDocument({ ...document, tree }), checkDocument(document));
      }
    });
  });
}

describe('suppression after edits', () => {
  it('agrees with a fresh parse', () =>
    forSeeds(20_261_125, 160, ({ random, count }) => {
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
      let document = withProblem(FIRST, {});
      for (let round = 0; round < count; round++) {
        const start = random(document.tree.length);
        const end = random(10) < 3 ? Math.min(document.tree.length, start + random(30)) : start;
        const text = pieces[random(pieces.length)]!;
        document = { ...document, tree: reparse(document.tree, { start, end, text }) };
        const fresh = documentIn(FIRST, document.tree.text());
        assert.deepEqual(
          checkDocument(document),
          checkDocument({ ...fresh, schema: document.schema }),
          document.tree.text(),
        );
        if (round % 40 === 39) document = withProblem(FIRST, {});
      }
    }));
});
