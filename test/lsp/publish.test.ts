import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  PUBLISH,
  type InitializationOptions,
  type PublishParams,
  type PublishResult,
} from '../../server/src/lsp/protocol';
import { CliFolder } from '../support/cli';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

/** An edition of one publication of Northwind with one patch. */
function edition(version: string, published: string, state: string, more: object = {}): string {
  const product = {
    'product-id': 'Batch',
    'product-version': '8.2',
    state,
    'state-date': published,
    comment: 'Tested',
  };
  const patch = { 'patch-id': 'KB5000001', title: 'Update', released: '2026-01-13T08:00:00Z', product: [product] };
  return publicationText(FIRST, [patch], {
    ...{ 'document-id': 'NW-1', 'document-version': version, description: 'Patch compatibility', published },
    ...more,
  });
}

const JANUARY = edition('1', '2026-01-30T09:00:00Z', 'Approved');
const MARCH = edition('2', '2026-03-04T09:00:00Z', 'Not Approved');
const OLD = 'Northwind_VPC_2026-01-30';
const NEW = 'Northwind_VPC_2026-03-04';
const PAGES = ['xml', 'html', 'csv', 'xlsx', 'md'];
const CHANGES = ['changes.html', 'changes.md'];

describe('the request vpc/publish', () => {
  let client: LspClient;
  let folder: CliFolder;
  beforeEach(async () => {
    // The last edition can be beside the file: here, there is none.
    folder = await CliFolder.with({ 'january/work.xml': JANUARY, 'march/work.xml': MARCH });
    client = startInProcess();
    await client.initialize(PULL_CLIENT, pathToFileURL(folder.path).href);
  });
  afterEach(async () => {
    await client.stop();
    await folder.remove();
  });

  /** Starts another server. @param workspace its folder */
  async function start(workspace: string, options: InitializationOptions = {}): Promise<void> {
    await client.stop();
    client = startInProcess();
    await client.initialize(PULL_CLIENT, uri(workspace), options);
  }

  const path = (name: string) => join(folder.path, name);
  const uri = (name: string) => pathToFileURL(path(name)).href;
  const namesIn = (name: string) => readdir(path(name)).catch(() => []);

  /** The answer about a file of a folder of its own, for the folder `site`. */
  async function asked(file: string, more: Partial<PublishParams> = {}): Promise<PublishResult> {
    const names = await namesIn('site');
    const beside = await namesIn(join(file, '..'));
    const params: PublishParams = { uri: uri(file), folder: uri('site'), names, beside, ...more };
    return (await client.connection.sendRequest<PublishResult | null>(PUBLISH, params))!;
  }

  /** What the client does with the answer. */
  async function written({ files }: PublishResult): Promise<string[]> {
    await mkdir(path('site'), { recursive: true });
    for (const { name, base64 } of files) {
      if (base64 === null) await rm(path(`site/${name}`));
      else await writeFile(path(`site/${name}`), Buffer.from(base64, 'base64'));
    }
    return files.map(({ name }) => name);
  }

  async function bytes(site: string): Promise<Record<string, string>> {
    const names = (await namesIn(site)).sort();
    const texts = await Promise.all(names.map((name) => readFile(path(`${site}/${name}`), 'latin1')));
    return Object.fromEntries(names.map((name, index) => [name, texts[index]!]));
  }

  const onCommandLine = (file: string, ...more: string[]) => folder.vpc(['publish', file, '--to', 'cli', ...more]);

  it('gives the files of a first edition, the checksums last', async () => {
    const made = await asked('january/work.xml');
    assert.deepEqual([made.refusal, made.notes, made.count, made.index], [null, [], 7, 'index.html']);
    assert.deepEqual(await written(made), [...PAGES.map((end) => `${OLD}.${end}`), 'index.html', 'SHA256SUMS']);
    await onCommandLine('january/work.xml');
    assert.deepEqual(await bytes('site'), await bytes('cli'));
    const again = await asked('january/work.xml');
    assert.deepEqual([again.files, again.count, again.refusal], [[], 7, null]);
  });

  it('gives the changes since the last edition, byte for byte as the command line', async () => {
    await written(await asked('january/work.xml'));
    const names = await written(await asked('march/work.xml'));
    assert.deepEqual(names, [...[...PAGES, ...CHANGES].map((end) => `${NEW}.${end}`), 'index.html', 'SHA256SUMS']);
    await onCommandLine('january/work.xml');
    assert.equal((await onCommandLine('march/work.xml')).code, 0);
    const site = await bytes('site');
    assert.deepEqual(site, await bytes('cli'));
    assert.match(site[`${NEW}.changes.md`]!, /\| Approved \S+ Not Approved \| withdrawn \|/);
  });

  it('finds the last edition beside the file', async () => {
    await writeFile(path('march/january.xml'), JANUARY);
    await written(await asked('march/work.xml'));
    await onCommandLine('march/work.xml');
    const site = await bytes('site');
    assert.match(site[`${NEW}.changes.md`]!, /^# january\.xml \S+ Northwind/);
    assert.deepEqual(site, await bytes('cli'));
  });

  it('refuses a file with errors, and names them', async () => {
    await writeFile(path('march/work.xml'), edition('2', '2026-03-04T09:00:00Z', 'Maybe'));
    const { files, refusal, problems } = await asked('march/work.xml');
    assert.deepEqual(
      [files, refusal],
      [[], { message: 'The file has errors. Correct them first.', isReplaceable: false }],
    );
    const errors = problems.filter(({ severity }) => severity === 'error');
    assert.match(errors[0]!.message, /^Line \d+: .*Maybe/);
  });

  it('checks the file with the configuration, against what is published outside of the workspace', async () => {
    await writeFile(path('march/vpc.config.json'), '{ "preset": "full", "fileNamePattern": "{document-version}.xml" }');
    await start('march');
    await mkdir(path('site'));
    await writeFile(path('site/1.xml'), JANUARY);
    await writeFile(path('march/work.xml'), edition('1.0', '2026-03-04T09:00:00Z', 'Not Approved'));
    const { problems, files } = await asked('march/work.xml');
    assert.equal(files[0]!.name, '1.0.xml');
    const [raised] = problems.filter(({ message }) => message.includes('is not higher'));
    assert.match(
      raised?.message ?? '',
      /^Line \d+: The previous edition \(1\.xml\) has version "1", but this one has "1\.0"/,
    );
  });

  it('replaces what is published only where it is told to', async () => {
    await written(await asked('march/work.xml'));
    await onCommandLine('march/work.xml');
    await writeFile(path('march/work.xml'), edition('2', '2026-03-04T09:00:00Z', 'In Test'));
    const { files, refusal } = await asked('march/work.xml');
    assert.deepEqual(files, []);
    assert.deepEqual(refusal, {
      message: `${NEW}.xml is published with other content. Usually the version and the publication date are to be raised instead.`,
      isReplaceable: true,
    });
    await written(await asked('march/work.xml', { replace: true }));
    await onCommandLine('march/work.xml', '--replace');
    const site = await bytes('site');
    assert.match(site[`${NEW}.html`]!, /In Test/);
    assert.deepEqual(site, await bytes('cli'));
  });

  it('refuses where a page was changed after it was published, or a file of the folder cannot be read', async () => {
    await written(await asked('january/work.xml'));
    await writeFile(path(`site/${OLD}.html`), 'changed');
    assert.deepEqual((await asked('march/work.xml')).refusal, {
      message: `${OLD}.html was changed after it was published: SHA256SUMS has another checksum.`,
      isReplaceable: true,
    });
    await writeFile(path(`site/${OLD}.xml`), JANUARY.slice(0, -30));
    const { refusal } = await asked('march/work.xml');
    assert.match(
      refusal!.message,
      /^A file in the folder cannot be read\. Correct or remove it\. Northwind_VPC_2026-01-30\.xml: .*cut off/,
    );
    assert.equal(refusal!.isReplaceable, false);
  });

  it('refuses an edition whose order is in doubt, and notes drafts', async () => {
    await written(await asked('march/work.xml'));
    await writeFile(path('site/draft.xml'), edition('1.2', '2026-02-01T09:00:00Z', 'In Test'));
    await writeFile(path('march/work.xml'), edition('1.5', '2026-04-01T09:00:00Z', 'Approved'));
    const { refusal, notes } = await asked('march/work.xml');
    assert.match(
      refusal!.message,
      /^The order of Northwind_VPC_2026-04-01\.xml and Northwind_VPC_2026-03-04\.xml is in doubt/,
    );
    assert.deepEqual(notes, ['draft.xml is not listed: its name does not follow the filename convention.']);
  });

  it('publishes nothing of a workspace that is not trusted, or of another file', async () => {
    await writeFile(path('march/other.xml'), '<other/>');
    assert.equal((await asked('march/other.xml')).refusal!.message, 'Not a VPC file.');
    assert.equal((await asked('march/none.xml')).refusal!.message, 'Cannot read the file.');
    await start('march', { trusted: false });
    assert.match((await asked('march/work.xml')).refusal!.message, /^Trust the workspace to publish/);
  });
});
