import assert from 'node:assert/strict';
import { format, type FormatOptions } from '../../../server/src/language/format/format';
import type { GovernedDocument } from '../../../server/src/workspace/document';
import { parse } from '../../../server/src/xml/parser';
import { reparse } from '../../../server/src/xml/reparse';
import { withRange } from '../../support/cursor';
import { documentUnder } from '../../support/documents';
import { FORMAT, formatEdits, formatted } from '../../support/formatting';

/** A schema with element-only, mixed, simple and empty content. */
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="r"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element ref="r"/>
    <xs:element name="v" type="xs:string"/>
    <xs:element name="m"><xs:complexType mixed="true"><xs:sequence>
      <xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:choice></xs:complexType></xs:element>
</xs:schema>`;

const plain = (text: string, options: Partial<FormatOptions> = {}): string =>
  formatted(documentUnder(null, text), { options });
const governed = (text: string): string => formatted(documentUnder(SCHEMA, text));

/** Formats a range and checks that nothing else changes. */
function ranged(marked: string): string {
  const { text, start, end } = withRange(marked);
  const result = formatted(documentUnder(null, text), { range: { start, end } });
  assert.ok(result.startsWith(text.slice(0, start)) && result.endsWith(text.slice(end)));
  return result;
}

/** How often formatting a document gives way to other work. */
function stepsOf(document: GovernedDocument): number {
  let count = 0;
  const task = format(document, FORMAT);
  while (!task.next().done) count++;
  return count;
}

describe('formatting', () => {
  it('puts each element on its own line, indented by its depth', () => {
    assert.equal(
      plain('<?xml version="1.0"?><!DOCTYPE a><a><b>x</b><c><d/></c>\n\n</a>\n'),
      '<?xml version="1.0"?>\n<!DOCTYPE a>\n<a>\n  <b>x</b>\n  <c>\n    <d/>\n  </c>\n\n</a>\n',
    );
  });

  it('edits only lines that change', () => {
    const text = '<a>\n  <b/>\n    <c/>\n  <d/>\n</a>\n';
    assert.deepEqual(formatEdits(documentUnder(null, text)), [{ start: 13, end: 15, text: '' }]);
    assert.deepEqual(formatEdits(documentUnder(null, '<a>\n  <b/>\n</a>')), []);
  });

  it('does not change values', () => {
    const text = '<a>\n  <b> x </b>\n  <b>\n y\n</b>\n  <b>   </b>\n  <b>&lt; <!-- z --> </b>\n</a>';
    assert.equal(plain(text), text);
  });

  it('does not change the inside of comments, CDATA sections, processing instructions and the DOCTYPE', () => {
    const text =
      '<!DOCTYPE a [\n <!ENTITY x  "y">\n]>\n<a>\n  <!-- x\n y -->\n  <?p  x\n y?>\n  <b><![CDATA[ \n ]]></b>\n</a>';
    assert.equal(plain(text), text);
    assert.equal(plain('<a><?p  x?><!-- x\n y --><b/></a>'), '<a>\n  <?p  x?><!-- x\n y -->\n  <b/>\n</a>');
  });

  it('keeps a comment on the line of the markup before it', () => {
    const text = '<a> <!-- first -->\n  <b/>   <!-- b -->\n  <c/>\n</a> <!-- end -->\n';
    assert.equal(plain(text), text);
  });

  it('keeps whitespace under xml:space="preserve"', () => {
    const text = '<a>\n  <b xml:space="preserve"><c/> <d/></b>\n</a>';
    assert.equal(plain(text), text);
    assert.equal(
      plain('<!DOCTYPE a [<!ATTLIST b xml:space CDATA "preserve">]>\n<a><b><c/> <d/></b></a>'),
      '<!DOCTYPE a [<!ATTLIST b xml:space CDATA "preserve">]>\n<a>\n  <b><c/> <d/></b>\n</a>',
    );
  });

  it('does not change mixed content, by the schema or by the children', () => {
    assert.equal(governed('<r><m><b>x</b> <i>y</i></m></r>'), '<r>\n  <m><b>x</b> <i>y</i></m>\n</r>');
    assert.equal(plain('<a><p>See <b>x</b> <i>y</i></p></a>'), '<a>\n  <p>See <b>x</b> <i>y</i></p>\n</a>');
  });

  it('formats whitespace in an empty element whose type is element-only', () => {
    assert.equal(governed('<r><r>  </r><v>  </v><r>\n</r></r>'), '<r>\n  <r></r>\n  <v>  </v>\n  <r>\n  </r>\n</r>');
  });

  it('formats around misplaced text and does not move it', () => {
    assert.equal(
      governed('<r><v/><v/> oops <v/><r><v/></r></r>'),
      '<r>\n  <v/>\n  <v/> oops <v/>\n  <r>\n    <v/>\n  </r>\n</r>',
    );
  });

  it('keeps up to maxBlankLines empty lines', () => {
    const text = '<a>\n\n\n\n  <b/>\n \n  <c/>\n</a>';
    assert.equal(plain(text, { maxBlankLines: 0 }), '<a>\n  <b/>\n  <c/>\n</a>');
    assert.equal(plain(text, { maxBlankLines: 2 }), '<a>\n\n\n  <b/>\n\n  <c/>\n</a>');
  });

  it('keeps line breaks and a byte order mark', () => {
    assert.equal(
      plain('\ufeff<?xml version="1.0"?>\r\n<a><b/>\r\n</a>\r\n'),
      '\ufeff<?xml version="1.0"?>\r\n<a>\r\n  <b/>\r\n</a>\r\n',
    );
    assert.equal(plain('<a>\r<b/><c/></a>'), '<a>\r  <b/>\r  <c/>\r</a>');
  });

  it('follows insertFinalNewline and trimFinalNewlines', () => {
    assert.equal(plain('<a/>', { insertFinalNewline: true }), '<a/>\n');
    assert.equal(plain('<a/>\n\n', { trimFinalNewlines: true }), '<a/>\n');
    assert.equal(plain('\n\n  <a/>  '), '<a/>');
  });

  it('indents with tabs', () => {
    assert.equal(plain('<a><b><c/></b></a>', { unit: '\t' }), '<a>\n\t<b>\n\t\t<c/>\n\t</b>\n</a>');
  });

  it('normalises whitespace in tags', () => {
    assert.equal(plain('<a  b = "1"\tc=\'2\'  ><d  /><e/></a  >'), '<a b="1" c=\'2\'>\n  <d />\n  <e/>\n</a>');
    assert.equal(plain('<a b=" x\n  y "   />'), '<a b=" x\n  y " />');
  });

  it('attributes: preserve keeps line breaks between attributes', () => {
    assert.equal(plain('<a><b c="1"\n\n d="2"\n/></a>'), '<a>\n  <b c="1"\n    d="2"\n  />\n</a>');
  });

  it('attributes: wrap breaks a tag that does not fit', () => {
    const text = '<a><b c="1"\nd="2"/><b c="1111111111" d="2"/></a>';
    assert.equal(
      plain(text, { attributes: 'wrap', lineWidth: 20 }),
      '<a>\n  <b c="1" d="2"/>\n  <b\n    c="1111111111"\n    d="2"/>\n</a>',
    );
    assert.equal(plain('<b c="1" d="2"/>', { attributes: 'wrap', lineWidth: 16 }), '<b c="1" d="2"/>');
    assert.equal(plain('<b c="1" d="2"/>', { attributes: 'wrap', lineWidth: 15 }), '<b\n  c="1"\n  d="2"/>');
  });

  it('attributes: onePerLine puts each attribute on its own line', () => {
    const options = { attributes: 'onePerLine' } as const;
    assert.equal(plain('<a b="1" c="2"><d e="1"/></a>', options), '<a\n  b="1"\n  c="2">\n  <d e="1"/>\n</a>');
  });

  it('does not change malformed markup, and formats the rest', () => {
    assert.equal(
      plain('<a>\n<b><c/></b>\n<d>\n<e><f/></e>\n</a>'),
      '<a>\n<b>\n  <c/>\n</b>\n<d>\n<e>\n  <f/>\n</e>\n</a>',
    );
    assert.equal(plain('<a><b c="1"d="2"  e></b><f/></a>'), '<a>\n  <b c="1"d="2"  e></b>\n  <f/>\n</a>');
    for (const text of ['<a><b', '<a <b/></a>', '</a>  <b/>', '<a>\n<!-- x\n<b/></a>', '', '  ', 'x <a/>']) {
      assert.equal(plain(text).replace(/\s/g, ''), text.replace(/\s/g, ''));
    }
  });

  it('formats only the range, relative to the lines around it', () => {
    assert.equal(
      ranged('<a>\n      <b>\n[[<c/><d/>\n]]<e/>\n</b>\n</a>'),
      '<a>\n      <b>\n        <c/>\n        <d/>\n<e/>\n</b>\n</a>',
    );
    assert.equal(ranged('<a>\n[[<b><c/></b>\n]]</a>'), '<a>\n  <b>\n    <c/>\n  </b>\n</a>');
    assert.equal(ranged('<a>\n<b [[c = "1"]]/></a>'), '<a>\n<b c = "1"/></a>');
  });

  it('gives the same edits after edits as for a document that is opened', () => {
    // The edit is before an end tag without its >, which is used again.
    const [before, after] = ['<a><c/><d/><b>x', '</b\n</a>'];
    const tree = reparse(parse(before + after), { start: before.length, end: before.length, text: 'y' });
    const fresh = documentUnder(null, `${before}y${after}`);
    const edits = formatEdits(fresh);
    assert.notDeepEqual(edits, []);
    assert.deepEqual(formatEdits({ ...fresh, tree }), edits);
  });

  it('walks only what was edited, and gives the same edits as for a document that is opened', () => {
    const child = `  <b>\n${'    <c/>\n'.repeat(400)}  </b>\n`;
    const text = `<a>\n${child.repeat(5)}</a>\n`;
    const opened = documentUnder(null, text);
    assert.deepEqual([stepsOf(opened) > 4, formatEdits(opened)], [true, []]);
    assert.equal(stepsOf(opened), 0);
    assert.notDeepEqual(formatEdits(opened, { options: { unit: '    ' } }), []);

    const at = text.lastIndexOf('    <c/>');
    const tree = reparse(opened.tree, { start: at, end: at, text: '  ' });
    const edited = { ...opened, tree };
    const steps = stepsOf(edited);
    assert.ok(steps > 0 && steps < 4, `${steps} steps`);
    assert.deepEqual(formatEdits(edited), [{ start: at + 4, end: at + 6, text: '' }]);

    // An attribute of the parent changes what its children are.
    const preserved = reparse(opened.tree, { start: 2, end: 2, text: ' xml:space="preserve"' });
    assert.deepEqual(formatEdits({ ...opened, tree: preserved }), []);
    const moved = reparse(opened.tree, { start: 0, end: 3, text: '<a><d>' });
    const ends = reparse(moved, { start: moved.length - 5, end: moved.length, text: '</d></a>' });
    assert.deepEqual(formatEdits({ ...opened, tree: ends }), formatEdits(documentUnder(null, ends.text())));
  });

  it('splits no line on which an unclosed value ends', () => {
    const text = '<a><b c="x><d/>\n<e/><f g="h"/></a>';
    assert.equal(plain(plain(text)), plain(text));
  });
});
