import assert from 'node:assert/strict';
import type { GovernedDocument } from '../../server/src/service/document';
import { hover } from '../../server/src/service/hover';
import { english } from '../../server/src/service/localize';
import { TEST_CLOCK } from '../support/clock';
import { withCursor } from '../support/cursor';
import { documentIn, documentUnder } from '../support/documents';
import { BOTH, FIRST } from '../support/vocabularies';

/** The hover at the `|`: the text it is about, and its paragraphs. */
function hoverAt(marked: string, documentOf: (text: string) => GovernedDocument) {
  const { text, offset } = withCursor(marked);
  const found = hover(documentOf(text), offset, TEST_CLOCK, english);
  return found && { about: text.slice(found.start, found.end), paragraphs: found.markdown.split('\n\n') };
}

describe('hover', () => {
  for (const test of BOTH) {
    const { vocabulary, prefix, sampleText } = test;
    const inVocabulary = (text: string): GovernedDocument => documentIn(test, text);
    const published = vocabulary.nameOf('publication', 'published')!;
    const state = vocabulary.nameOf('product', 'state')!;
    const list = vocabulary.attributeName('code-list')!;

    describe(test.title, () => {
      it('shows the row of an element at its start tag', () => {
        const found = hoverAt(sampleText.replace(`<${prefix}${published}>`, `<${prefix}${published}|>`), inVocabulary);
        const type = vocabulary.elementRow(vocabulary.rootName, published)!.type;
        assert.deepEqual(found, {
          about: prefix + published,
          paragraphs: [
            `**${published}** · \`${type} (xs:dateTime)\` · required, once`,
            'When this edition was published.',
            "Date and time with a time zone; Z stands for UTC. The file's name repeats the date.",
            'Example: `2026-02-18T09:00:00Z`',
            '*Source: Reference profile of VPC Tools, not the text of the report*',
          ],
        });
      });

      it('shows the same at its end tag', () => {
        const start = hoverAt(sampleText.replace(`<${prefix}${published}>`, `<|${prefix}${published}>`), inVocabulary);
        const end = hoverAt(sampleText.replace(`</${prefix}${published}>`, `</|${prefix}${published}>`), inVocabulary);
        assert.deepEqual(end, start);
      });

      it('lists the values that may stand in an element, with their meanings', () => {
        const found = hoverAt(sampleText.replace(`<${prefix}${state}>`, `<${prefix}|${state}>`), inVocabulary);
        const values = found!.paragraphs.find((paragraph) => paragraph.startsWith('Values:'))!.split('\n');
        assert.equal(values.length, 12);
        assert.equal(values[2], '- `In Test` The supplier is testing the patch with this product.');
      });

      it('says what a value means', () => {
        assert.deepEqual(hoverAt(sampleText.replace('>Not Approved<', '>Not App|roved<'), inVocabulary), {
          about: 'Not Approved',
          paragraphs: [
            `**Not Approved** · \`${state}\``,
            'Testing failed: do not install the patch beside this product.',
            '*Source: Reference profile of VPC Tools, not the text of the report*',
            'May be followed by: `In Test`',
            '*The order of states is designed by this project: Reference profile of VPC Tools, not the text of the report*',
          ],
        });
      });

      it('says which day a date is, and how far away', () => {
        const found = hoverAt(sampleText.replace('2026-02-16T14:30', '2026-02-16T1|4:30'), inVocabulary);
        assert.equal(found!.paragraphs[0], 'Monday, 9 months ago');
      });

      it('says what patch an identifier means, and what is not known of it', () => {
        const own = hoverAt(sampleText.replace('>KB5075906<', '>KB50|75906<'), inVocabulary);
        assert.deepEqual(own!.paragraphs.slice(0, 4), [
          '**2026-02 Security Update for Windows Server 2022 (KB5075906)**',
          '`Critical` · `Security` · `2026-02-10T08:00:00Z`',
          '- Northwind Batch 8.2: `Approved`\n- Northwind Historian 5.0 5.1: `Not Approved`',
          'Places in this file: 1',
        ]);
        const other = hoverAt(sampleText.replace('>KB5073457<', '>KB50|73457<'), inVocabulary);
        assert.equal(other!.paragraphs[0], 'No file of the workspace describes this patch.');
      });

      it('shows the states of a product under other patches', () => {
        const found = hoverAt(sampleText.replace('>Northwind Historian<', '>North|wind Historian<'), inVocabulary);
        assert.equal(found!.paragraphs[0], 'Elsewhere in this file:\n- KB5002841 5.1: `Reviewed`');
      });

      it('shows what an entity stands for', () => {
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
          assert.equal(found!.paragraphs.at(-1), '*Source: UN/CEFACT core component types (public)*');
        }
      });

      it('names the table of the report for what its front matter names', () => {
        const { element, table } = vocabulary.profile.containers.patch;
        const found = hoverAt(sampleText.replace(`<${prefix}${element}>`, `<${prefix}${element}|>`), inVocabulary);
        assert.equal(
          found!.paragraphs.at(-1),
          `*Source: Named in the public front matter of IEC TR 62443-2-3:2015 (${table})*`,
        );
      });

      it('works in a half-written document', () => {
        const cut = sampleText.indexOf(`<${prefix}${state}>`) + prefix.length + state.length + 1;
        const found = hoverAt(`${sampleText.slice(0, cut)}|`, inVocabulary);
        assert.equal(found?.about, prefix + state);
      });
    });
  }

  const schema = (body: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${body}</xs:schema>`;

  it('falls back on the documentation and the facts of the schema', () => {
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

  it('says nothing of what no schema and no table knows', () => {
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
