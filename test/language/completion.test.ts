import assert from 'node:assert/strict';
import { completion, type CompletionItem } from '../../server/src/language/completion/completion';
import { diagnostics } from '../../server/src/language/diagnostics';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { TEST_CLOCK } from '../support/clock';
import { edited, withCursor } from '../support/cursor';
import { documentIn, documentUnder, problemsIn } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH, FIRST, type TestVocabulary } from '../support/vocabularies';
import { english } from '../../server/src/xml/problem';

/** The items at the `|`. */
function offered(marked: string, documentOf: (text: string) => GovernedDocument, snippets = false) {
  const { text, offset } = withCursor(marked);
  const { items } = completion(documentOf(text), offset, { snippets, clock: TEST_CLOCK }, english);
  return {
    labels: items.filter(({ kind }) => kind !== 'markup').map(({ label }) => label),
    required: items.filter(({ required }) => required).map(({ label }) => label),
    text: (label: string): string => found(items, label).text,
    documentation: (label: string): string => found(items, label).documentation(),
    /** The document after an item is accepted. */
    apply: (label: string): string => {
      const item = found(items, label);
      return edited(text, [item, ...(item.edits ?? [])]);
    },
  };
}

function found(items: readonly CompletionItem[], label: string): CompletionItem {
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(item, `${label} is not offered, but ${items.map((candidate) => candidate.label).join(', ')}`);
  return item;
}

const inFirst = (text: string): GovernedDocument => documentIn(FIRST, text);

