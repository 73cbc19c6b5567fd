/** The language server as an editor runs it: `dist/server.js --stdio`, as a process. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentSymbol,
  DocumentHighlight,
  FoldingRange,
  Hover,
  LinkedEditingRanges,
  Position,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  AUTO_INSERT,
  SORT_ENTRIES,
  SURROUND,
  type AutoInsertParams,
  type SortEntriesParams,
  type SortEntriesResult,
  type SurroundParams,
  type SurroundResult,
} from '../../server/src/lsp/protocol/index';
import { LspClient, PULL_CLIENT, PUSH_CLIENT } from '../support/lspClient';
import { runCli } from '../support/builtCli';
import { FIRST } from '../support/vocabularies';

import type {
  DocumentLink,
  InlayHint,
  Location,
  SemanticTokens,
  SymbolInformation,
  WorkspaceEdit as RenameEdit,
} from 'vscode-languageserver';

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

  it('answers the requests of an editor for a VPC file', async () => {
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

    // A state is misspelt while typing, and corrected.
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

  it('edits a VPC file: formatting, tags, selections, order', async () => {
    const uri = 'file:///w/edited.vpc.xml';
    const { sampleText } = FIRST;
    const flat = TextDocument.create(uri, 'vpc', 1, sampleText.replace(/\n\s+/g, '\n'));
    await client.initialize(PULL_CLIENT, 'file:///w');
    await client.open(uri, flat.getText());
    const options = { tabSize: 2, insertSpaces: true };
    const apply = (edits: readonly TextEdit[]): string => TextDocument.applyEdits(flat, [...edits]);
    const positionOf = (text: string, plus = 0): Position => flat.positionAt(flat.getText().indexOf(text) + plus);

    const edits = await client.ask<TextEdit[]>('textDocument/formatting', uri, { options });
    assert.equal(apply(edits), sampleText);
    const range = { start: positionOf('<VendorProduct>'), end: positionOf('<Status>') };
    const some = await client.ask<TextEdit[]>('textDocument/rangeFormatting', uri, { range, options });
    assert.ok(some.length > 0 && some.length < edits.length);
    const closed = positionOf('</VendorProduct>', '</VendorProduct>'.length);
    const onType = { position: closed, ch: '>', options };
    assert.ok((await client.ask<TextEdit[]>('textDocument/onTypeFormatting', uri, onType)).length > 0);

    const position = positionOf('<Supplier>', 3);
    const marks = await client.ask<DocumentHighlight[]>('textDocument/documentHighlight', uri, { position });
    assert.deepEqual(
      marks.map((mark) => flat.getText(mark.range)),
      ['Supplier', 'Supplier'],
    );
    const linked = await client.ask<LinkedEditingRanges>('textDocument/linkedEditingRange', uri, { position });
    assert.equal(linked.ranges.length, 2);
    const rename = await client.ask<WorkspaceEdit>('textDocument/rename', uri, { position, newName: 'Maker' });
    assert.match(JSON.stringify(rename), /"newText":"Maker".*"newText":"Maker"/);
    const [selection] = await client.ask<SelectionRange[]>('textDocument/selectionRange', uri, {
      positions: [position],
    });
    assert.equal(flat.getText(selection!.range), 'Supplier');

    const insert: AutoInsertParams = { uri, version: 1, position: positionOf('<Supplier>', 10), character: '>' };
    assert.deepEqual(await client.connection.sendRequest(AUTO_INSERT, insert), { insert: null });
    const surround: SurroundParams = { uri, range, kind: 'comment' };
    const { refused } = await client.connection.sendRequest<SurroundResult>(SURROUND, surround);
    assert.match(refused ?? '', /not be well-formed/);
    const sort: SortEntriesParams = { uri, by: 'patch-id' };
    const { moved } = await client.connection.sendRequest<SortEntriesResult>(SORT_ENTRIES, sort);
    assert.equal(moved, 2);
  });

  it('publishes diagnostics for a client without pull diagnostics', async () => {
    await client.initialize(PUSH_CLIENT);
    await client.open('file:///w/a.xml', '<a><b></a>', 'xml');
    const [diagnostic] = await client.pushed('file:///w/a.xml', (list) => list.length > 0);
    assert.equal(diagnostic?.code, 'xml/missing-end-tag');
  });

  it('finds and renames symbols', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vpc-'));
    const [old, own] = [pathToFileURL(join(folder, 'old.xml')).href, pathToFileURL(join(folder, 'own.xml')).href];
    const before = FIRST.sampleText.replaceAll('KB5075906', 'KB5073457');
    writeFileSync(join(folder, 'old.xml'), before);
    const { capabilities } = await client.initialize(
      {
        ...PULL_CLIENT,
        textDocument: {
          ...PULL_CLIENT.textDocument,
          inlayHint: {},
          semanticTokens: { requests: { range: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
          rename: { prepareSupport: true },
        },
      },
      pathToFileURL(folder).href,
    );
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    await client.open(own, FIRST.sampleText);
    const lines = FIRST.sampleText.split('\n');
    const line = lines.findIndex((text) => text.includes('KB5073457'));
    const at = { position: { line, character: lines[line]!.indexOf('KB5073457') } };

    const references = { ...at, context: { includeDeclaration: true } };
    const places = await client.ask<Location[]>('textDocument/references', own, references);
    assert.deepEqual(
      places.map(({ uri }) => uri),
      [own, old, old],
    );
    const [definition] = await client.ask<Location[]>('textDocument/definition', own, at);
    assert.deepEqual(definition, places[1]);
    assert.equal((await client.ask<unknown[]>('textDocument/documentHighlight', own, at)).length, 1);
    const { placeholder } = await client.ask<{ placeholder: string }>('textDocument/prepareRename', own, at);
    assert.equal(placeholder, 'KB5073457');
    const edit = await client.ask<RenameEdit>('textDocument/rename', own, { ...at, newName: 'KB1' });
    assert.equal(edit.documentChanges?.length, 2);
    const symbols = await client.connection.sendRequest<SymbolInformation[]>('workspace/symbol', {
      query: 'KB5073457',
    });
    assert.deepEqual(
      symbols.map(({ location }) => location.uri),
      [old],
    );
    const links = await client.ask<DocumentLink[]>('textDocument/documentLink', own);
    assert.ok(links.some(({ target }) => target === 'https://www.cve.org/CVERecord?id=CVE-2026-21519'));
    const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
    const hints = await client.ask<InlayHint[]>('textDocument/inlayHint', own, { range });
    assert.ok(hints.some(({ label }) => label === '2 products'));
    const { data } = await client.ask<SemanticTokens>('textDocument/semanticTokens/range', own, { range });
    assert.equal(data.length / 5, 4);
    rmSync(folder, { recursive: true });
  });

  it('reports the same for each sample as vpc lint', async () => {
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
  const { out } = runCli(['lint', '--format', 'json', path], { cwd: SAMPLES });
  const report = JSON.parse(out) as { files: { diagnostics: Comparable[] }[] };
  return report.files[0]!.diagnostics.map(({ code, source, severity, message, range }) => ({
    code,
    source,
    severity,
    message,
    range,
  }));
}
