import assert from 'node:assert/strict';
import { diagnostics } from '../../../server/src/language/diagnostics';
import { fixesOf } from '../../../server/src/language/fixes/fixes';
import { nameOfRole } from '../../support/roles';
import { documentIn, documentUnder, problemsIn } from '../../support/documents';
import { offered, onlyProblem, resultOf } from '../../support/fixes';
import { BOTH, type TestVocabulary } from '../../support/vocabularies';
import { runToCompletion } from '../../../server/src/xml/task';

/** A text without the first line that contains `part`. */
function without(text: string, part: string): string {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes(part));
  return [...lines.slice(0, index), ...lines.slice(index + 1)].join('\n');
}

/** The first fix of the only problem of a text, and its result. */
function firstFixOf(test: TestVocabulary, text: string): { title: string; preferred: boolean; result: string } {
  const document = documentIn(test, text, test.sampleName);
  const [fix] = runToCompletion(fixesOf(onlyProblem(document), document));
  assert.ok(fix, problemsIn(document).join());
  const title = fix.args.reduce((shown, arg, index) => shown.replace(`{${index}}`, arg), fix.title);
  return { title, preferred: fix.preferred, result: resultOf(fix, text) };
}

describe('fixes of elements', () => {
  for (const test of BOTH) {
    describe(test.title, () => {
      const { sampleText: text, prefix } = test;
      const state = prefix + nameOfRole(test, 'product', 'state');
      const version = prefix + nameOfRole(test, 'product', 'product-version');

      it('move a misplaced element with its whole line', () => {
        const line = new RegExp(`^ *<${state}>Approved</${state}>\n`, 'm').exec(text)![0];
        const end = `</${prefix}${test.profile.containers.product.element}>`;
        const at = text.lastIndexOf('\n', text.indexOf(end)) + 1;
        const moved = text.slice(0, at).replace(line, '') + line + text.slice(at);
        const { preferred, result } = firstFixOf(test, moved);
        assert.deepEqual([preferred, result], [true, text]);
      });

      it('insert a missing element in its place and on its own line', () => {
        const published = prefix + nameOfRole(test, 'publication', 'published');
        const { title, preferred, result } = firstFixOf(test, without(text, `<${published}>`));
        assert.equal(title, `Insert "${published.replace(prefix, '')}"`);
        assert.equal(preferred, false);
        assert.equal(result, text.replace(/>2026-02-18T09:00:00Z</, '><'));
      });

      it('insert a container with its required content', () => {
        const vendor = prefix + test.profile.containers['patch-vendor'].element;
        const start = text.indexOf(`  <${vendor}>`);
        const end = text.lastIndexOf(`</${vendor}>\n`) + vendor.length + 4;
        const id = prefix + nameOfRole(test, 'patch-vendor', 'vendor-id');
        const { result } = firstFixOf(test, text.slice(0, start) + text.slice(end));
        const expected = `  <${vendor}>\n    <${id}></${id}>\n  </${vendor}>\n`;
        assert.equal(result, text.slice(0, start) + expected + text.slice(end));
      });

      it('correct a misspelt name in both tags', () => {
        const wrong = text.replace(`<${version}>8.2</${version}>`, `<${version}n>8.2</${version}n>`);
        const { title, preferred, result } = firstFixOf(test, wrong);
        assert.deepEqual([title, preferred, result], [`Replace with "${version.replace(prefix, '')}"`, true, text]);
      });

      it('remove a duplicate', () => {
        const line = new RegExp(`^ *<${state}>Approved</${state}>\n`, 'm').exec(text)![0];
        const { preferred, result } = firstFixOf(test, text.replace(line, line + line));
        assert.deepEqual([preferred, result], [true, text]);
      });

      it('remove text between elements with its line', () => {
        const at = text.indexOf('\n', text.indexOf('Northwind Process Systems')) + 1;
        const document = documentIn(test, `${text.slice(0, at)}  ...\n${text.slice(at)}`, test.sampleName);
        const [fix] = runToCompletion(fixesOf(onlyProblem(document), document));
        assert.deepEqual([fix?.preferred, fix && resultOf(fix, document.tree.text())], [false, text]);
      });

      it('correct the tag that the schema does not declare', () => {
        const wrong = text.replace(`</${state}>`, `</${state}s>`);
        const { preferred, result } = firstFixOf(test, wrong);
        assert.deepEqual([preferred, result], [true, text]);
        const other = text.replace(`<${state}>`, `<${state}s>`);
        assert.deepEqual(firstFixOf(test, other).result, text);
      });

      it('close an unclosed element', () => {
        const { preferred, result } = firstFixOf(test, text.replace(`>Approved</${state}>`, '>Approved'));
        assert.deepEqual([preferred, result], [true, text]);
      });
    });
  }

  const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:n" elementFormDefault="qualified">
    <xs:element name="a"><xs:complexType><xs:sequence>
      <xs:element name="b" maxOccurs="9"><xs:complexType><xs:sequence>
        <xs:element name="c" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element></xs:schema>`;

  /** Documents, and the fixes of their first problem. */
  const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
    '<a><b/></a>': ['* Declare xmlns="urn:n" => <a xmlns="urn:n"><b/></a>'],
    '<a xmlns="urn:m"><b/></a>': ['* Set xmlns to "urn:n" => <a xmlns="urn:n"><b/></a>'],
    '<p:a xmlns:p="urn:o"><p:b/></p:a>': ['* Bind prefix "p" to "urn:n" => <p:a xmlns:p="urn:n"><p:b/></p:a>'],
    '<p:a xmlns:p="urn:n"><b><c>1</c></b></p:a>': [
      '* Replace with "p:b", also in descendants with this prefix => <p:a xmlns:p="urn:n"><p:b><p:c>1</p:c></p:b></p:a>',
      'Replace with "p:b" => <p:a xmlns:p="urn:n"><p:b><c>1</c></p:b></p:a>',
      'Declare xmlns="urn:n" => <p:a xmlns:p="urn:n"><b xmlns="urn:n"><c>1</c></b></p:a>',
    ],
    '<a xmlns="urn:n"><b xmlns=""/></a>': [
      '* Set xmlns to "urn:n" => <a xmlns="urn:n"><b xmlns="urn:n"/></a>',
      'Remove the xmlns attribute => <a xmlns="urn:n"><b/></a>',
    ],
    '<a xmlns="urn:n" xsi:schemaLocation="urn:n n.xsd"><b/></a>': [
      '* Declare xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" on the root element => <a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:n" xsi:schemaLocation="urn:n n.xsd"><b/></a>',
      'Remove the prefix => <a xmlns="urn:n" schemaLocation="urn:n n.xsd"><b/></a>',
    ],
    '<a xmlns="urn:n" schemaLocation="urn:n n.xsd"><b/></a>': [
      'Replace with "xsi:schemaLocation" => <a xmlns="urn:n" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:n n.xsd"><b/></a>',
      'Remove attribute "schemaLocation" => <a xmlns="urn:n"><b/></a>',
    ],
    '<aa xmlns="urn:n"><b/></aa>': ['Replace with "a" => <a xmlns="urn:n"><b/></a>'],
  };
  for (const [text, expected] of Object.entries(NAMESPACES)) {
    it(`correct the namespace: ${text}`, () => {
      const document = documentUnder(SCHEMA, text);
      assert.deepEqual(offered(diagnostics(document)[0]!, document), expected);
    });
  }

  it('insert snippets with tab stops', () => {
    const document = documentUnder(SCHEMA, '<a xmlns="urn:n">\n</a>');
    const [fix] = runToCompletion(fixesOf(onlyProblem(document), document));
    assert.deepEqual(fix?.change.kind === 'edit' && fix.change.edits.map(({ text }) => text), ['\n  <b></b>']);
    assert.deepEqual(fix?.change.kind === 'edit' && fix.change.edits[0]?.snippet, '\n\t<b>$1</b>');
  });

  it('keep the line breaks and the indentation of the document', () => {
    const document = documentUnder(SCHEMA, '<a xmlns="urn:n">\r\n\t<!-- none -->\r\n</a>');
    const problem = onlyProblem(document);
    assert.deepEqual(offered(problem, document), [
      'Insert "b" => <a xmlns="urn:n">\r\n\t<!-- none -->\r\n\t<b></b>\r\n</a>',
    ]);
  });
});