describe('completion', () => {
  describe('of elements', () => {
    const PATCH = '<PatchData><PublishedDate/><Supplier/><PatchVendor><ID/><Patch>';
    const END = '</Patch></PatchVendor></PatchData>';

    it('offers the elements that are allowed between the siblings, in schema order', () => {
      const { labels, required } = offered(`${PATCH}<ID/><Title/>|<ReleasedDate/>${END}`, inFirst);
      assert.deepEqual(labels, ['Title', 'Description', 'PatchType', 'Severity']);
      assert.deepEqual(required, []);
    });

    it('marks required elements', () => {
      const { labels, required } = offered(`${PATCH}<ID/>\n|\n${END}`, inFirst);
      assert.deepEqual(labels, ['Title']);
      assert.deepEqual(required, ['Title']);
    });

    it('inserts the required children as a snippet', () => {
      const { text } = offered('<PatchData><PublishedDate/><Supplier/>|</PatchData>', inFirst, true);
      assert.equal(text('PatchVendor'), '<PatchVendor>\n\t<ID>$1</ID>\n</PatchVendor>$0');
    });

    it('inserts them without tab stops if the editor does not support snippets', () => {
      const { text } = offered('<PatchData><PublishedDate/><Supplier/>|</PatchData>', inFirst);
      assert.equal(text('PatchVendor'), '<PatchVendor>\n  <ID></ID>\n</PatchVendor>');
    });

    it('offers known values as choices in a snippet', () => {
      const { text } = offered(`${PATCH}<ID/><Title/>|<ReleasedDate/>${END}`, inFirst, true);
      assert.equal(text('Severity'), '<Severity>${1|Critical,Important,Moderate,Low,None|}</Severity>$0');
    });

    it('replaces the text typed after the <', () => {
      assert.equal(
        offered(`${PATCH}<ID/><Ti|\n<ReleasedDate/>${END}`, inFirst).apply('Title'),
        `${PATCH}<ID/><Title></Title>\n<ReleasedDate/>${END}`,
      );
      assert.equal(
        offered(`${PATCH}<ID/><|\n<ReleasedDate/>${END}`, inFirst).apply('Title'),
        `${PATCH}<ID/><Title></Title>\n<ReleasedDate/>${END}`,
      );
      assert.equal(
        offered(`${PATCH}<ID/>Ti|<ReleasedDate/>${END}`, inFirst).apply('Title'),
        `${PATCH}<ID/><Title></Title><ReleasedDate/>${END}`,
      );
    });

    it('renames both tags of an element that has content', () => {
      assert.equal(
        offered(`${PATCH}<ID/><Ti|>x</Ti><ReleasedDate/>${END}`, inFirst).apply('Title'),
        `${PATCH}<ID/><Title>x</Title><ReleasedDate/>${END}`,
      );
      assert.equal(
        offered(`${PATCH}<ID/><Ti| languageID="en"><ReleasedDate/>${END}`, inFirst).apply('Title'),
        `${PATCH}<ID/><Title languageID="en"><ReleasedDate/>${END}`,
      );
    });

    it('offers the root element in an empty document', () => {
      const { labels, apply } = offered('|', inFirst);
      assert.deepEqual(labels, ['PatchData']);
      assert.deepEqual(problemsIn(inFirst(apply('PatchData'))).filter(isStructural), []);
    });

    it('offers the root element while its name is typed, and no second one', () => {
      assert.deepEqual(offered('<Pat|', inFirst).labels, ['PatchData']);
      assert.deepEqual(offered('<Pat|>x</Pat>', inFirst).labels, ['PatchData']);
      assert.deepEqual(offered('<PatchData/>\n|', inFirst).labels, []);
    });

    it('declares a namespace that has no prefix yet', () => {
      const [, second] = BOTH;
      const root = second!.vocabulary.rootName;
      const { text } = offered('<|', (document) => documentIn(second!, document));
      assert.ok(text(root).startsWith(`${root} xmlns="${second!.namespace}">`));
    });

    describe('with several prefixes for their namespace', () => {
      const aliased = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p" elementFormDefault="qualified">
        <xs:element name="project"><xs:complexType><xs:sequence>
          <xs:element name="header" type="xs:string" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element></xs:schema>`;
      const labels = (marked: string) => offered(marked, (text) => documentUnder(aliased, text)).labels;
      const declared = 'xmlns:ns1="urn:p" xmlns="urn:p"';
      const cases: readonly (readonly [prefix: string, marked: string, label: string])[] = [
        ['the default namespace', `<project ${declared}>|</project>`, 'header'],
        ["the parent's prefix", `<ns1:project ${declared}>|</ns1:project>`, 'ns1:header'],
        ["the siblings' prefix", `<project ${declared}><ns1:header/>|</project>`, 'ns1:header'],
        ['none, as the siblings', `<ns1:project ${declared}><header/>|</ns1:project>`, 'header'],
        ['the typed prefix', `<project ${declared}><header/><ns1:|</project>`, 'ns1:header'],
        [
          'a prefix that is no alias any more',
          `<ns1:project ${declared} xmlns:ns2="urn:p">|</ns1:project>`,
          'ns1:header',
        ],
      ];
      for (const [title, marked, label] of cases) {
        it(`have ${title}`, () => assert.deepEqual(labels(marked).slice(0, 1), [label]));
      }
    });

    it('offers no name of the document whose prefix is not declared at the place', () => {
      const inAny = (text: string): GovernedDocument => documentUnder(null, text);
      const marked = '<a><p:b xmlns:p="urn:p"><p:c p:k="x"/></p:b><c/>|</a>';
      assert.deepEqual(offered(marked, inAny).labels, ['c']);
      assert.deepEqual(offered('<a><p:b xmlns:p="urn:p"><c p:k="x" l="y"/></p:b><c |/></a>', inAny).labels, ['l']);
    });

    it('offers nothing inside plain text, comments and CDATA', () => {
      assert.deepEqual(offered(`${PATCH}<ID/>two wo|rds${END}`, inFirst).labels, []);
      assert.deepEqual(offered(`${PATCH}<!-- | -->${END}`, inFirst).labels, []);
      assert.deepEqual(offered(`${PATCH}<![CDATA[ | ]]>${END}`, inFirst).labels, []);
    });

    for (const test of BOTH) {
      it(`is valid wherever it is offered and accepted (${test.title})`, () => {
        const accepted = acceptEverything(test);
        assert.ok(accepted > 100, `only ${accepted} were offered`);
      });
    }
  });

  describe('of closing tags', () => {
    const noSchema = (text: string): GovernedDocument => documentUnder(null, text);
    const CASES: readonly (readonly [document: string, label: string, applied: string])[] = [
      ['<a><b>x</|</a>', '</b>', '<a><b>x</b></a>'],
      ['<a><b>x</b|</a>', '</b>', '<a><b>x</b></a>'],
      ['<a><b>x</|>', '</b>', '<a><b>x</b>'],
      ['<a><b>\n|\n</a>', '</b>', '<a><b>\n</b>\n</a>'],
      ['<a><b><c/>\n<|', '</b>', '<a><b><c/>\n</b>'],
      ['<a>x</|', '</a>', '<a>x</a>'],
    ];
    for (const [document, label, applied] of CASES) {
      it(document, () => assert.equal(offered(document, noSchema).apply(label), applied));
    }

    it('are not offered while a name is typed', () => {
      assert.deepEqual(offered('<PatchData><PublishedDate/><Sup|', inFirst).labels, ['Supplier']);
    });

    it('are not offered if the element has one', () => {
      assert.deepEqual(
        offered('<a>\n|\n</a>', noSchema).labels.filter((label) => label.startsWith('</')),
        [],
      );
    });
  });

  describe('of attributes', () => {
    const status = (tag: string): string => `<PatchData><Supplier${tag}</PatchData>`;

    it('offers those that the element does not have yet', () => {
      const { labels } = offered(status(' schemeID="x" | schemeName="y"/>'), inFirst);
      assert.deepEqual(labels, ['schemeAgencyID', 'schemeVersionID', 'schemeAgencyName', 'schemeDataURI', 'schemeURI']);
    });

    const CASES: readonly (readonly [document: string, label: string, applied: string])[] = [
      [' |/>', 'schemeID', ' schemeID=""/>'],
      [' sch|/>', 'schemeID', ' schemeID=""/>'],
      [' sch|="x"/>', 'schemeID', ' schemeID="x"/>'],
      [' schemeName="x"|/>', 'schemeID', ' schemeName="x" schemeID=""/>'],
      [' |', 'schemeID', ' schemeID=""'],
    ];
    for (const [document, label, applied] of CASES) {
      it(document, () => assert.equal(offered(status(document), inFirst).apply(label), status(applied)));
    }

    it('are not offered inside the end of an empty element', () => {
      assert.deepEqual(offered('<PatchData><PublishedDate/|></PatchData>', inFirst).labels, []);
      assert.ok(offered('<PatchData><PublishedDate |/></PatchData>', inFirst).labels.length > 0);
    });

    it('puts the cursor between the quotes', () => {
      assert.equal(offered(status(' |/>'), inFirst, true).text('schemeID'), 'schemeID="$1"$0');
    });
  });

  describe('of types', () => {
    const typed = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:complexType name="Part" abstract="true"/>
      <xs:complexType name="Valve"><xs:annotation><xs:documentation>A valve.</xs:documentation></xs:annotation>
        <xs:complexContent><xs:extension base="Part"/></xs:complexContent></xs:complexType>
      <xs:element name="plant"><xs:complexType><xs:sequence><xs:element name="part" type="Part" nillable="true"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
    const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
    const inTyped = (marked: string) => offered(marked, (text) => documentUnder(typed, text));

    it('xsi:type is offered for an abstract type with one derived type, and xsi:nil', () => {
      assert.deepEqual(inTyped(`<plant ${XSI}><part |/></plant>`).labels, ['xsi:type', 'xsi:nil']);
      assert.deepEqual(inTyped(`<plant ${XSI}><part xsi:type="|"/></plant>`).labels, ['Valve']);
    });

    it('show the documentation of the type', () => {
      assert.equal(
        inTyped(`<plant ${XSI}><part xsi:type="|"/></plant>`).documentation('Valve'),
        '**Valve** · extends Part\n\nA valve.',
      );
      assert.match(inTyped(`<plant ${XSI}>|</plant>`).documentation('part (Valve)'), /A valve\./);
    });
  });

  describe('of keys', () => {
    const keyed = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="net"><xs:complexType><xs:choice maxOccurs="unbounded">
        <xs:element name="node"><xs:complexType><xs:attribute name="id" use="required"/><xs:attribute name="old"/></xs:complexType></xs:element>
        <xs:element name="line"><xs:complexType><xs:sequence><xs:element name="via" minOccurs="0" type="xs:string"/></xs:sequence>
          <xs:attribute name="to" type="xs:string"/><xs:attribute name="note"/></xs:complexType></xs:element>
        <xs:element name="side"><xs:complexType><xs:attribute name="at" use="required"><xs:simpleType>
          <xs:restriction base="xs:token"><xs:enumeration value="left"/><xs:enumeration value="right"/></xs:restriction>
        </xs:simpleType></xs:attribute><xs:attribute name="open" type="xs:boolean" default="true"/></xs:complexType></xs:element>
        <xs:element name="port"><xs:complexType><xs:attribute name="n" type="xs:ID"/><xs:attribute name="of" type="xs:IDREF"/><xs:attribute name="all" type="xs:IDREFS"/></xs:complexType></xs:element>
        <xs:element name="link"><xs:complexType><xs:attribute name="a"/><xs:attribute name="b"/></xs:complexType></xs:element>
        <xs:element name="pair"><xs:complexType><xs:attribute name="x"/><xs:attribute name="y"/></xs:complexType></xs:element>
      </xs:choice></xs:complexType>
        <xs:key name="nodes"><xs:selector xpath="node"/><xs:field xpath="@id"/></xs:key>
        <xs:keyref name="to" refer="nodes"><xs:selector xpath="line"/><xs:field xpath="@to"/></xs:keyref>
        <xs:keyref name="via" refer="nodes"><xs:selector xpath="line/via"/><xs:field xpath="."/></xs:keyref>
        <xs:unique name="sides"><xs:selector xpath="side"/><xs:field xpath="@at"/></xs:unique>
        <xs:unique name="opens"><xs:selector xpath="side"/><xs:field xpath="@open"/></xs:unique>
        <xs:key name="pairs"><xs:selector xpath="pair"/><xs:field xpath="@x"/><xs:field xpath="@y"/></xs:key>
        <xs:keyref name="links" refer="pairs"><xs:selector xpath="link"/><xs:field xpath="@a"/><xs:field xpath="@b"/></xs:keyref>
      </xs:element></xs:schema>`;
    const inKeyed = (content: string, snippets = false) =>
      offered(`<net>${content}</net>`, (text) => documentUnder(keyed, text), snippets);
    const nodes = '<node id="a"/><node id="b"/>';

    const values: readonly (readonly [marked: string, labels: readonly string[]])[] = [
      [`${nodes}<line to="|"/>`, ['a', 'b']],
      [`${nodes}<line to=|/>`, ['a', 'b']],
      [`<line to="a|"/>${nodes}`, ['a', 'b']],
      [`${nodes}<line><via>|</via></line>`, ['a', 'b']],
      [`${nodes}<line note="|"/>`, []],
      [`${nodes}<node id="|"/>`, []],
      ['<side at="left"/><side at="|"/>', ['right']],
      ['<side at="|left"/>', ['left', 'right']],
      ['<port n="p"/><port n="q"/><port of="|"/>', ['p', 'q']],
      ['<port n="p"/><port n="q"/><port all="q |"/>', ['p', 'q']],
      ['<pair x="1" y="2"/><pair x="3" y="4"/><pair x="3" y="5"/><link a="3" b="|"/>', ['4', '5']],
    ];
    for (const [marked, labels] of values) {
      it(marked, () => assert.deepEqual(inKeyed(marked).labels, labels));
    }

    it('a new element gets values that no other has', () => {
      const { apply } = inKeyed('<side at="left" open="true"/>|', true);
      assert.match(apply('side'), /<side at="\$\{1\|right\|\}" open="\$\{2\|false\|\}"\/>/);
    });

    it('an attribute with a value is not renamed to a key', () => {
      assert.deepEqual(inKeyed(`${nodes}<line no|te="x"/>`).labels, ['note']);
      assert.deepEqual(inKeyed(`${nodes}<line no|/>`).labels, ['to', 'note']);
    });
  });

  describe('of values', () => {
    const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>
      <xs:simpleContent><xs:extension base="xs:boolean"><xs:attribute name="b"><xs:simpleType>
      <xs:restriction base="xs:string"><xs:enumeration value="x &amp; &quot;y"/><xs:enumeration value="z"/>
      </xs:restriction></xs:simpleType></xs:attribute></xs:extension></xs:simpleContent></xs:complexType></xs:element>
      </xs:schema>`;
    const inSchema = (text: string): GovernedDocument => documentUnder(schema, text);
    const CASES: readonly (readonly [document: string, label: string, applied: string])[] = [
      ['<a>|</a>', 'true', '<a>true</a>'],
      ['<a> fal|s </a>', 'false', '<a> false </a>'],
      ['<a>|', 'true', '<a>true'],
      ['<a b="|"/>', 'z', '<a b="z"/>'],
      ['<a b="q|r"/>', 'z', '<a b="z"/>'],
      ['<a b="|"/>', 'x & "y', '<a b="x &amp; &quot;y"/>'],
      ["<a b='|'/>", 'x & "y', "<a b='x &amp; \"y'/>"],
      ['<a b=|/>', 'z', '<a b="z"/>'],
      ['<a b=q|/>', 'z', '<a b="z"/>'],
    ];
    for (const [document, label, applied] of CASES) {
      it(document, () => assert.equal(offered(document, inSchema).apply(label), applied));
    }

    for (const test of BOTH) {
      it(`are the patches that can be superseded, the nearest first, without the patch itself (${test.title})`, () => {
        const document = (text: string): GovernedDocument => documentIn(test, text);
        const { labels } = offered(test.sampleText.replace('>KB5073457<', '>|<'), document);
        assert.deepEqual(labels, ['KB5002841', 'NWB-8.2.1']);
      });

      it(`do not include one that the element has with references (${test.title})`, () => {
        const product = { 'product-id': 'A & B', state: 'Approved' };
        const text = publicationText(test, [
          { 'patch-id': 'KB1', title: 'One', product: [product, { ...product, 'product-id': 'Z' }] },
          { 'patch-id': 'KB2', title: 'Two', product: [{ ...product, 'product-id': '?' }] },
        ]);
        const labels = (typed: string): readonly string[] =>
          offered(text.replace(/>\?<\/[^>]+>/, `>${typed}|`), (marked) => documentIn(test, marked)).labels;
        const isProduct = (label: string): boolean => !label.startsWith('<');
        assert.deepEqual(labels('A &amp; B').filter(isProduct), ['Z']);
        assert.deepEqual(labels('A').filter(isProduct), ['Z', 'A & B']);
      });

      it(`are offered in one spelling, and not where another spelling is there already (${test.title})`, () => {
        const labels = (...supersedes: string[]) => {
          const patches = [
            { 'patch-id': 'KB1', 'superseded-by': 'kb2' },
            { 'patch-id': 'KB2' },
            { 'patch-id': 'KB3', supersedes: [...supersedes, '|'] },
            { 'patch-id': '3' },
          ];
          return offered(publicationText(test, patches), (text) => documentIn(test, text)).labels;
        };
        assert.deepEqual(labels(), ['KB2', 'KB1']);
        assert.deepEqual(labels('2'), ['KB1']);
      });

      it(`are cut and marked as incomplete if there are many (${test.title})`, () => {
        const patches = Array.from({ length: 500 }, (_, index) => ({
          'patch-id': `KB${1000 + index}`,
          supersedes: '?',
        }));
        const text = publicationText(test, patches);
        const at = text.lastIndexOf('?');
        const list = (typed: string) => {
          const document = documentIn(test, text.slice(0, at) + typed + text.slice(at + 1));
          const options = { snippets: false, clock: TEST_CLOCK };
          const { items, isIncomplete } = completion(document, at + typed.length, options, english);
          return { isIncomplete, items: items.filter(({ kind }) => kind === 'identifier') };
        };
        assert.equal(list('').isIncomplete, true);
        assert.equal(list('').items.length, 200);
        assert.deepEqual(
          list('1007').items.map(({ label }) => label),
          ['KB1007'],
        );
      });

      it(`are known vulnerabilities, products, hash algorithms and dates (${test.title})`, () => {
        const at = (text: string, place: string): readonly string[] =>
          offered(test.sampleText.replace(text, place), (marked) => documentIn(test, marked)).labels;
        assert.deepEqual(at('>CVE-2026-21514<', '>|<'), ['CVE-2026-21533', 'CVE-2026-21519']);
        assert.deepEqual(at('>Northwind Batch<', '>|<'), ['Northwind Batch', 'Northwind Historian']);
        assert.deepEqual(at('"SHA-256"', '"|"'), ['SHA-256']);
        const hash = /"SHA-256">[0-9a-f]+</.exec(test.sampleText)![0];
        assert.deepEqual(at(hash, '"|"><'), ['SHA-256', 'SHA-384', 'SHA-512', 'SHA-1']);
        assert.deepEqual(at('>2026-02-17T10:00:00Z<', '>|<'), [
          '2026-11-25T00:00:00Z',
          '2026-11-25T16:30:00+01:00',
          '2026-02-10T08:00:00Z',
          '2026-02-16T14:30:00Z',
        ]);
      });
    }

    for (const test of BOTH) {
      it(`come from the element tables, with their meanings (${test.title})`, () => {
        const { text, offset } = withCursor(test.sampleText.replace('>In Test<', '>In|<'));
        const { items } = completion(documentIn(test, text), offset, { snippets: false, clock: TEST_CLOCK }, english);
        assert.equal(items.length, 11);
        const item = found(items, 'In Test');
        assert.equal(item.documentation(), 'The supplier is testing the patch with this product.');
        assert.equal(text.slice(item.start, item.end), 'In');
      });
    }
  });
});

/** Whether a problem is not about a value that has to be filled in. */
function isStructural(problem: string): boolean {
  return !/^xsd\/cvc-(datatype|enumeration|pattern|minLength|type\.3\.1\.3|complex-type\.2\.2)|^vpc\//.test(problem);
}

/**
 * Accepts each element offered between tags of the sample, and expects no structural problem.
 * @returns the number of accepted items
 */
function acceptEverything(test: TestVocabulary): number {
  let count = 0;
  for (const { index } of test.sampleText.matchAll(/(?<=>)\s*(?=<)/g)) {
    const document = documentIn(test, test.sampleText);
    for (const item of completion(document, index, { snippets: false, clock: TEST_CLOCK }, english).items) {
      if (item.kind !== 'element') continue;
      const after = documentIn(test, edited(test.sampleText, [item]));
      const problems = diagnostics(after).map(({ code, start, end }) => `${code} ${after.tree.slice(start, end)}`);
      assert.deepEqual(problems.filter(isStructural), [], `${item.label} at ${index}`);
      count++;
    }
  }
  return count;
}
