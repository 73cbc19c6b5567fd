/** The requests of editor commands over stdio: fixes with their edits, new files, the whole workspace. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  IMPORT_RELEASE,
  KNOWN_PRODUCTS,
  NEW_FILE,
  RECOGNISE,
  REPORT,
  type ImportReleaseResult,
  type KnownProductsResult,
  type NewFileResult,
  type RecogniseResult,
  type ReportResult,
} from '../../server/src/lsp/protocol/index';
import { releaseDocument, vulnerability } from '../support/cvrf';
import { LspClient, PULL_CLIENT } from '../support/lspClient';
import { FIRST } from '../support/vocabularies';

const SERVER = join(__dirname, '../../dist/server.js');

describe('dist/server.js --stdio, requests of commands', () => {
  let folder: string;
  let server: ChildProcess;
  let client: LspClient;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vpc-'));
    server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    client = LspClient.over(server.stdout!, server.stdin!);
  });
  afterEach(async () => {
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    await client.stop(true);
    assert.equal(await ended, 0);
    rmSync(folder, { recursive: true });
  });

  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

  it('fixes a misspelt state, and all problems at once', async () => {
    const uri = uriOf(FIRST.sampleName);
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
    const wrong = FIRST.sampleText
      .replace('>In Test<', '>in test<')
      .replace('<RebootRequired>true<', '<RebootRequired>TRUE<');
    await client.open(uri, wrong);
    const report = await client.pull(uri);
    assert.ok(report.kind === 'full');
    assert.deepEqual(report.items.map(({ code }) => code).sort(), ['vpc/code-value', 'xsd/cvc-datatype-valid.1.2.1']);

    const fixedBy = (action: CodeAction): string =>
      TextDocument.applyEdits(
        TextDocument.create(uri, 'vpc', 1, wrong),
        action.edit!.documentChanges!.flatMap((change) => ('edits' in change ? change.edits : [])) as never,
      );
    const state = report.items.find(({ code }) => code === 'vpc/code-value')!;
    const [fix] = await client.ask<CodeAction[]>('textDocument/codeAction', uri, {
      range: state.range,
      context: { diagnostics: [state] },
    });
    assert.ok(fixedBy(fix!).includes('>In Test<'));

    const [all] = await client.ask<CodeAction[]>('textDocument/codeAction', uri, {
      range: state.range,
      context: { diagnostics: [], only: ['source.fixAll.vpc'] },
    });
    assert.equal(fixedBy(all!), FIRST.sampleText);
  });

  it('creates and imports files, and lists the products of the workspace', async () => {
    writeFileSync(join(folder, FIRST.sampleName), FIRST.sampleText);
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);

    const known = await client.connection.sendRequest<KnownProductsResult>(KNOWN_PRODUCTS, {});
    assert.deepEqual(known.suppliers, ['Northwind Process Systems']);
    assert.ok(known.products.length > 0);

    const fresh = await client.connection.sendRequest<NewFileResult>(NEW_FILE, {
      supplier: 'Example Controls',
      date: '2026-03-10',
      products: known.products.slice(0, 1),
    });
    assert.equal(fresh.fileName, 'Example-Controls_VPC_2026-03-10.xml');
    assert.ok(fresh.snippet!.includes(`<ID>${known.products[0]!.id}</ID>`));

    const content = releaseDocument(vulnerability('CVE-2026-0001', 'Critical: 1', [{ kb: '5000001', products: '1' }]));
    const made = await client.connection.sendRequest<ImportReleaseResult>(IMPORT_RELEASE, {
      ...{ supplier: 'Acme', date: '2026-03-10', documents: [{ name: 'release.xml', content }] },
    });
    assert.deepEqual([made.patches, made.vulnerabilities], [1, 1]);
    assert.match(made.text!, /<ID>KB5000001<\/ID>/);

    const { recognised } = await client.connection.sendRequest<RecogniseResult>(RECOGNISE, {
      text: made.text!,
      uri: 'file:///any.xml',
    });
    assert.equal(recognised, true);
  });

  it('validates the workspace, and reports its state without content of files', async () => {
    writeFileSync(join(folder, FIRST.sampleName), FIRST.sampleText);
    writeFileSync(join(folder, 'wrong.vpc.xml'), FIRST.sampleText.replace('>In Test<', '>in test<'));
    await client.initialize(PULL_CLIENT, pathToFileURL(folder).href);
    const { items } = await client.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const codes = Object.fromEntries(
      items.map((item) => [item.uri, item.kind === 'full' ? item.items.map(({ code }) => code) : null]),
    );
    assert.deepEqual(codes[uriOf(FIRST.sampleName)], []);
    assert.ok(codes[uriOf('wrong.vpc.xml')]!.includes('vpc/code-value'));

    await client.open(uriOf('wrong.vpc.xml'), FIRST.sampleText);
    const report = await client.connection.sendRequest<ReportResult>(REPORT, {});
    assert.equal(report.documents[0]!.length, FIRST.sampleText.length);
    assert.ok(!JSON.stringify(report).includes('Northwind'));
  });
});
