import assert from 'node:assert/strict';
import fc from 'fast-check';
import { english } from '../../server/src/xml/problem';
import {
  surroundWithCData,
  surroundWithComment,
  surroundWithElement,
  type SurroundOutcome,
} from '../../server/src/language/surround';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { edited, withRange } from '../support/cursor';
import { documentUnder } from '../support/documents';
import { BOTH } from '../support/vocabularies';
import { assertProperty } from '../support/seeds';

type How = (document: ReturnType<typeof documentUnder>, range: { start: number; end: number }) => SurroundOutcome;

/** The text after the edit with its selections in `[[ ]]`, or the message of a refusal. */
function surrounded(marked: string, how: How): string {
  const { text, start, end } = withRange(marked);
  const result = how(documentUnder(null, text), { start, end });
  if ('refused' in result) return english(result.refused, ...result.args);
  return [...result.selections]
    .reverse()
    .reduce(
      (after, at) => `${after.slice(0, at.start)}[[${after.slice(at.start, at.end)}]]${after.slice(at.end)}`,
      edited(text, result.edits),
    );
}

const NOT_WHOLE = 'The result would not be well-formed XML. Select whole elements, or text between two tags.';

describe('surrounding a selection', () => {
  it('puts text into an element and selects its name in both tags', () => {
    assert.equal(surrounded('<a>one [[two]]</a>', surroundWithElement), '<a>one <[[element]]>two</[[element]]></a>');
    assert.equal(
      surrounded('<a>[[]]</a>', (document, range) => surroundWithElement(document, range, 'k')),
      '<a><[[k]]></[[k]]></a>',
    );
  });

  it('puts whole lines into an element and indents them', () => {
    assert.equal(
      surrounded(
        '<a>\r\n  [[<b>\r\n    <c> x\r\n y</c>\r\n  </b>\r\n\r\n  <!-- d -->\r\n]]  <e/>\r\n</a>',
        surroundWithElement,
      ),
      '<a>\r\n  <[[element]]>\r\n    <b>\r\n      <c> x\r\n y</c>\r\n    </b>\r\n\r\n    <!-- d -->\r\n  </[[element]]>\r\n  <e/>\r\n</a>',
    );
  });

  it('puts the root into an element', () => {
    assert.equal(
      surrounded('<?xml version="1.0"?>\n[[<a/>]]\n', surroundWithElement),
      '<?xml version="1.0"?>\n<[[element]]>\n  <a/>\n</[[element]]>\n',
    );
  });

  it('refuses an element that would overlap another or make two roots', () => {
    for (const text of [
      '<a>[[<b>]]</b></a>',
      '<a>x[[<b/>y</a>]]',
      '<a [[b]]="1"/>',
      '<a b="[[1]]"/>',
      '[[<?xml version="1.0"?><a/>]]',
      '<a/>[[ ]]',
      '<!-- [[x]] --><a/>',
      '<a>&[[am]]p;</a>',
    ]) {
      assert.equal(surrounded(text, surroundWithElement), NOT_WHOLE, text);
    }
    assert.match(
      surrounded('<a>[[x]]</a>', (document, range) => surroundWithElement(document, range, 'b c')),
      /"b c" is not a valid XML name/,
    );
  });

  it('puts text into a comment', () => {
    assert.equal(surrounded('<a>[[<b/>\n]]</a>', surroundWithComment), '<a><!-- [[<b/>]] -->\n</a>');
    assert.equal(surrounded('<a>[[x-]]</a>', surroundWithComment), '<a><!-- [[x-]] --></a>');
  });

  it('refuses a comment that would hold "--" or half an element', () => {
    assert.equal(
      surrounded('<a>\n[[<!-- b --><c/>]]</a>', surroundWithComment),
      'A comment must not contain "--" (line 2).',
    );
    for (const text of ['<a>[[<b>]]</b></a>', '[[<a/>]]', '<a b="[[1]]"/>', '<a>x[[</a>]]']) {
      assert.equal(surrounded(text, surroundWithComment), NOT_WHOLE, text);
    }
  });

  it('keeps the value of a text that becomes a CDATA section', () => {
    assert.equal(surrounded('<a>[[x &lt; &#65;&amp; ]]</a>', surroundWithCData), '<a><![CDATA[[[x < A& ]]]]></a>');
    assert.equal(surrounded('<a>[[<b/> &lt;]]</a>', surroundWithCData), '<a><![CDATA[[[<b/> &lt;]]]]></a>');
  });

  it('refuses a CDATA section that would end early or is not allowed', () => {
    assert.equal(
      surrounded('<a>[[x]]]]&gt;y</a>'.replace(']]]]', ']]&#93;&#93;'), surroundWithCData).slice(0, 3),
      '<a>',
    );
    assert.equal(surrounded('<a>[[&#93;&#93;&gt;]]</a>', surroundWithCData), 'A CDATA section must not contain "]]>".');
    for (const text of ['<a/>[[]]', '<a>[[<b>]]</b></a>', '<a b="[[1]]"/>']) {
      assert.equal(surrounded(text, surroundWithCData), NOT_WHOLE, text);
    }
  });

  for (const { title, sampleText } of BOTH) {
    it(`gives well-formed XML or refuses, for any selection (${title})`, () => {
      const document = documentUnder(null, sampleText);
      assertProperty(
        fc.property(
          fc.nat(sampleText.length),
          fc.nat(400),
          fc.constantFrom<How>(surroundWithElement, surroundWithComment, surroundWithCData),
          (start, length, how) => {
            const result = how(document, { start, end: Math.min(start + length, sampleText.length) });
            if ('refused' in result) return;
            const text = edited(sampleText, result.edits);
            assert.deepEqual(wellFormednessProblems(parse(text)), []);
            for (const { start: from, end } of result.selections) assert.ok(from <= end && end <= text.length);
          },
        ),
        { numRuns: 300, seed: 20261125 },
      );
    });
  }
});
