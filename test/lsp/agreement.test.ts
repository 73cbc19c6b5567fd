/** The Problems view and `vpc lint --format json` report the same problems. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../../server/src/workspace/diagnostic';
import { CliFolder } from '../support/cli';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { editionsFolder, endingIn } from '../support/editionsFolder';
import { BOTH } from '../support/vocabularies';

const SAMPLES = join(__dirname, '..', '..', 'samples');
const samples = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => [name, readFileSync(join(SAMPLES, name), 'utf8')] as const);

/** The samples, and mutated copies of each. */
const TEXTS = [
  ...samples,
  ...samples.map(
    ([name, text]) => [`slips-${name}`, text.replaceAll('>Approved<', '>aproved & <').slice(0, -30)] as const,
  ),
];

const SEVERITIES = new Map<unknown, string>([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'info'],
  [DiagnosticSeverity.Hint, 'hint'],
]);

/** Problems in an order that is independent of editor and command line. */
const asPlain = (items: readonly (LspDiagnostic | Diagnostic)[]) =>
  items.map(({ code, source, message, range, severity }) => ({
    code,
    source,
    message,
    range,
    severity: SEVERITIES.get(severity) ?? severity,
  }));

interface Report {
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly Diagnostic[] }[];
}

describe('editor and command line', () => {
  let folder: CliFolder;
  let client: LspClient;
  before(async () => {
    // Each in a folder of its own: files that refer to each other are compared below.
    folder = await CliFolder.with(Object.fromEntries(TEXTS.map(([name, text]) => [`${name}/${name}`, text])));
    client = startInProcess();
    await client.initialize(PULL_CLIENT);
  });
  after(async () => {
    await client.stop();
    await folder.remove();
  });

  for (const [name, text] of TEXTS) {
    it(`report the same problems for ${basename(name)}`, async () => {
      const path = join(folder.path, name);
      const { out } = await folder.vpc(['lint', '--format', 'json', name], { cwd: path });
      const { files } = JSON.parse(out) as Report;
      const uri = pathToFileURL(join(path, name)).href;
      await client.open(uri, text);
      const report = await client.pull(uri);
      await client.close(uri);
      assert.ok(report.kind === 'full');
      assert.deepEqual(asPlain(report.items), asPlain(files[0]!.diagnostics));
      if (name.startsWith('slips')) assert.ok(report.items.length > 0);
    });
  }
});

for (const vocabulary of BOTH) {
  describe(`editor and command line for files that refer to each other, ${vocabulary.title}`, () => {
    let folder: CliFolder;
    let client: LspClient;
    const inEditor = new Map<string, ReturnType<typeof asPlain>>();
    const ending = endingIn(vocabulary);
    const SECOND_EDITION = `2026/second.${ending}`;
    const NAMES = [SECOND_EDITION, `2026/first.${ending}`, `copies/same-date.${ending}`, `archive/comment.${ending}`];

    before(async () => {
      folder = await CliFolder.with(editionsFolder(vocabulary));
      client = startInProcess();
      await client.initialize(PULL_CLIENT, pathToFileURL(folder.path).href);
      for (const name of NAMES) {
        const uri = pathToFileURL(join(folder.path, name)).href;
        await client.open(uri, await folder.read(name));
        await client.pull(uri);
      }
      await client.logged('VPC files in the workspace: 5');
      for (const name of NAMES) {
        const report = await client.pull(pathToFileURL(join(folder.path, name)).href);
        assert.ok(report.kind === 'full');
        inEditor.set(name, asPlain(report.items));
      }
    });
    after(async () => {
      await client.stop();
      await folder.remove();
    });

    const linted = async (args: readonly string[], input = '') => {
      const { out } = await folder.vpc(['lint', '--format', 'json', ...args], { input });
      const { files } = JSON.parse(out) as Report;
      return new Map(files.map(({ path, diagnostics }) => [path, asPlain(diagnostics)]));
    };

    it('report problems that depend on other files', () => {
      const codes = (inEditor.get(SECOND_EDITION) ?? []).map(({ code }) => code);
      const across = ['vpc/version-not-raised', 'vpc/transition', 'vpc/unknown-patch', 'vpc/unknown-superseded'];
      assert.deepEqual(
        across.map((code) => codes.filter((found) => found === code).length),
        [1, 2, 2, 1],
      );
    });

    it('report the same problems for each file alone', async () => {
      for (const name of NAMES) assert.deepEqual((await linted([name])).get(name), inEditor.get(name), name);
    });

    it('report the same problems for the folder and for each of its parts', async () => {
      const [whole, ...parts] = await Promise.all([
        linted(['.']),
        linted(['.', '--shard', '1/3']),
        linted(['.', '--shard', '2/3']),
        linted(['.', '--shard', '3/3']),
      ]);
      for (const name of NAMES) assert.deepEqual(whole.get(name), inEditor.get(name), name);
      assert.deepEqual(new Map(parts.flatMap((part) => [...part])), whole);
    });

    it('report the same problems for standard input with a file name', async () => {
      const name = SECOND_EDITION;
      const found = await linted(['--stdin-filename', name, '-'], await folder.read(name));
      assert.deepEqual(found.get(name), inEditor.get(name));
    });

    it('report the same problems for a file that is too large for memory', async () => {
      const name = SECOND_EDITION;
      const text = await folder.read(name);
      const long = text.replace(/(?=\s*<\/[^>]*>\s*<\/[^>]*>\s*$)/, `\n${' '.repeat(1 << 20)}`);
      const found = await linted(['--stdin-filename', name, '-'], long);
      assert.deepEqual(found.get(name), inEditor.get(name));
    });
  });
}
