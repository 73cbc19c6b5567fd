import assert from 'node:assert/strict';
import { noFixReason } from '../../../server/src/language/fixes/table';
import { XML_CODES } from '../../../server/src/xml/codes';
import { documentUnder, problemsIn } from '../../support/documents';
import { offered, onlyProblem, resultOf } from '../../support/fixes';
import { fixesOf } from '../../../server/src/language/fixes/fixes';
import { marked } from '../../xml/marked';
import { runToCompletion } from '../../../server/src/xml/task';

/** The fixes for the example of each code. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  'xml/no-root-element': [],
  'xml/second-root-element': ['Remove "b" => <a/>\n'],
  'xml/text-outside-root': ['Remove the text => <a/>\n\n', 'Convert to a comment => <a/>\n<!-- lost -->\n'],
  'xml/duplicate-byte-order-mark': ['* Remove it => \uFEFF<a/>'],
  'xml/misplaced-doctype': ['Remove it => <a/>\n', 'Move before the root element => <!DOCTYPE a>\n<a/>\n'],
  'xml/misplaced-xml-declaration': ['* Remove everything before it => <?xml version="1.0"?><a/>'],
  'xml/unfinished-xml-declaration': ['* Insert "?>" here => <?xml version="1.0"?>\n<a/>'],
  'xml/declaration-version-missing': [
    '* Replace with "<?xml version="1.0" encoding="UTF-8"?>" => <?xml version="1.0" encoding="UTF-8"?><a/>',
  ],
  'xml/declaration-version': ['* Replace with "1.0" => <?xml version="1.0"?><a/>'],
  'xml/declaration-encoding': ['* Replace with "UTF-8" => <?xml version="1.0" encoding="UTF-8"?><a/>'],
  'xml/declaration-standalone': ['* Replace with "yes" => <?xml version="1.0" standalone="yes"?><a/>'],
  'xml/declaration-order': [
    '* Replace with "<?xml version="1.0" encoding="UTF-8" standalone="yes"?>" => <?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>',
  ],
  'xml/declaration-syntax': [
    '* Replace with "<?xml version="1.0" encoding="UTF-8"?>" => <?xml version="1.0" encoding="UTF-8"?><a/>',
  ],
  'xml/unknown-declaration': ['Replace with "&lt;!" => <a>&lt;!ELEMENT b ANY></a>', 'Remove it => <a></a>'],
  'xml/unfinished-comment': ['Insert "-->" here => <a>\n<!-- note -->\n</a>'],
  'xml/double-hyphen-in-comment': ['* Replace with "- -" => <a><!-- one - - two --></a>'],
  'xml/unfinished-cdata': ['Insert "]]>" here => <a>\n<![CDATA[x < y]]>\n</a>'],
  'xml/unfinished-processing-instruction': ['Insert "?>" here => <a>\n<?sort by date ?>\n</a>'],
  'xml/reserved-target': ['Remove it => <a></a>'],
  'xml/missing-target': ['* Remove the space => <a><?sort?></a>', 'Remove it => <a></a>'],
  'xml/missing-space-after-target': ['* Insert a space => <a><?sort =date?></a>'],
  'xml/cdata-end-in-text': ['* Replace with "]]&gt;" => <a>x]]&gt;y</a>'],
  'xml/illegal-character': ['* Replace with a space => <a>x y</a>'],
  'xml/missing-end-tag': ['* Close "b" here => <a>\n  <b>text</b>\n  <c/>\n</a>'],
  'xml/mismatched-end-tag': [
    'Replace with "</b>" => <a><b>text</b></a>',
    'Change the start tag to "<v>" => <a><v>text</v></a>',
  ],
  'xml/stray-end-tag': ['Remove "</b>" => <a>text</a>'],
  'xml/end-tag-without-name': ['* Replace with "</b>" => <a><b>text</b></a>'],
  'xml/unfinished-start-tag': ['* Insert ">" at the end of the tag => <a>\n  <b c="d">\n  </b>\n</a>'],
  'xml/unfinished-end-tag': ['* Insert ">" here => <a>\n  <b>text</b>\n</a>'],
  'xml/junk-in-end-tag': ['Remove "c="d"" => <a><b>text</b></a>'],
  'xml/junk-in-tag': ['Remove ""d"" => <a b="c"/>'],
  'xml/bare-less-than': ['* Replace with "&lt;" => <a>x &lt; y</a>'],
  'xml/attribute-without-value': ['Add a value to "b" => <a b=""/>', 'Remove attribute "b" => <a/>'],
  'xml/unquoted-attribute': ['* Add quotes around the value => <a b="c"/>'],
  'xml/unclosed-attribute': ['* Insert the closing quote here => <a>\n  <b c="d">text</b>\n</a>'],
  'xml/missing-space-between-attributes': ['* Insert a space => <a b="c" d="e"/>'],
  'xml/duplicate-attribute': ['Remove the second attribute => <a b="c"/>', 'Remove the first attribute => <a b="d"/>'],
  'xml/less-than-in-attribute': ['* Replace with "&lt;" => <a b="x &lt; y"/>'],
  'xml/bare-ampersand': ['* Replace with "&amp;" => <a>R &amp; D</a>'],
  'xml/unfinished-reference': [
    '* Replace with "&lt;" => <a>x &lt; y</a>',
    'Replace with "&amp;lt" => <a>x &amp;lt y</a>',
  ],
  'xml/bad-character-reference': [
    '* Replace with "&#x41;" => <a>&#x41;</a>',
    'Replace with "&amp;#X41;" => <a>&amp;#X41;</a>',
  ],
  'xml/illegal-character-reference': ['* Remove it => <a></a>'],
  'xml/undeclared-entity': [
    '* Replace with "&#160;" => <a>x&#160;y</a>',
    'Replace with "&amp;nbsp;" => <a>x&amp;nbsp;y</a>',
    'Remove it => <a>xy</a>',
  ],
  'xml/unparsed-entity-reference': [
    'Remove it => <!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY b SYSTEM "b.gif" NDATA n>]>\n<a></a>',
  ],
  'xml/recursive-entity': ['Remove it => <!DOCTYPE a [<!ENTITY b "x ">]>\n<a/>'],
  'xml/unbound-prefix': ['Remove the prefix => <a><b/></a>'],
  'xml/bad-qualified-name': ['* Replace with "b" => <a><b/></a>'],
  'xml/colon-in-name': ['Replace with "bc" => <a><?bc d?></a>', 'Replace with "b-c" => <a><?b-c d?></a>'],
  'xml/reserved-prefix': ['Remove attribute "xmlns:xml" => <a/>'],
  'xml/reserved-namespace': ['Remove attribute "xmlns:b" => <a/>'],
  'xml/empty-namespace': ['Remove attribute "xmlns:b" => <a/>'],
  'xml/duplicate-expanded-attribute': [
    'Remove the second attribute => <a xmlns:b="urn:n" xmlns:c="urn:n" b:d="1"/>',
    'Remove the first attribute => <a xmlns:b="urn:n" xmlns:c="urn:n" c:d="2"/>',
  ],
  'xml/unfinished-doctype': ['* Insert ">" here => <!DOCTYPE a SYSTEM "a.dtd">\n<a/>'],
  'xml/dtd-space-missing': ['* Insert a space => <!DOCTYPE a><a/>'],
  'xml/dtd-literal-missing': ['* Add quotes => <!DOCTYPE a SYSTEM "a.dtd"><a/>'],
  'xml/dtd-literal-unclosed': ['* Insert the closing quote here => <!DOCTYPE a [<!ENTITY b "c">]><a/>'],
  'xml/dtd-public-identifier': ['Remove it => <!DOCTYPE a PUBLIC "-//b////EN" "a.dtd"><a/>'],
  'xml/dtd-declaration-end': ['Remove it => <!DOCTYPE a [<!ELEMENT a ANY >]><a/>'],
  'xml/dtd-declaration-unfinished': ['* Insert ">" here => <!DOCTYPE a [\n<!ELEMENT a ANY>\n<!ELEMENT b ANY>\n]><a/>'],
  'xml/dtd-unexpected': ['Remove it => <!DOCTYPE a [  <!ELEMENT a ANY>]><a/>'],
  'xml/dtd-unknown-declaration': ['* Replace with "<!ELEMENT" => <!DOCTYPE a [ <!ELEMENT a ANY>]><a/>'],
  'xml/dtd-bare-percent': ['* Replace with "&#37;" => <!DOCTYPE a [<!ENTITY b "50 &#37;">]><a/>'],
  'xml/dtd-undeclared-parameter-entity': ['Remove it => <!DOCTYPE a [  ]><a/>'],
  'xml/dtd-attribute-type': ['Replace with "CDATA" => <!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED>]><a/>'],
  'xml/dtd-attribute-default': ['Replace with ""c"" => <!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>'],
  'xml/predefined-entity': ['Remove the declaration => <!DOCTYPE a []><a/>'],
};

describe('fixes of well-formedness problems', () => {
  for (const [code, entry] of Object.entries(XML_CODES)) {
    if (!('example' in entry)) continue;
    const document = documentUnder(null, marked(entry.example).text);

    it(`${code}: ${noFixReason(code) ?? 'has the expected fixes, each clean'}`, () => {
      const problem = onlyProblem(document);
      assert.deepEqual(offered(problem, document), OFFERED[code] ?? []);
      assert.equal(OFFERED[code] === undefined, noFixReason(code) !== null);
      for (const fix of runToCompletion(fixesOf(problem, document))) {
        assert.deepEqual(problemsIn(documentUnder(null, resultOf(fix, document.tree.text()))), []);
      }
    });
  }
});
