/** The Problems view and `vpc lint --format json` say the same of a file. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../../server/src/service/findings';
import { CliFolder } from '../support/cli';
import { PULL_CLIENT, type LspClient } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';

const SAMPLES = join(__dirname, '..', '..', 'samples');
const samples = readdirSync(SAMPLES)
  .filter((name) => name.endsWith('.xml'))
  .map((name) => [name, readFileSync(join(SAMPLES, name), 'utf8')] as const);

/** The samples, and each with slips of the keyboard all over it. */
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

describe('editor and command line', () => {
  let folder: CliFolder;
  let client: LspClient;
  before(async () => {
    folder = await CliFolder.with(Object.fromEntries(TEXTS));
    client = startInProcess();
    await client.initialize(PULL_CLIENT);
  });
  after(async () => {
    await client.stop();
    await folder.remove();
  });

  for (const [name, text] of TEXTS) {
    it(`say the same of ${basename(name)}`, async () => {
      const { out } = await folder.vpc(['lint', '--format', 'json', name]);
      const { files } = JSON.parse(out) as { files: { diagnostics: Finding[] }[] };
      const uri = pathToFileURL(join(folder.path, name)).href;
      await client.open(uri, text);
      const report = await client.pull(uri);
      assert.ok(report.kind === 'full');
      const plain = ({ code, source, message, range }: Finding | Diagnostic) => ({ code, source, message, range });
      assert.deepEqual(
        report.items.map((item) => ({ ...plain(item), severity: SEVERITIES.get(item.severity) })),
        files[0]!.diagnostics.map((finding) => ({ ...plain(finding), severity: finding.severity })),
      );
      if (name.startsWith('slips')) assert.ok(report.items.length > 0);
    });
  }
});
