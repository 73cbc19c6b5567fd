import assert from 'node:assert/strict';
import type { GovernedDocument } from '../../server/src/workspace/document';
import { hover } from '../../server/src/language/hover/hover';
import { english } from '../../server/src/xml/problem';
import { Vocabulary } from '../../server/src/domain/vocabulary';
import { TEST_CLOCK } from '../support/clock';
import { withCursor } from '../support/cursor';
import { documentIn, documentUnder } from '../support/documents';
import { publicationText } from '../support/publications';
import { BOTH, FIRST, SECOND } from '../support/vocabularies';
import { withoutMarkup } from '../../server/src/language/support/markdown';
import { runToCompletion } from '../../server/src/xml/task';

/** The hover at the `|`: the text it is about, and its paragraphs. */
function hoverAt(marked: string, documentOf: (text: string) => GovernedDocument) {
  const { text, offset } = withCursor(marked);
  const found = runToCompletion(hover(documentOf(text), offset, TEST_CLOCK, english));
  return found && { about: text.slice(found.start, found.end), paragraphs: found.markdown.split('\n\n') };
}

/** The line that names the report's table, if the vocabulary has a number for it. */
function tableLine({ tables }: Vocabulary, kind: 'element' | 'type', name: string): string[] {
  const table = tables.tables?.find((candidate) => candidate.kind === kind && candidate.name === name);
  if (table === undefined) return [];
  return [`*${name} · Table ${table.number}. Source: Named in the public front matter of IEC TR 62443-2-3:2015*`];
}

