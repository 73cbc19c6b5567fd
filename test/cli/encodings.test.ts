/** What the command line says about bytes that are not what their file claims: nothing becomes U+FFFD in silence. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodingFault } from '../../server/src/cli/encodingFault';
import { isUnreadable, readInput } from '../../server/src/cli/input';
import { CliFolder } from '../support/cli';
import { FIRST } from '../support/vocabularies';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

const XSD =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n' +
  '  <xs:element name="r"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="Geprüft"/>\n' +
  '  </xs:restriction></xs:simpleType></xs:element>\n</xs:schema>\n';
const INCLUDING =
  '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="s.xsd"/></xs:schema>';
const CONFIG = '{\n  "fileNamePattern": "Prüf_{supplier}.xml"\n}\n';
const BASELINE = '{ "version": 1,\n "files": { "ü.xml": [] } }';

describe('encodings', () => {
  let folder: CliFolder;
  const write = (name: string, contents: string | Uint8Array): Promise<void> =>
    writeFile(join(folder.path, name), contents);
  beforeEach(async () => {
    folder = await CliFolder.with({ 'r.xml': '<r>Geprüft</r>', [FIRST.sampleName]: FIRST.sampleText });
  });
  afterEach(() => folder.remove());

  describe('of a schema', () => {
    const lint = (schema: string) => folder.vpc(['lint', '--schema', schema, 'r.xml']);

    it('are a usage error with the place of the first invalid byte', async () => {
      await write('s.xsd', latin(XSD));
      const { code, out, err } = await lint('s.xsd');
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /\n {2}s\.xsd:2:99: These bytes are not valid UTF-8\. .* \(xml\/encoding-invalid-bytes\)\n/);
    });

    it('are checked in a schema that another includes', async () => {
      await write('s.xsd', latin(XSD));
      await write('main.xsd', INCLUDING);
      const { code, err } = await lint('main.xsd');
      assert.equal(code, 2);
      assert.match(err, /s\.xsd:2:99: These bytes are not valid UTF-8\./);
    });

    it('are read as declared, or by the byte order mark', async () => {
      await write('s.xsd', latin(`<?xml version="1.0" encoding="ISO-8859-1"?>${XSD}`));
      assert.equal((await lint('s.xsd')).code, 0);
      await write('s.xsd', utf16(XSD));
      assert.equal((await lint('s.xsd')).code, 0);
    });
  });

  describe('of JSON', () => {
    const lint = (...args: string[]) => folder.vpc(['lint', 'r.xml', ...args]);

    it('are one problem with line and column in a configuration', async () => {
      await write('vpc.config.json', latin(CONFIG));
      const { code, err } = await lint();
      assert.equal(code, 2);
      assert.match(
        err,
        /Invalid configuration:\n {2}vpc\.config\.json:2:25: These bytes are not valid UTF-8\. Save the file as UTF-8\.\n$/,
      );
    });

    it('are one problem with line and column in a profile', async () => {
      const profile = JSON.stringify({ ...FIRST.profile, note: 'Prüfung' }, null, 1);
      await write('profile.json', latin(profile));
      const { code, err } = await lint('--profile', 'profile.json');
      assert.equal(code, 2);
      assert.match(
        err,
        /Invalid profile:\n {2}profile\.json: Line \d+, column 13: these bytes are not valid UTF-8\. Save the file as UTF-8\.\n$/,
      );
    });

    it('are one problem with line and column in element tables', async () => {
      await write('profile.json', JSON.stringify(FIRST.profile));
      await write('element-tables.json', latin('{\n "ü": 1, "ä": 2 }'));
      const { code, err } = await lint('--profile', 'profile.json');
      assert.equal(code, 2);
      assert.match(
        err,
        /\n {2}element-tables\.json: Line 2, column 3: these bytes are not valid UTF-8\. Save the file as UTF-8\.\n$/,
      );
    });

    it('are one problem with line and column in a baseline', async () => {
      await write('known.json', latin(BASELINE));
      const { code, err } = await lint('--baseline', 'known.json');
      assert.equal(code, 2);
      assert.match(
        err,
        /Invalid baseline known\.json:\n {2}Line 2, column 14: these bytes are not valid UTF-8\. Save the file as UTF-8\.\n/,
      );
    });

    it('can be UTF-8 or UTF-16 with a byte order mark', async () => {
      for (const encoded of [utf16, (text: string) => Buffer.from(`\uFEFF${text}`)]) {
        await write('vpc.config.json', encoded(CONFIG));
        await write('known.json', encoded(BASELINE));
        await write('profile.json', encoded(JSON.stringify(FIRST.profile)));
        const { code, err } = await lint('--baseline', 'known.json', '--profile', 'profile.json');
        assert.deepEqual(
          [code, err],
          [
            0,
            'vpc: r.xml is not recognised as a VPC file; only XML well-formedness is checked. Use --schema to set a schema.\n',
          ],
        );
      }
    });
  });

  describe('of documents', () => {
    const WRONG = FIRST.sampleText.replace('Northwind Batch', 'Nördwind Batch');

    it('are for commands without findings one line with the place', async () => {
      await write('latin.xml', latin('<a>\n  ä ö</a>'));
      const io = { cwd: folder.path } as Parameters<typeof readInput>[2];
      const [wrong, right] = await Promise.all(
        ['latin.xml', 'r.xml'].map((name) => readInput(join(folder.path, name), undefined, io)),
      );
      assert.ok(wrong && right && !isUnreadable(wrong) && !isUnreadable(right));
      assert.equal(
        encodingFault(wrong),
        'latin.xml:2:3: These bytes are not valid UTF-8. Save the file as UTF-8, or declare its actual encoding.',
      );
      assert.equal(encodingFault(right), null);
    });

    it('that are unknown are one problem', async () => {
      await write('k.xml', latin('<?xml version="1.0" encoding="klingon"?><a>ä ö ü</a>'));
      const { code, out } = await folder.vpc(['lint', '--format', 'compact', 'k.xml']);
      assert.equal(code, 1);
      assert.deepEqual(out.match(/xml\/[\w-]+/g), ['xml/encoding-unknown']);
    });

    it('that are unknown are one problem in a large file, too', async () => {
      const text = `<?xml version="1.0" encoding="klingon"?><a>${'ä ö ü '.repeat(300_000)}</a>`;
      await write('k.xml', latin(text));
      const { out } = await folder.vpc(['lint', '--format', 'compact', 'k.xml']);
      assert.deepEqual(out.match(/xml\/[\w-]+/g), ['xml/encoding-unknown']);
    });

    for (const [what, encoded] of [
      ['UTF-8', (text: string) => Buffer.from(`\uFEFF${text}`)],
      ['UTF-16', utf16],
    ] as const) {
      it(`have one byte order mark: --fix removes a second one from ${what}, and nothing else`, async () => {
        const text = FIRST.sampleText.replace('encoding="UTF-8"', `encoding="${what}"`);
        await write(FIRST.sampleName, encoded(`\uFEFF${text}`));
        const found = await folder.vpc(['lint', '--format', 'compact', FIRST.sampleName]);
        assert.deepEqual([found.code, found.out.match(/xml\/[\w-]+/g)], [1, ['xml/duplicate-byte-order-mark']]);
        assert.equal((await folder.vpc(['lint', '--fix', FIRST.sampleName])).code, 0);
        assert.deepEqual(await readFile(join(folder.path, FIRST.sampleName)), encoded(text));
      });
    }

    it('that are wrong in a file that rules compare with are noted', async () => {
      const name = FIRST.sampleName;
      const older = WRONG.replace(/(<PublishedDate>)20\d\d/, '$12020');
      await write('older.xml', latin(older));
      for (const options of [[], ['--dry-run'], ['--fix']]) {
        const { err } = await folder.vpc(['lint', ...options, name]);
        assert.match(
          err,
          /^vpc: older\.xml:\d+:\d+: These bytes are not valid UTF-8\. .* Rules that compare files with this one read it as far as they can\.$/m,
        );
        assert.equal(err.match(/older\.xml/g)!.length, 1);
      }
      assert.doesNotMatch((await folder.vpc(['lint', name, 'older.xml'])).err, /Rules that compare/);
    });
  });

  describe('of product lists and release documents', () => {
    const LIST = 'Produkt;Version;Plattform\r\nPrüfstand;1;Windows Server 2022\r\n';
    const make = (...args: string[]) =>
      folder.vpc(['new', '--supplier', 'Acme', '--date', '2026-03-10', '--output', '-', '--products', ...args]);

    it('are recognised, windows-1252 with a note', async () => {
      for (const bytes of [Buffer.from(LIST), utf16(LIST), Buffer.from(LIST, 'utf16le')]) {
        await write('p.csv', bytes);
        const { code, out, err } = await make('p.csv');
        assert.deepEqual([code, err], [0, '']);
        assert.match(out, /<ID>Prüfstand<\/ID>/);
      }
      await write('p.csv', latin(LIST));
      const { code, out, err } = await make('p.csv');
      assert.equal(code, 0);
      assert.equal(
        err,
        'p.csv: info: Not valid UTF-8; read as windows-1252. Save the file as "CSV UTF-8" if names look wrong.\n',
      );
      assert.match(out, /<ID>Prüfstand<\/ID>/);
    });

    it('end the command with one error where a list is in an unknown encoding', async () => {
      await write('p.csv', latin(LIST.replace('ü', '\x81').repeat(40)));
      const { code, out, err } = await make('p.csv');
      assert.deepEqual([code, out], [3, '']);
      assert.deepEqual(err.match(/^p\.csv.*: error: /gm), ['p.csv:2: error: ']);
    });

    it('end the command with one error where a release document has invalid bytes', async () => {
      await write('release.xml', latin('<cvrfdoc>\n<DocumentTitle>März ä ö ü</DocumentTitle>\n</cvrfdoc>'));
      const { code, err } = await folder.vpc(['import', 'cvrf', 'release.xml', '--supplier', 'Acme']);
      assert.equal(code, 3);
      assert.match(err, /^release\.xml:2: error: These bytes are not valid UTF-8\. [^\n]*\n$/);
    });
  });
});
