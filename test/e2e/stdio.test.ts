/** The language server as any editor runs it: `dist/server.js --stdio`, a process of its own. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  Hover,
} from 'vscode-languageserver';
import { LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { runCli } from '../support/builtCli';
import { FIRST } from '../support/vocabularies';

const ROOT = join(__dirname, '..', '..');
const SAMPLES = join(ROOT, 'samples');

describe('dist/server.js --stdio', () => {
  let server: ChildProcess;
  let client: LspClient;
  beforeEach(() => {
    server = spawn(process.execPath, [join(ROOT, 'dist/server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    client = LspClient.over(server.stdout!, server.stdin!);
  });
  afterEach(async () => {
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    await client.stop(true);
    assert.equal(await ended, 0);
  });

  it('takes an editor through a VPC file', async () => {
    const uri = 'file:///w/wrong.xml';
    const lines = FIRST.sampleText.split('\n');
    const positionOf = (text: string, plus = 0) => {
      const line = lines.findIndex((candidate) => candidate.includes(text));
      return { line, character: lines[line]!.indexOf(text) + plus };
    };
    const { serverInfo } = await client.initialize(PULL_CLIENT, 'file:///w');
    assert.equal(serverInfo?.name, 'VPC Tools');
    await client.open(uri, FIRST.sampleText);

    const report = await client.pull(uri);
    assert.deepEqual(report.kind === 'full' && report.items.map(({ code }) => code), ['vpc/filename']);

    // A state is misspelt while typing, and put right.
    const state = positionOf('In Test');
    await client.edit(uri, state, { ...state, character: state.character + 2 }, 'in');
    const mistaken = await client.pull(uri, report.resultId);
    assert.deepEqual(mistaken.kind === 'full' && mistaken.items.map(({ code }) => code), [
      'vpc/filename',
      'vpc/code-value',
    ]);
    await client.edit(uri, state, { ...state, character: state.character + 2 }, 'In');
    assert.equal((await client.pull(uri, mistaken.resultId)).kind, 'full');

    const hover = await client.ask<Hover>('textDocument/hover', uri, { position: positionOf('<Supplier>', 2) });
    assert.match(JSON.stringify(hover.contents), /\*\*Supplier\*\*/);

    const position = positionOf('<VendorProduct>');
    const { items } = await client.ask<CompletionList>('textDocument/completion', uri, { position });
    const labels = items.map(({ label }) => label);
    assert.deepEqual(labels.slice(0, 2), ['Removable', 'VendorProduct']);
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', items[0]!);
    assert.match(JSON.stringify(resolved.documentation), /\*\*Removable\*\*/);

    const [root] = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', uri);
    assert.equal(root?.detail, 'Northwind Process Systems');
    const [fold] = await client.ask<FoldingRange[]>('textDocument/foldingRange', uri);
    assert.deepEqual(fold, { startLine: 1, endLine: lines.length - 3 });

    const range = { start: positionOf('PatchData'), end: positionOf('PatchData', 9) };
    const context = { diagnostics: [] };
    const [rename] = await client.ask<CodeAction[]>('textDocument/codeAction', uri, { range, context });
    assert.equal(rename?.title, `Rename the file to "${FIRST.sampleName}"`);
  });

  it('publishes what a client does not ask for', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open('file:///w/a.xml', '<a><b></a>', 'xml');
    const [diagnostic] = await client.pushed('file:///w/a.xml', (list) => list.length > 0);
    assert.equal(diagnostic?.code, 'xml/missing-end-tag');
  });

  it('says the same of each sample as vpc lint', async () => {
    await client.initialize(PULL_CLIENT, pathToFileURL(SAMPLES).href);
    const files = readdirSync(SAMPLES).filter((file) => file.endsWith('.xml'));
    assert.notEqual(files.length, 0);
    for (const file of files) {
      const path = join(SAMPLES, file);
      const uri = pathToFileURL(path).href;
      await client.open(uri, readFileSync(path, 'utf8'));
      const report = await client.pull(uri);
      assert.ok(report.kind === 'full');
      assert.deepEqual(report.items.map(withoutLspShape), linted(path), file);
    }
  });
});

interface Comparable {
  readonly code: unknown;
  readonly source: unknown;
  readonly severity: unknown;
  readonly message: unknown;
  readonly range: unknown;
}

function withoutLspShape({ code, source, severity, message, range }: Diagnostic): Comparable {
  return { code, source, severity: ['', 'error', 'warning', 'info', 'hint'][severity ?? 0], message, range };
}

function linted(path: string): Comparable[] {
  const { out } = runCli(['lint', '--format', 'json', path]);
  const report = JSON.parse(out) as { files: { diagnostics: Comparable[] }[] };
  return report.files[0]!.diagnostics.map(({ code, source, severity, message, range }) => ({
    code,
    source,
    severity,
    message,
    range,
  }));
}