describe('hover', () => {
  for (const test of BOTH) {
    const { vocabulary, prefix, sampleText } = test;
    const inVocabulary = (text: string): GovernedDocument => documentIn(test, text);
    const published = vocabulary.nameOf('publication', 'published')!;
    const state = vocabulary.nameOf('product', 'state')!;
    const list = vocabulary.attributeName('code-list')!;

    describe(test.title, () => {
      it('is about the character after the offset, as under the block cursor of a terminal', () => {
        const start = `<${prefix}${state}>`;
        const about = (marked: string) => hoverAt(sampleText.replace(`${start}Approved<`, marked), inVocabulary)?.about;
        assert.equal(about(`|${start}Approved<`), undefined);
        assert.equal(about(`<|${start.slice(1)}Approved<`), prefix + state);
        assert.equal(about(`${start}|Approved<`), 'Approved');
        assert.equal(about(`${start}Approved|<`), 'Approved');
        assert.equal(hoverAt(`${sampleText}|`, inVocabulary), null);
      });

      it('shows the row of an element at its start tag', () => {
        const found = hoverAt(sampleText.replace(`<${prefix}${published}>`, `<${prefix}${published}|>`), inVocabulary);
        const type = vocabulary.elementRow(vocabulary.rootName, published)!.type;
        assert.deepEqual(found, {
          about: prefix + published,
          paragraphs: [
            `**${published}** · \`${type} (xs:dateTime)\` · required, once`,
            'When this edition was published.',
            "Date and time with a time zone; Z means UTC. The file's name repeats the date.",
            'Example: `2026-02-18T09:00:00Z`',
            ...tableLine(vocabulary, 'element', vocabulary.rootName),
            `*Row ${published}. Source: Reference profile of VPC Tools, not the text of the report*`,
          ],
        });
      });

      it('shows the same at its end tag', () => {
        const start = hoverAt(sampleText.replace(`<${prefix}${published}>`, `<|${prefix}${published}>`), inVocabulary);
        const end = hoverAt(sampleText.replace(`</${prefix}${published}>`, `</|${prefix}${published}>`), inVocabulary);
        assert.deepEqual(end, start);
      });

      it('lists the values allowed in an element with their meanings', () => {
        const found = hoverAt(sampleText.replace(`<${prefix}${state}>`, `<${prefix}|${state}>`), inVocabulary);
        const values = found!.paragraphs.find((paragraph) => paragraph.startsWith('Values:'))!.split('\n');
        assert.equal(values.length, 12);
        assert.equal(values[2], '- `In Test` The supplier is testing the patch with this product.');
      });

      it('shows the meaning of a value', () => {
        assert.deepEqual(hoverAt(sampleText.replace('>Not Approved<', '>Not App|roved<'), inVocabulary), {
          about: 'Not Approved',
          paragraphs: [
            `**Not Approved** · \`${state}\``,
            'Testing failed: do not install the patch with this product.',
            '*Source: Reference profile of VPC Tools, not the text of the report*',
            'May be followed by: `In Test`',
            '*Source of the state order: Reference profile of VPC Tools, not the text of the report*',
          ],
        });
      });

      it('shows the weekday of a date and its distance from today', () => {
        const found = hoverAt(sampleText.replace('2026-02-16T14:30', '2026-02-16T1|4:30'), inVocabulary);
        assert.equal(found!.paragraphs[0], 'Monday, 9 months ago');
      });

      it('shows the patch that an identifier names, or that no file describes it', () => {
        const own = hoverAt(sampleText.replace('>KB5075906<', '>KB50|75906<'), inVocabulary);
        assert.deepEqual(own!.paragraphs.slice(0, 4), [
          '**2026-02 Security Update for Windows Server 2022 (KB5075906)**',
          '`Critical` · `Security` · `2026-02-10T08:00:00Z`',
          '- Northwind Batch 8.2: `Approved`\n- Northwind Historian 5.0 5.1: `Not Approved`',
          'Occurrences in this file: 1',
        ]);
        const other = hoverAt(sampleText.replace('>KB5073457<', '>KB50|73457<'), inVocabulary);
        assert.equal(other!.paragraphs[0], 'No file in the workspace describes this patch.');
      });

      it('lists eight products of a patch and the number of the others', () => {
        const products = (count: number) =>
          Array.from({ length: count }, (_, index) => ({ 'product-id': `Batch ${index}`, state: 'In Test' }));
        const states = (count: number) => {
          const text = publicationText(test, [{ 'patch-id': 'KB1', title: 'Update', product: products(count) }]);
          return hoverAt(text.replace('>KB1<', '>K|B1<'), inVocabulary)!
            .paragraphs.find((paragraph) => paragraph.startsWith('- Batch 0'))!
            .split('\n');
        };
        assert.equal(states(8).length, 8);
        assert.deepEqual(states(8).at(-1), '- Batch 7: `In Test`');
        assert.deepEqual(states(9).slice(7), ['- Batch 7: `In Test`', '- and 1 more']);
        assert.deepEqual(states(20).slice(8), ['- and 12 more']);
      });

      it('lists the states of a product under eight other patches', () => {
        const patches = Array.from({ length: 20 }, (_, index) => ({
          'patch-id': `KB${index}`,
          product: [{ 'product-id': index === 0 ? 'Ba|tch' : 'Batch', state: 'In Test' }],
        }));
        const others = (count: number) =>
          hoverAt(publicationText(test, patches.slice(0, count + 1)), inVocabulary)!.paragraphs[0]!.split('\n');
        const expected = Array.from({ length: 8 }, (_, index) => `- KB${index + 1}: \`In Test\``);
        assert.deepEqual(others(8), ['Elsewhere in this file:', ...expected]);
        assert.deepEqual(others(9), ['Elsewhere in this file:', ...expected]);
        assert.deepEqual(others(7), ['Elsewhere in this file:', ...expected.slice(0, 7)]);
      });

      it('shows the states of a product under other patches', () => {
        const found = hoverAt(sampleText.replace('>Northwind Historian<', '>North|wind Historian<'), inVocabulary);
        assert.equal(found!.paragraphs[0], 'Elsewhere in this file:\n- KB5002841 5.1: `Reviewed`');
      });

      it('shows the replacement text of an entity', () => {
        const text = sampleText.replace('Northwind Process Systems<', 'A &a|mp; B<');
        assert.deepEqual(hoverAt(text, inVocabulary), { about: '&amp;', paragraphs: ['**&amp;amp;**', '`&`'] });
      });

      it('shows the row of an attribute at its name and at its value', () => {
        const paragraphs = [
          `**${list}** · \`xs:normalizedString\` · optional, at most once`,
          'Identifies the code list that the value is from.',
        ];
        for (const place of [`${list}|="NWP-States"`, `${list}="NWP|-States"`]) {
          const found = hoverAt(sampleText.replace(`${list}="NWP-States"`, place), inVocabulary);
          assert.deepEqual(found!.paragraphs.slice(0, 2), paragraphs);
          const { type } = vocabulary.rowOf({ within: 'product', role: 'state' })!;
          const table = tableLine(vocabulary, 'type', type);
          const source = 'Source: UN/CEFACT core component types (public)';
          const row = table.length === 0 ? `*${source}*` : `*Row ${list}. ${source}*`;
          assert.deepEqual(found!.paragraphs.slice(-1 - table.length), [...table, row]);
        }
      });

      it('names the table of the report for the elements of its front matter', () => {
        const { element } = vocabulary.profile.containers.patch;
        const found = hoverAt(sampleText.replace(`<${prefix}${element}>`, `<${prefix}${element}|>`), inVocabulary);
        assert.deepEqual(found!.paragraphs.slice(-1), tableLine(vocabulary, 'element', element));
      });

      it('works in a half-written document', () => {
        const cut = sampleText.indexOf(`<${prefix}${state}>`) + prefix.length + state.length + 1;
        const found = hoverAt(`${sampleText.slice(0, cut)}|`, inVocabulary);
        assert.equal(found?.about, prefix + state);
      });
    });
  }

  const schema = (body: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${body}</xs:schema>`;

  it('names the tables of the report: 2 to 5 for elements, A.1 to A.5 for attributes', () => {
    const document = (text: string): GovernedDocument => documentIn(FIRST, text);
    const tables = (marked: string): string[] =>
      hoverAt(marked, document)!.paragraphs.filter((paragraph) => paragraph.includes('Table'));
    const line = (name: string, number: string): string[] => [
      `*${name} · Table ${number}. Source: Named in the public front matter of IEC TR 62443-2-3:2015*`,
    ];
    const at = (before: string, after: string): string => FIRST.sampleText.replace(before, after);
    assert.deepEqual(tables(at('<PatchData', '<|PatchData')), line('PatchData', '2'));
    assert.deepEqual(tables(at('<PatchVendor>', '<|PatchVendor>')), line('PatchVendor', '3'));
    assert.deepEqual(tables(at('<Severity>', '<|Severity>')), line('Patch', '4'));
    assert.deepEqual(tables(at('<Status>', '<|Status>')), line('VendorProduct', '5'));
    assert.deepEqual(tables(at('<PublishedDate>', '<PublishedDate for|mat="x">')), line('DateTimeType', 'A.2'));
    assert.deepEqual(
      FIRST.tables.tables?.map(({ name, number }) => `${name} ${number}`),
      [
        ['PatchData 2', 'PatchVendor 3', 'Patch 4', 'VendorProduct 5'],
        ['CodeType A.1', 'DateTimeType A.2', 'IdentifierType A.3', 'IndicatorType A.4', 'TextType A.5'],
      ].flat(),
    );
  });

  it('names no table if the element tables have no numbers', () => {
    const { tables: _, ...withoutNumbers } = SECOND.tables;
    const vocabulary = new Vocabulary(SECOND.profile, withoutNumbers);
    const document = (text: string): GovernedDocument => ({ ...documentIn(SECOND, text), vocabulary });
    const { element } = SECOND.profile.containers.patch;
    const marked = SECOND.sampleText.replace(`<${SECOND.prefix}${element}>`, `<${SECOND.prefix}${element}|>`);
    assert.equal(
      hoverAt(marked, document)!.paragraphs.at(-1),
      '*Source: Named in the public front matter of IEC TR 62443-2-3:2015*',
    );
  });

  it('falls back on the documentation and facets of the schema', () => {
    const text =
      schema(`<xs:element name="a"><xs:annotation><xs:documentation>*An* a.</xs:documentation></xs:annotation>
      <xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="3"/><xs:enumeration value="x"><xs:annotation>
      <xs:documentation>The &lt;x></xs:documentation></xs:annotation></xs:enumeration><xs:enumeration value="y"/>
      </xs:restriction></xs:simpleType></xs:element>`);
    assert.deepEqual(hoverAt('<|a>x</a>', (marked) => documentUnder(text, marked))?.paragraphs, [
      '**a** · `xs:string`',
      '\\*An\\* a.',
      'The value: at most 3 characters long',
      'Values:\n- `x` The &lt;x&gt;\n- `y`',
      '*Source: test.xsd*',
    ]);
  });

  const documented = (text: string): string =>
    `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
  const types = schema(`
    <xs:simpleType name="Base">${documented('A base.')}<xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
    <xs:simpleType name="Code"><xs:restriction base="Base"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
    <xs:complexType name="Part">${documented('A part.')}<xs:attribute name="code" type="Code"/><xs:attributeGroup ref="Marks"/></xs:complexType>
    <xs:complexType name="Valve"><xs:complexContent><xs:extension base="Part"><xs:attribute name="dn" type="xs:int" default="50"/></xs:extension></xs:complexContent></xs:complexType>
    <xs:attributeGroup name="Marks">${documented('Marks.')}<xs:attribute name="mark" type="xs:string"/></xs:attributeGroup>
    <xs:group name="Pipes">${documented('Pipes.')}<xs:choice><xs:element name="pipe" type="xs:string"/></xs:choice></xs:group>
    <xs:element name="any" type="Part" abstract="true">${documented('Any part.')}</xs:element>
    <xs:element name="valve" type="Valve" substitutionGroup="any"/>
    <xs:element name="plant"><xs:complexType><xs:sequence>
      <xs:element ref="any" minOccurs="0" maxOccurs="unbounded"/><xs:group ref="Pipes"/>
      <xs:element name="empty"><xs:complexType/></xs:element>
      <xs:element name="mixed"><xs:complexType mixed="true">${documented('Its type.')}</xs:complexType></xs:element>
      <xs:element name="more" minOccurs="0"><xs:complexType><xs:complexContent><xs:extension base="Valve"/></xs:complexContent></xs:complexType></xs:element>
      <xs:element name="part" type="Part">${documented('Its own.')}</xs:element>
    </xs:sequence></xs:complexType></xs:element>`);
  const shown = (marked: string, text = types) =>
    hoverAt(marked, (document) => documentUnder(text, document))?.paragraphs.filter(
      (line) => !line.startsWith('*Source'),
    );

  const TYPED: readonly (readonly [marked: string, paragraphs: readonly string[]])[] = [
    [
      '<plant><va|lve/></plant>',
      ['**valve** · `Valve` · optional, any number', 'Type Part: A part.', 'Substitutes any: Any part.'],
    ],
    [
      '<plant><valve co|de="x"/></plant>',
      [
        '**code** · `Code` · optional, at most once',
        'Type Base: A base.',
        'The value: at least 1 characters long; at most 3 characters long',
      ],
    ],
    ['<plant><valve ma|rk="x"/></plant>', ['**mark** · `xs:string` · optional, at most once', 'Group Marks: Marks.']],
    [
      '<plant><valve d|n="1"/></plant>',
      [
        '**dn** · `xs:int` · optional, at most once',
        'The value: -2147483648 or more; 2147483647 or less; at most 0 fraction digits',
        'Default: `50`',
      ],
    ],
    ['<plant><pi|pe/></plant>', ['**pipe** · `xs:string` · required, once', 'Group Pipes: Pipes.']],
    ['<plant><emp|ty/></plant>', ['**empty** · without content · required, once']],
    ['<plant><mi|xed/></plant>', ['**mixed** · text and elements · required, once', 'Its type.']],
    ['<plant><mo|re/></plant>', ['**more** · extends Valve · optional, at most once', 'Type Part: A part.']],
    ['<plant><pa|rt/></plant>', ['**part** · `Part` · required, once', 'Its own.', 'Type Part: A part.']],
    ['<pl|ant/>', ['**plant** · elements']],
  ];
  for (const [marked, paragraphs] of TYPED) {
    it(`shows type and group at ${marked}`, () => assert.deepEqual(shown(marked), paragraphs));
  }

  const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const GENERAL: readonly (readonly [marked: string, paragraphs: readonly string[]])[] = [
    [
      `<plant><part ${XSI} xsi:ty|pe="Valve"/></plant>`,
      ['**xsi:type**', 'The type of this element, if it differs from the declared one.'],
    ],
    [`<plant><part ${XSI} xsi:type="Val|ve"/></plant>`, ['**Valve** · extends Part', 'Type Part: A part.']],
    [
      `<plant ${XSI} xsi:noNamespaceSchema|Location="a.xsd"/>`,
      ['**xsi:noNamespaceSchemaLocation**', 'The location of the schema for elements without a namespace.'],
    ],
    ['<plant xmlns:p|q="urn:q"/>', ['**xmlns:pq**', 'Declares the prefix "pq" for a namespace, here and inside.']],
    [
      '<plant xml:la|ng="en"/>',
      ['**xml:lang**', 'The language of the text inside, as a tag of BCP 47 such as "en" or "de-CH".'],
    ],
  ];
  for (const [marked, paragraphs] of GENERAL) {
    it(`explains ${marked}`, () => assert.deepEqual(shown(marked), paragraphs));
  }

  it('cuts a long documentation and links to the rest of it', () => {
    const long = schema(`\n<xs:element name="a" type="xs:string">${documented('word '.repeat(400))}</xs:element>`);
    const [, meaning] = shown('<|a/>', long)!;
    assert.match(meaning!, /^(word ){240}… \[Read on in test\.xsd\]\(file:\/\/\/test\.xsd#L2\)$/);
    assert.equal(withoutMarkup(meaning!).slice(1200), '… Read on in test.xsd (file:///test.xsd#L2)');
  });

  it('lists thirty values of a long enumeration', () => {
    const values = Array.from({ length: 32 }, (_, index) => `<xs:enumeration value="v${index}"/>`).join('');
    const long = schema(
      `<xs:element name="a"><xs:simpleType><xs:restriction base="xs:string">${values}</xs:restriction></xs:simpleType></xs:element>`,
    );
    assert.deepEqual(shown('<|a/>', long)!.at(-1)!.split('\n').slice(30), ['- `v29`', '- and 2 more']);
  });

  it('shows the first 200 characters of a long replacement text', () => {
    const shown = (length: number) => {
      const text = `<!DOCTYPE a [<!ENTITY e "${'x'.repeat(length)}">]><a>&|e;</a>`;
      return hoverAt(text, (marked) => documentUnder(null, marked))!.paragraphs[1];
    };
    assert.equal(shown(200), `\`${'x'.repeat(200)}\``);
    assert.equal(shown(201), `\`${'x'.repeat(200)}…\``);
  });

  it('shows nothing about what neither schema nor tables know', () => {
    const inVocabulary = (text: string): GovernedDocument => documentIn(FIRST, text);
    assert.equal(
      hoverAt('<|a>x</a>', (text) => documentUnder(null, text)),
      null,
    );
    assert.equal(hoverAt('<PatchData><o:|x xmlns:o="urn:o">y</o:x></PatchData>', inVocabulary), null);
    assert.equal(hoverAt('<PatchData>  |  </PatchData>', inVocabulary), null);
    assert.equal(hoverAt('<PatchData><!-- | --></PatchData>', inVocabulary), null);
    assert.equal(hoverAt('|', inVocabulary), null);
  });
});
