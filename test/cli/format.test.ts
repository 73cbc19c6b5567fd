/** `vpc format`: formats files as the editor does. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument, type TextEdit } from 'vscode-languageserver-textdocument';
import { FORMAT_DEFAULTS, type FormatChoices } from '../../server/src/workspace/configuration/formatOptions';
import { CliFolder, type Outcome } from '../support/cli';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { BOTH, FIRST } from '../support/vocabularies';

const UGLY = '<PatchData><b>x</b>\n      <c/></PatchData>\n';
const LAID_OUT = '<PatchData>\n  <b>x</b>\n  <c/>\n</PatchData>\n';

describe('vpc format', () => {
  let folder: CliFolder;
  beforeEach(async () => {
    folder = await CliFolder.with({ 'a.vpc.xml': UGLY, 'b/b.vpc.xml': LAID_OUT });
  });
  afterEach(() => folder.remove());

  const format = (...args: string[]): Promise<Outcome> => folder.vpc(['format', ...args]);
  const path = (name: string): string => join(folder.path, name);

  it('formats files, prints their names, and changes nothing the second time', async () => {
    const before = await stat(path('b/b.vpc.xml'));
    assert.deepEqual(await format(), { code: 0, out: 'a.vpc.xml\n', err: 'vpc: 1 of 2 files changed\n' });
    assert.equal(await folder.read('a.vpc.xml'), LAID_OUT);
    assert.equal((await stat(path('b/b.vpc.xml'))).mtimeMs, before.mtimeMs);
    assert.deepEqual(await format('--quiet'), { code: 0, out: '', err: '' });
  });

  it('changes nothing with --check', async () => {
    assert.deepEqual(await format('--check'), { code: 1, out: 'a.vpc.xml\n', err: 'vpc: 1 of 2 files would change\n' });
    assert.equal((await format('--check', 'b')).code, 0);
    assert.equal(await folder.read('a.vpc.xml'), UGLY);
  });

  it('prints a diff with --dry-run', async () => {
    const { code, out } = await format('--dry-run');
    assert.equal(code, 0);
    assert.equal(
      out,
      '--- a/a.vpc.xml\n+++ b/a.vpc.xml\n@@ -1,2 +1,4 @@\n-<PatchData><b>x</b>\n-      <c/></PatchData>\n+<PatchData>\n+  <b>x</b>\n+  <c/>\n+</PatchData>\n',
    );
    assert.equal(await folder.read('a.vpc.xml'), UGLY);
    assert.equal((await format('--dry-run', '--check')).code, 1);
  });

  it('writes standard input formatted, or unchanged if that is not possible', async () => {
    const run = (input: string | Uint8Array, ...args: string[]) => folder.vpc(['format', '-', ...args], { input });
    assert.deepEqual(await run(UGLY), { code: 0, out: LAID_OUT, err: 'vpc: 1 of 1 file changed\n' });
    assert.deepEqual((await run(LAID_OUT, '--quiet')).out, LAID_OUT);
    const broken = await run('<a><b></a>\n');
    assert.deepEqual([broken.code, broken.out], [3, '<a><b></a>\n']);
    assert.deepEqual(await run(UGLY, '--check', '--quiet', '--stdin-filename', 'x/y.xml'), {
      code: 1,
      out: 'x/y.xml\n',
      err: '',
    });
  });

  it('reports files that are not well-formed or cannot be read, and formats the others', async () => {
    await writeFile(path('broken.vpc.xml'), '<PatchData>\n<b></PatchData>');
    await writeFile(path('bytes.vpc.xml'), Buffer.from('<PatchData>\u00e4</PatchData>', 'latin1'));
    const { code, out, err } = await format('.', 'none.xml');
    assert.deepEqual([code, out], [3, 'a.vpc.xml\n']);
    assert.equal(
      err,
      `vpc: broken.vpc.xml:2:2: not well-formed XML (xml/missing-end-tag); run vpc lint for details
vpc: bytes.vpc.xml:1:12: not well-formed XML (xml/encoding-invalid-bytes); run vpc lint for details
vpc: cannot read none.xml: no such file
vpc: 1 of 5 files changed, 3 failed
`,
    );
    assert.equal(await folder.read('broken.vpc.xml'), '<PatchData>\n<b></PatchData>');
  });

  it('passes over what is named and is no VPC file with --ignore-unknown, and notes misnamed files', async () => {
    await writeFile(path('other.xml'), UGLY.replaceAll('PatchData', 'x'));
    await writeFile(path('Acme_VPC_x.xml'), UGLY.replaceAll('PatchData', 'x'));
    assert.deepEqual(await format('--ignore-unknown', 'other.xml', 'Acme_VPC_x.xml', 'a.vpc.xml'), {
      code: 0,
      out: 'a.vpc.xml\n',
      err:
        'vpc: Acme_VPC_x.xml: Named like a VPC file, but the root element is "x" and not "PatchData". ' +
        'Rename the file, or correct the root element.\nvpc: 1 of 1 file changed\n',
    });
    assert.equal(await folder.read('other.xml'), UGLY.replaceAll('PatchData', 'x'));
  });

  const KEPT: readonly (readonly [what: string, encoded: (text: string) => Buffer, declared: string])[] = [
    ['a byte order mark', (text) => Buffer.from(`\ufeff${text}`), ''],
    ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), '<?xml version="1.0" encoding="UTF-16"?>\r\n'],
    ['ISO-8859-1', (text) => Buffer.from(text, 'latin1'), '<?xml version="1.0" encoding="ISO-8859-1"?>\r\n'],
  ];
  for (const [what, encoded, declared] of KEPT) {
    it(`does not change ${what}, line ends and mode`, async () => {
      await writeFile(path('k.xml'), encoded(`${declared}<a>\r\n<b>ä ö</b></a>\r\n`));
      await chmod(path('k.xml'), 0o640);
      assert.equal((await format('k.xml')).code, 0);
      assert.deepEqual(await readFile(path('k.xml')), encoded(`${declared}<a>\r\n  <b>ä ö</b>\r\n</a>\r\n`));
      if (process.platform !== 'win32') assert.equal((await stat(path('k.xml'))).mode & 0o777, 0o640);
    });
  }

  it('uses the configuration of each path', async () => {
    const overrides = [{ files: ['b/**'], format: { insertSpaces: false } }];
    await writeFile(path('vpc.config.json'), JSON.stringify({ format: { tabSize: 4 }, overrides }));
    await format();
    assert.equal(await folder.read('a.vpc.xml'), LAID_OUT.replaceAll('  ', '    '));
    assert.equal(await folder.read('b/b.vpc.xml'), LAID_OUT.replaceAll('  ', '\t'));
    await format('--no-config');
    assert.equal(await folder.read('a.vpc.xml'), LAID_OUT);
    await writeFile(path('vpc.config.json'), '{ "format": { "tabSize": 0 } }');
    const { code, err } = await format();
    assert.deepEqual([code, err.includes('vpc.config.json:1:15: Expected a whole number from 1 to 16.')], [2, true]);
  });
});

/** A text with other whitespace between its tags, so that formatting changes it. */
function squeezed(text: string): string {
  return text.replace(/>\n\s*</g, (_, at: number) => `>${' \n'.charAt(at % 3)}${' '.repeat(at % 5)}<`);
}

