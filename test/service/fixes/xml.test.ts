import assert from 'node:assert/strict';
import { whyNone } from '../../../server/src/service/fixes/table';
import { XML_CODES } from '../../../server/src/xml/codes';
import { documentUnder, problemsIn } from '../../support/documents';
import { offered, onlyProblem, resultOf } from '../../support/fixes';
import { fixesOf } from '../../../server/src/service/fixes';
import { marked } from '../../xml/marked';

/** What is offered for the example of each code of the table. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  'xml/no-root-element': [],
  'xml/second-root-element': ['Remove "b" => <a/>\n'],
  'xml/text-outside-root': ['Remove the text => <a/>\n\n', 'Make a comment of it => <a/>\n<!-- lost -->\n'],
  'xml/misplaced-doctype': ['Remove it => <a/>\n', 'Move it in front of the root element => <!DOCTYPE a>\n<a/>\n'],
  'xml/misplaced-xml-declaration': ['* Remove what stands before it => <?xml version="1.0"?><a/>'],
  'xml/unfinished-xml-declaration': ['* Write "?>" here => <?xml version="1.0"?>\n<a/>'],
  'xml/declaration-version-missing': [
    '* Write "<?xml version="1.0" encoding="UTF-8"?>" => <?xml version="1.0" encoding="UTF-8"?><a/>',
  ],
  'xml/declaration-version': ['* Replace by "1.0" => <?xml version="1.0"?><a/>'],
  'xml/declaration-encoding': ['* Replace by "UTF-8" => <?xml version="1.0" encoding="UTF-8"?><a/>'],
  'xml/declaration-standalone': ['* Replace by "yes" => <?xml version="1.0" standalone="yes"?><a/>'],
  'xml/declaration-order': [
    '* Write "<?xml version="1.0" encoding="UTF-8" standalone="yes"?>" => <?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>',
  ],
  'xml/declaration-syntax': [
    '* Write "<?xml version="1.0" encoding="UTF-8"?>" => <?xml version="1.0" encoding="UTF-8"?><a/>',
  ],
  'xml/unknown-declaration': ['Write "&lt;!" => <a>&lt;!ELEMENT b ANY></a>', 'Remove it => <a></a>'],
  'xml/unfinished-comment': ['Write "-->" here => <a>\n<!-- note -->\n</a>'],
  'xml/double-hyphen-in-comment': ['* Write "- -" => <a><!-- one - - two --></a>'],
  'xml/unfinished-cdata': ['Write "]]>" here => <a>\n<![CDATA[x < y]]>\n</a>'],
  'xml/unfinished-processing-instruction': ['Write "?>" here => <a>\n<?sort by date ?>\n</a>'],
  'xml/reserved-target': ['Remove it => <a></a>'],
  'xml/missing-target': ['* Remove the space => <a><?sort?></a>', 'Remove it => <a></a>'],
  'xml/missing-space-after-target': ['* Insert a space => <a><?sort =date?></a>'],
  'xml/cdata-end-in-text': ['* Write "]]&gt;" => <a>x]]&gt;y</a>'],
  'xml/illegal-character': ['* Remove it => <a>xy</a>'],
  'xml/missing-end-tag': ['* Close "b" here => <a>\n  <b>text</b>\n  <c/>\n</a>'],
  'xml/mismatched-end-tag': [
    'Write "</b>" => <a><b>text</b></a>',
    'Write "<v>" in the start tag => <a><v>text</v></a>',
  ],
  'xml/stray-end-tag': ['Remove "</b>" => <a>text</a>'],
  'xml/end-tag-without-name': ['* Write "</b>" => <a><b>text</b></a>'],
  'xml/unfinished-start-tag': ['* Write ">" at the end of the tag => <a>\n  <b c="d">\n  </b>\n</a>'],
  'xml/unfinished-end-tag': ['* Write ">" here => <a>\n  <b>text</b>\n</a>'],
  'xml/junk-in-end-tag': ['Remove "c="d"" => <a><b>text</b></a>'],
  'xml/junk-in-tag': ['Remove ""d"" => <a b="c"/>'],
  'xml/bare-less-than': ['* Write "&lt;" => <a>x &lt; y</a>'],
  'xml/attribute-without-value': ['Give "b" a value => <a b=""/>', 'Remove the attribute "b" => <a/>'],
  'xml/unquoted-attribute': ['* Put the value in quotes => <a b="c"/>'],
  'xml/unclosed-attribute': ['* Write the closing quote here => <a>\n  <b c="d">text</b>\n</a>'],
  'xml/missing-space-between-attributes': ['* Insert a space => <a b="c" d="e"/>'],
  'xml/duplicate-attribute': ['Remove the second one => <a b="c"/>', 'Remove the first one => <a b="d"/>'],
  'xml/less-than-in-attribute': ['* Write "&lt;" => <a b="x &lt; y"/>'],
  'xml/bare-ampersand': ['* Write "&amp;" => <a>R &amp; D</a>'],
  'xml/unfinished-reference': ['* Write "&lt;" => <a>x &lt; y</a>', 'Write "&amp;lt" => <a>x &amp;lt y</a>'],
  'xml/bad-character-reference': ['* Write "&#x41;" => <a>&#x41;</a>', 'Write "&amp;#X41;" => <a>&amp;#X41;</a>'],
  'xml/illegal-character-reference': ['* Remove it => <a></a>'],
  'xml/undeclared-entity': [
    '* Write "&#160;" => <a>x&#160;y</a>',
    'Write "&amp;nbsp;" => <a>x&amp;nbsp;y</a>',
    'Remove it => <a>xy</a>',
  ],
  'xml/unparsed-entity-reference': [
    'Remove it => <!DOCTYPE a [<!NOTATION n SYSTEM "n"><!ENTITY b SYSTEM "b.gif" NDATA n>]>\n<a></a>',
  ],
  'xml/recursive-entity': ['Remove it => <!DOCTYPE a [<!ENTITY b "x ">]>\n<a/>'],
  'xml/unbound-prefix': ['Remove the prefix => <a><b/></a>'],
  'xml/bad-qualified-name': ['* Replace by "b" => <a><b/></a>'],
  'xml/colon-in-name': ['Replace by "bc" => <a><?bc d?></a>', 'Replace by "b-c" => <a><?b-c d?></a>'],
  'xml/reserved-prefix': ['Remove the attribute "xmlns:xml" => <a/>'],
  'xml/reserved-namespace': ['Remove the attribute "xmlns:b" => <a/>'],
  'xml/empty-namespace': ['Remove the attribute "xmlns:b" => <a/>'],
  'xml/duplicate-expanded-attribute': [
    'Remove the second one => <a xmlns:b="urn:n" xmlns:c="urn:n" b:d="1"/>',
    'Remove the first one => <a xmlns:b="urn:n" xmlns:c="urn:n" c:d="2"/>',
  ],
  'xml/unfinished-doctype': ['* Write ">" here => <!DOCTYPE a SYSTEM "a.dtd">\n<a/>'],
  'xml/dtd-space-missing': ['* Insert a space => <!DOCTYPE a><a/>'],
  'xml/dtd-literal-missing': ['* Put it in quotes => <!DOCTYPE a SYSTEM "a.dtd"><a/>'],
  'xml/dtd-literal-unclosed': ['* Write the closing quote here => <!DOCTYPE a [<!ENTITY b "c">]><a/>'],
  'xml/dtd-public-identifier': ['Remove it => <!DOCTYPE a PUBLIC "-//b////EN" "a.dtd"><a/>'],
  'xml/dtd-declaration-end': ['Remove it => <!DOCTYPE a [<!ELEMENT a ANY >]><a/>'],
  'xml/dtd-declaration-unfinished': ['* Write ">" here => <!DOCTYPE a [\n<!ELEMENT a ANY>\n<!ELEMENT b ANY>\n]><a/>'],
  'xml/dtd-unexpected': ['Remove it => <!DOCTYPE a [  <!ELEMENT a ANY>]><a/>'],
  'xml/dtd-unknown-declaration': ['* Replace by "<!ELEMENT" => <!DOCTYPE a [ <!ELEMENT a ANY>]><a/>'],
  'xml/dtd-bare-percent': ['* Write "&#37;" => <!DOCTYPE a [<!ENTITY b "50 &#37;">]><a/>'],
  'xml/dtd-undeclared-parameter-entity': ['Remove it => <!DOCTYPE a [  ]><a/>'],
  'xml/dtd-attribute-type': ['Replace by "CDATA" => <!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED>]><a/>'],
  'xml/dtd-attribute-default': ['Replace by ""c"" => <!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>'],
  'xml/predefined-entity': ['* Remove the declaration => <!DOCTYPE a []><a/>'],
};

describe('fixes of mistakes in XML', () => {
  for (const [code, entry] of Object.entries(XML_CODES)) {
    if (!('example' in entry)) continue;
    const document = documentUnder(null, marked(entry.example).text);

    it(`${code}: ${whyNone(code) ?? 'as expected, each tried'}`, () => {
      const problem = onlyProblem(document);
      assert.deepEqual(offered(problem, document), OFFERED[code] ?? []);
      assert.equal(OFFERED[code] === undefined, whyNone(code) !== null);
      for (const fix of fixesOf(problem, document)) {
        assert.deepEqual(problemsIn(documentUnder(null, resultOf(fix, document.tree.text()))), []);
      }
    });
  }
});
