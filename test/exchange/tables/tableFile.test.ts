import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { addressOf, placeOfAddress } from '../../../server/src/exchange/tables/address';
import { TableFault } from '../../../server/src/exchange/tables/fault';
import { placeIn } from '../../../server/src/exchange/tables/sheets';
import { readTable } from '../../../server/src/exchange/tables/tableFile';
import { english } from '../../../server/src/xml/problem';
import { archive, parts, workbook } from '../../support/workbooks';

/** The cells of all sheets as `Sheet!A1=text`; or what is wrong. */
function cells(bytes: Uint8Array): string[] | string {
  const { table, problem } = readTable(bytes);
  if (table === null) return english(problem.message, ...problem.args);
  try {
    return table.sheets.flatMap((sheet) =>
      sheet
        .rows()
        .flatMap(({ number, cells }) =>
          cells.map(
            ({ column, text, kind }) =>
              `${placeIn(sheet, number, column)}=${text}${kind === 'text' ? '' : ` (${kind})`}`,
          ),
        ),
    );
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    return english(error.template, ...error.args);
  }
}

const row = (xml: string): string => `<sheetData><row r="1">${xml}</row></sheetData>`;
const DAMAGED = 'The XLSX file is damaged. Open it in a spreadsheet program and save it again.';

describe('tables', () => {
  it('names columns as spreadsheets do', () => {
    assert.deepEqual(
      [0, 25, 26, 701, 702, 16_383].map((column) => addressOf(7, column)),
      ['A7', 'Z7', 'AA7', 'ZZ7', 'AAA7', 'XFD7'],
    );
    assert.deepEqual(placeOfAddress('XFD1048576'), { row: 1_048_576, column: 16_383 });
    for (const text of ['A0', 'a1', '1', 'A', 'AAAA1', 'A12345678', '$A$1'])
      assert.equal(placeOfAddress(text), null, text);
  });

  it('reads CSV with the lines of the file', () => {
    assert.deepEqual(cells(Buffer.from('a;b\r\n\r\n"1\n2";;3\r\nx\r\n')), ['A1=a', 'B1=b', 'A3=1 2', 'C3=3', 'A5=x']);
    assert.deepEqual(cells(Buffer.from('Größe', 'latin1')), ['A1=Größe']);
    assert.match(String(cells(Buffer.from('a\n"b\n'))), /^Unbalanced quotes/);
  });

  it('reads texts, numbers, dates and booleans that another program has written', async () => {
    const bytes = await workbook({
      Results: [
        ['KB5000001 & <x>', 8.1, 5, true, new Date(Date.UTC(2026, 2, 10))],
        [null, '  8.10 ', null, false],
      ],
      'Über uns': [['x']],
    });
    assert.deepEqual(cells(bytes), [
      ...['Results!A1=KB5000001 & <x>', 'Results!B1=8.1 (number)', 'Results!C1=5 (number)'],
      ...['Results!D1=true (boolean)', 'Results!E1=2026-03-10 (date)', 'Results!B2=8.10', 'Results!D2=false (boolean)'],
      "'Über uns'!A1=x",
    ]);
  });

  it('reads what spreadsheets write: prefixes, runs, readings, formulas, escapes, cells without addresses', () => {
    const shared =
      '<sst><si><r><t>In </t></r><r><t xml:space="preserve">Test</t></r><rPh><t>no</t></rPh></si><si><t>_x0041_&#65;&amp;</t></si></sst>';
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-407]dd/mm/yy;@"/><numFmt numFmtId="171" formatCode="&quot;day&quot;0.0"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="2"/><xf numFmtId="171"/></cellXfs></styleSheet>';
    const sheet =
      '<x:sheetData xmlns:x="u"><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>i</x:t></x:is></x:c></x:row>' +
      '<x:row r="4"><x:c r="B4" s="1"><x:v>46091</x:v></x:c><x:c r="C4" s="2"><x:v>46091.604166666664</x:v></x:c><x:c s="3"><x:v>8.1</x:v></x:c>' +
      '<x:c s="4"><x:v>8.0999999999999996</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>result</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c><x:c t="d"><x:v>2026-03-10T00:00:00</x:v></x:c></x:row></x:sheetData>';
    const relations = parts('')['xl/_rels/workbook.xml.rels']!;
    const more = ['sharedStrings', 'styles'].map(
      (name) => `<Relationship Id="${name}" Type="http://x/${name}" Target="/xl/${name}.xml"/>`,
    );
    const bytes = archive(
      parts(sheet, {
        'xl/sharedStrings.xml': shared,
        'xl/styles.xml': styles,
        'xl/_rels/workbook.xml.rels': relations.replace('</R', `${more.join('')}</R`),
      }),
    );
    assert.deepEqual(cells(bytes), [
      ...['S!A1=In Test', 'S!B1=AA&', 'S!C1=i', 'S!B4=2026-03-10 (date)', 'S!C4=2026-03-10T14:30:00 (date)'],
      ...['S!D4=8.10 (number)', 'S!E4=8.1 (number)', 'S!F4=result', 'S!G4=#REF! (error)', 'S!H4=2026-03-10 (date)'],
    ]);
  });

  it('counts dates from 1904 where the workbook does', () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const base = parts(row('<c r="A1" s="0"><v>44629</v></c>'), { 'xl/styles.xml': styles });
    base['xl/workbook.xml'] = base['xl/workbook.xml']!.replace('<sheets>', '<workbookPr date1904="1"/><sheets>');
    base['xl/_rels/workbook.xml.rels'] = base['xl/_rels/workbook.xml.rels']!.replace(
      '</R',
      '<Relationship Id="s" Type="x/styles" Target="styles.xml"/></R',
    );
    assert.deepEqual(cells(archive(base)), ['S!A1=2026-03-10 (date)']);
  });

  describe('that are hostile end with one line', () => {
    const one = (bytes: Uint8Array, message: string | RegExp): void => {
      const result = cells(bytes);
      assert.equal(typeof result, 'string', JSON.stringify(result).slice(0, 200));
      if (typeof message === 'string') assert.equal(result, message);
      else assert.match(result as string, message);
    };
    const sheet = (xml: string): Uint8Array => archive(parts(xml));

    it('no workbooks, and damaged ones', () => {
      one(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), /^An old or encrypted spreadsheet/);
      one(Buffer.from('PK\x03\x04'), DAMAGED);
      one(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }), /^Not an XLSX file/);
      const binary = parts('');
      binary['_rels/.rels'] = binary['_rels/.rels']!.replace('workbook.xml', 'workbook.bin');
      one(archive(binary), /^A binary workbook/);
      const encrypted = sheet('');
      const at = Buffer.from(encrypted).indexOf('PK\x01\x02');
      encrypted[at + 8] = 1;
      one(encrypted, /^The XLSX file is encrypted/);
      const { 'xl/worksheets/sheet1.xml': _, ...rest } = parts('');
      one(archive(rest), 'Not a complete XLSX file: "xl/worksheets/sheet1.xml" is missing in it.');
    });

    it('places that no sheet has', () => {
      for (const xml of [
        '<sheetData><row r="1048577"/></sheetData>',
        '<sheetData><row r="2"/><row r="2"/></sheetData>',
        '<sheetData><row r="x"/></sheetData>',
        row('<c r="XFE1"><v>1</v></c>'),
        row('<c r="A2"><v>1</v></c>'),
        row('<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>'),
        row('<c r="A1" t="s"><v>7</v></c>'),
      ]) {
        one(sheet(xml), DAMAGED);
      }
    });

    it('XML that is broken, nested deeply, or declares entities', () => {
      one(sheet('<sheetData><row>'), DAMAGED);
      one(sheet(row('<c r="A1"><v>1</c></v>')), DAMAGED);
      one(sheet('<a>'.repeat(200) + '</a>'.repeat(200)), DAMAGED);
      const entities = parts(row('<c r="A1" t="str"><v>&a;</v></c>'));
      entities['xl/worksheets/sheet1.xml'] = `<!DOCTYPE x [<!ENTITY a "b">]>${entities['xl/worksheets/sheet1.xml']!}`;
      one(archive(entities), DAMAGED);
      const latin = { ...parts(''), 'xl/worksheets/sheet1.xml': '' };
      one(
        zipSync({
          ...Object.fromEntries(Object.entries(latin).map(([name, text]) => [name, strToU8(text)])),
          'xl/worksheets/sheet1.xml': Buffer.from('<worksheet>\xff</worksheet>', 'latin1'),
        }),
        DAMAGED,
      );
    });

    it('archives that unpack to more than they are, in bounded memory', function () {
      this.timeout(60_000);
      const zeros = new Uint8Array(120_000_000).fill(0x20);
      const bomb = zipSync({
        ...Object.fromEntries(Object.entries(parts('')).map(([name, text]) => [name, strToU8(text)])),
        'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from('<worksheet>'), zeros]),
      });
      assert.ok(bomb.length < 200_000);
      const before = process.memoryUsage().rss;
      one(bomb, DAMAGED);
      assert.ok(process.memoryUsage().rss - before < 400_000_000);
    });

    it('two files of one name, of which readers choose different ones', () => {
      const bytes = Buffer.from(archive(parts(row('<c r="A1"><v>1</v></c>'), { 'xl/workbook.xmm': '<x/>' })));
      assert.deepEqual(cells(bytes), ['S!A1=1 (number)']);
      one(Buffer.from(bytes.toString('latin1').replaceAll('xl/workbook.xmm', 'xl/workbook.xml'), 'latin1'), DAMAGED);
    });

    it('opens nothing that a workbook links to', () => {
      const linked = parts(row('<c r="A1" t="str"><f>[1]S!A1</f><v>cached</v></c>'));
      linked['xl/_rels/workbook.xml.rels'] = linked['xl/_rels/workbook.xml.rels']!.replace(
        '</R',
        '<Relationship Id="e" Type="x/sharedStrings" TargetMode="External" Target="http://192.0.2.1/x.xml"/></R',
      );
      assert.deepEqual(cells(archive(linked)), ['S!A1=cached']);
    });
  });
});