const FORMATS: readonly Partial<FormatChoices>[] = [
  {},
  { insertSpaces: false, attributes: 'onePerLine', insertFinalNewline: true },
  { tabSize: 3, attributes: 'wrap', lineWidth: 60, maxBlankLines: 0, trimFinalNewlines: true },
];

for (const test of BOTH) {
  describe(`vpc format compared with the editor, ${test.title}`, () => {
    const samples = [test.samplePath, ...(test === FIRST ? shippedSamples() : [])];
    let folder: CliFolder;
    let client: LspClient;
    beforeEach(async () => {
      folder = await CliFolder.with(test.ownFiles);
      client = startInProcess();
    });
    afterEach(async () => {
      await client.stop();
      await folder.remove();
    });

    for (const format of FORMATS) {
      it(`gives the same text: ${JSON.stringify(format)}`, async () => {
        const config = { schema: 'vpc.xsd', profile: 'profile.json', format };
        await writeFile(join(folder.path, 'vpc.config.json'), JSON.stringify(config));
        await client.initialize(PULL_CLIENT, pathToFileURL(folder.path).href);
        for (const sample of samples) {
          const name = basename(sample);
          const text = squeezed(readFileSync(sample, 'utf8'));
          const uri = pathToFileURL(join(folder.path, name)).href;
          await client.open(uri, text);
          const { tabSize, insertSpaces } = FORMAT_DEFAULTS;
          const edits = await client.ask<TextEdit[]>('textDocument/formatting', uri, {
            options: { tabSize, insertSpaces },
          });
          await writeFile(join(folder.path, name), text);
          const { code, err } = await folder.vpc(['format', name]);
          const isBroken = name === 'every-mistake.vpc.xml';
          assert.equal(code, isBroken ? 3 : 0, err);
          if (isBroken) continue;
          const expected = TextDocument.applyEdits(TextDocument.create(uri, 'vpc', 1, text), edits);
          assert.notEqual(expected, text);
          assert.equal(await folder.read(name), expected);
          assert.equal((await folder.vpc(['format', '--check', name])).code, 0);
        }
      });
    }
  });
}

function shippedSamples(): string[] {
  return readdirSync('samples')
    .filter((name) => name.endsWith('.xml'))
    .map((name) => join('samples', name));
}
