import assert from 'node:assert/strict';
import fc from 'fast-check';
import { english } from '../../server/src/service/localize';
import {
  surroundWithCData,
  surroundWithComment,
  surroundWithElement,
  type Surrounding,
} from '../../server/src/service/surround';
import { parse } from '../../server/src/xml/parser';
import { wellFormednessProblems } from '../../server/src/xml/wellFormedness';
import { edited, withRange } from '../support/cursor';
import { documentUnder } from '../support/documents';
import { BOTH } from '../support/vocabularies';

type How = (document: ReturnType<typeof documentUnder>, range: { start: number; end: number }) => Surrounding;

/** The text afterwards with its selections in `[[ ]]`, or why it was refused. */
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

const NOT_WHOLE = 'The result would not be well-formed. Select whole elements, or text between two tags.';

describe('surrounding a selection', () => {
  it('with an element: text, with its name selected in both tags', () => {
    assert.equal(surrounded('<a>one [[two]]</a>', surroundWithElement), '<a>one <[[element]]>two</[[element]]></a>');
    assert.equal(
      surrounded('<a>[[]]</a>', (document, range) => surroundWithElement(document, range, 'k')),
      '<a><[[k]]></[[k]]></a>',
    );
  });

  it('with an element: whole lines, indented', () => {
    assert.equal(
      surrounded(
        '<a>\r\n  [[<b>\r\n    <c> x\r\n y</c>\r\n  </b>\r\n\r\n  <!-- d -->\r\n]]  <e/>\r\n</a>',
        surroundWithElement,
      ),
      '<a>\r\n  <[[element]]>\r\n    <b>\r\n      <c> x\r\n y</c>\r\n    </b>\r\n\r\n    <!-- d -->\r\n  </[[element]]>\r\n  <e/>\r\n</a>',
    );
  });

  it('with an element: the root, too', () => {
    assert.equal(
      surrounded('<?xml version="1.0"?>\n[[<a/>]]\n', surroundWithElement),
      '<?xml version="1.0"?>\n<[[element]]>\n  <a/>\n</[[element]]>\n',
    );
  });

  it('with an element: refused where tags would cross, or a document would have two roots', () => {
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
      /"b c" is no name/,
    );
  });

  it('with a comment', () => {
    assert.equal(surrounded('<a>[[<b/>\n]]</a>', surroundWithComment), '<a><!-- [[<b/>]] -->\n</a>');
    assert.equal(surrounded('<a>[[x-]]</a>', surroundWithComment), '<a><!-- [[x-]] --></a>');
  });

  it('with a comment: refused where a "--" or half an element would be in it', () => {
    assert.equal(
      surrounded('<a>\n[[<!-- b --><c/>]]</a>', surroundWithComment),
      'A comment cannot hold "--", which stands on line 2.',
    );
    for (const text of ['<a>[[<b>]]</b></a>', '[[<a/>]]', '<a b="[[1]]"/>', '<a>x[[</a>]]']) {
      assert.equal(surrounded(text, surroundWithComment), NOT_WHOLE, text);
    }
  });

  it('with a CDATA section: the value of a text stays', () => {
    assert.equal(surrounded('<a>[[x &lt; &#65;&amp; ]]</a>', surroundWithCData), '<a><![CDATA[[[x < A& ]]]]></a>');
    assert.equal(surrounded('<a>[[<b/> &lt;]]</a>', surroundWithCData), '<a><![CDATA[[[<b/> &lt;]]]]></a>');
  });

  it('with a CDATA section: refused where it would end early or may not stand', () => {
    assert.equal(
      surrounded('<a>[[x]]]]&gt;y</a>'.replace(']]]]', ']]&#93;&#93;'), surroundWithCData).slice(0, 3),
      '<a>',
    );
    assert.equal(surrounded('<a>[[&#93;&#93;&gt;]]</a>', surroundWithCData), 'A CDATA section cannot hold "]]>".');
    for (const text of ['<a/>[[]]', '<a>[[<b>]]</b></a>', '<a b="[[1]]"/>']) {
      assert.equal(surrounded(text, surroundWithCData), NOT_WHOLE, text);
    }
  });

  for (const { title, sampleText } of BOTH) {
    it(`any selection: well-formed, or refused (${title})`, () => {
      const document = documentUnder(null, sampleText);
      fc.assert(
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
