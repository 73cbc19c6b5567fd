/** Clients that can do less than VS Code, or send other things back, get all that they can. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  Command,
  Hover,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { COMMANDS, type InitializationOptions } from '../../server/src/lsp/protocol/index';
import { type LspClient, PUSH_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { publicationText } from '../support/publications';
import { FIRST } from '../support/vocabularies';

const NAME = FIRST.sampleName;
const URI = `file:///w/${NAME}`;
/** With two states in the wrong case. */
const TEXT = FIRST.sampleText.replaceAll('>Not Approved<', '>not approved<');
/** With two patches that are not in order. */
const TWO = publicationText(FIRST, [{ 'patch-id': 'KB2' }, { 'patch-id': 'KB1' }]);
const FIX_ALL = 'source.fixAll.vpc';
const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** As Neovim 0.7 declares it. */
const NEOVIM: ClientCapabilities = {
  textDocument: {
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: { applyEdit: true, workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] } },
};

/** Knows nothing but commands. */
const OLD: ClientCapabilities = { workspace: { applyEdit: true } };

/** What is left of a value in a client that leaves out `null`. */
function withoutNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, member: unknown) => (member === null ? undefined : member)));
}

/** What is left of a value in a client that has one value for `null`, `{}` and `[]`. */
function withNil(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'object' && member !== null && Object.keys(member).length === 0 ? null : member,
    ),
  );
}

describe('a client', () => {
  let client: LspClient;
  let applied: WorkspaceEdit[];
  beforeEach(() => {
    client = startInProcess();
    applied = [];
    client.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      applied.push(edit);
      return { applied: true };
    });
  });
  afterEach(() => client.stop());

  async function open(capabilities: ClientCapabilities, text = TEXT, uri = URI, options: InitializationOptions = {}) {
    const result = await client.initialize(capabilities, null, options);
    await client.open(uri, text);
    return result.capabilities;
  }

  const actions = (range: Range, only?: string[], uri = URI): Promise<(CodeAction & Command)[]> =>
    client.ask('textDocument/codeAction', uri, { range, context: { diagnostics: [], ...(only && { only }) } });
  const resolve = (action: unknown): Promise<CodeAction> => client.connection.sendRequest('codeAction/resolve', action);
  const execute = <T>(command: string, ...args: unknown[]): Promise<T> =>
    client.connection.sendRequest('workspace/executeCommand', { command, arguments: args });

  /** The text after an edit of it. */
  const after = (edit: WorkspaceEdit, text = TEXT, uri = URI): string =>
    TextDocument.applyEdits(TextDocument.create(uri, 'vpc', 1, text), edit.changes![uri]!);

  const position = (part: string, text = TEXT): Position =>
    TextDocument.create(URI, 'vpc', 1, text).positionAt(text.indexOf(part));
  const at = (part: string, length = 0, text = TEXT): Range => {
    const document = TextDocument.create(URI, 'vpc', 1, text);
    const start = text.indexOf(part);
    return { start: document.positionAt(start), end: document.positionAt(start + length) };
  };

  describe('that changes what it sends back', () => {
    for (const [what, changed] of [
      ['leaves out null', withoutNulls],
      ['has one value for null, {} and []', withNil],
    ] as const) {
      it(`${what}: all actions resolve to their edits`, async () => {
        await open(NEOVIM);
        const [all] = await actions(NOWHERE, [FIX_ALL]);
        const { edit } = await resolve(changed(all));
        assert.equal(after(edit!), FIRST.sampleText);
        const offered = await actions(at('not approved', 'not approved'.length));
        const kinds = new Set<string>();
        for (const action of offered) {
          const resolved = await resolve(changed(action));
          assert.notEqual(resolved.edit, undefined, action.title);
          kinds.add(action.kind!);
        }
        assert.deepEqual([...kinds].sort(), ['quickfix', 'refactor.rewrite', FIX_ALL]);
      });
    }

    it('sends one kind of code actions as a text', async () => {
      await open(NEOVIM);
      const [all, ...others] = await actions(NOWHERE, FIX_ALL as unknown as string[]);
      assert.deepEqual([all?.kind, others], [FIX_ALL, []]);
    });

    it('sends other data: the action comes back as it was', async () => {
      await open(NEOVIM);
      for (const data of [undefined, null, 1, '', '{', 'null', '[]', {}, { uri: URI }]) {
        const action = { title: 'x', ...(data !== undefined && { data }) };
        assert.deepEqual(await resolve(action), action);
      }
    });

    it('sends null for what it does not give', async () => {
      client = startInProcess();
      await client.connection.sendRequest('initialize', {
        ...{ processId: null, rootUri: null, rootPath: null, workspaceFolders: null, locale: null, trace: null },
        ...{ clientInfo: null, capabilities: {}, initializationOptions: null },
      });
      await client.connection.sendNotification('initialized', {});
      await client.open(URI, TEXT);
      const found = await client.pushed(URI, (diagnostics) => diagnostics.length > 0);
      assert.deepEqual([...new Set(found.map(({ code }) => code))], ['vpc/code-value']);
    });
  });

  describe('that declares resourceOperations, but no documentChanges', () => {
    it('is offered to rename the file', async () => {
      const uri = 'file:///w/other.vpc.xml';
      await open(NEOVIM, FIRST.sampleText, uri);
      const found = await client.pushed(uri, (diagnostics) => diagnostics.length > 0);
      const wrong = found.find(({ code }) => code === 'vpc/filename')!;
      const [rename] = await actions(wrong.range, ['quickfix'], uri);
      const { edit } = await resolve(withoutNulls(rename));
      assert.deepEqual(edit!.documentChanges, [
        {
          kind: 'rename',
          oldUri: uri,
          newUri: edit!.documentChanges!.map((change) => 'newUri' in change && change.newUri)[0],
          options: { overwrite: false },
        },
      ]);
      assert.match(JSON.stringify(edit), /_VPC_\d{4}-\d\d-\d\d\.xml/);
    });
  });

  describe('without code action literals', () => {
    it('gets commands, whose edits the server sends', async () => {
      const { codeActionProvider } = await open(OLD);
      assert.equal(codeActionProvider, true);
      const [first] = await actions(at('not approved', 'not approved'.length));
      assert.deepEqual(
        [first!.title, first!.command, first!.kind],
        ['Replace with "Not Approved"', COMMANDS.applyAction, undefined],
      );
      await execute(first!.command as unknown as string, ...(first!.arguments as unknown[]));
      assert.equal(after(applied[0]!), TEXT.replace('>not approved<', '>Not Approved<'));
      const all = (await actions(NOWHERE)).find(({ title }) => title === 'Fix all auto-fixable VPC problems')!;
      await execute(all.command as unknown as string, ...(all.arguments as unknown[]));
      assert.equal(after(applied[1]!), FIRST.sampleText);
    });

    it('is offered none if it cannot apply edits either', async () => {
      const { codeActionProvider } = await open({});
      assert.equal(codeActionProvider, undefined);
    });
  });

  describe('without workspace/configuration', () => {
    const settings = { format: { attributes: 'onePerLine' } };
    const format = async () => {
      const edits = await client.ask<[{ newText: string }]>('textDocument/formatting', 'file:///w/a.xml', {
        options: { tabSize: 2, insertSpaces: true },
      });
      return edits.length;
    };
    it('configures by initializationOptions, until it sends settings', async () => {
      await open({}, '<a b="1" c="2"/>\n', 'file:///w/a.xml', { settings });
      assert.ok((await format()) > 0);
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
      assert.ok((await format()) > 0);
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { vpc: {} } });
      assert.equal(await format(), 0);
    });

    for (const answer of [null, [], [null, null], [{}, {}]] as unknown[]) {
      it(`configures by initializationOptions where the answer is ${JSON.stringify(answer)}`, async () => {
        client.connection.onRequest('workspace/configuration', () => answer as never);
        await open({ workspace: { configuration: true } }, '<a b="1" c="2"/>\n', 'file:///w/a.xml', { settings });
        assert.equal((await format()) > 0, JSON.stringify(answer) !== '[{},{}]');
      });
    }
  });

  describe('without translations', () => {
    const hover = async (locale: string | undefined, options: InitializationOptions = {}): Promise<string> => {
      const german = JSON.parse(readFileSync('l10n/bundle.l10n.de.json', 'utf8')) as Record<string, string>;
      client = startInProcess(undefined, {
        translations: (wanted) => (wanted === 'de' ? { language: 'de', texts: german } : null),
      });
      await client.initialize(PUSH_CLIENT, null, options, locale);
      await client.open(URI, TEXT);
      const [action] = await actions(at('not approved', 'not approved'.length));
      return action!.title;
    };
    it('gets the texts of its locale', async () => {
      assert.equal(await hover('de'), 'Durch „Not Approved“ ersetzen');
      await client.stop();
      assert.equal(await hover('fr'), 'Replace with "Not Approved"');
      await client.stop();
      assert.equal(await hover(undefined, { locale: 'de' }), 'Durch „Not Approved“ ersetzen');
      await client.stop();
      // A client with translations of its own decides.
      assert.equal(await hover('de', { l10n: {} }), 'Replace with "Not Approved"');
    });
  });

  describe('without commands of its own', () => {
    it('is offered them; another is not', async () => {
      const { executeCommandProvider } = await open(NEOVIM);
      assert.deepEqual(executeCommandProvider, { commands: Object.values(COMMANDS) });
      await client.stop();
      client = startInProcess();
      const own = await open(NEOVIM, TEXT, URI, { ownCommands: true });
      assert.equal(own.executeCommandProvider, undefined);
      assert.deepEqual((await actions(NOWHERE, ['source.sort'])).length, 0);
    });

    it('sorts', async () => {
      await open(NEOVIM, TWO);
      const sorted = TWO.replace('KB2', 'KB0').replace('KB1', 'KB2').replace('KB0', 'KB1');
      assert.deepEqual(await execute(COMMANDS.sort, { uri: URI, by: 'patch-id', position: null }), { moved: 2 });
      assert.equal(after(applied[0]!, TWO), sorted);
      const [byName, ...others] = await actions(at('<Patch>', 0, TWO));
      assert.deepEqual([byName!.title, others.length], ['Sort patches by identifier', 5]);
      assert.equal(after((await resolve(byName)).edit!, TWO), sorted);
      const [, , bySeverity] = await actions(NOWHERE, ['source.sort']);
      await assert.rejects(resolve(bySeverity), /Already in that order\./);
      await assert.rejects(
        execute(COMMANDS.sort, { uri: URI, by: 'colour' }),
        /"by" must be one of: patch-id, released/,
      );
      await assert.rejects(execute(COMMANDS.sort), /"uri" is missing/);
      await assert.rejects(execute(COMMANDS.sort, { uri: 'file:///no', by: 'state' }), /not open: file:\/\/\/no/);
    });

    it('surrounds', async () => {
      const text = '<a>\n  <b/>\n</a>\n';
      const range = at('<b/>', 4, text);
      await open(NEOVIM, text);
      await execute(COMMANDS.surround, { uri: URI, range, kind: 'element', name: 'c' });
      assert.equal(after(applied[0]!, text), '<a>\n  <c>\n    <b/>\n  </c>\n</a>\n');
      const offered = (await actions(range)).filter(({ title }) => title.startsWith('Surround'));
      assert.deepEqual(
        offered.map(({ title }) => title),
        ['Surround with an element', 'Surround with a comment', 'Surround with a CDATA section'],
      );
      assert.equal(after((await resolve(offered[1])).edit!, text), '<a>\n  <!-- <b/> -->\n</a>\n');
      await assert.rejects(resolve((await actions(at('a>', 4, text))).find(({ title }) => title.includes('comment'))));
      await assert.rejects(execute(COMMANDS.surround, { uri: URI, kind: 'element' }), /"range" is missing/);
      // eglot asks for the range of the diagnostic at the cursor, not for what is selected.
      const diagnostics = [{ range, message: '' }];
      const asked = { range, context: { diagnostics, only: ['refactor'] } };
      assert.deepEqual(await client.ask('textDocument/codeAction', URI, asked), []);
    });

    it('inserts a new VPC file into an empty document', async () => {
      const uri = 'file:///w/Northwind_VPC_2026-03-20.xml';
      await open(NEOVIM, '\n', uri);
      const [action] = await actions(NOWHERE, undefined, uri);
      assert.equal(action!.title, 'Insert a new VPC file');
      const text = after((await resolve(action)).edit!, '\n', uri);
      assert.match(text, /<PublishedDate>2026-03-20T00:00:00Z<\/PublishedDate>\n\s*<Supplier>Northwind<\/Supplier>/);
    });

    it('gets the edits in the result if it cannot apply them', async () => {
      await open({ textDocument: NEOVIM.textDocument! }, TWO);
      const { edit } = await execute<{ edit: WorkspaceEdit }>(COMMANDS.sort, { uri: URI, by: 'patch-id' });
      assert.match(after(edit, TWO), /KB1[^]*KB2/);
    });

    it('is told where it has not applied an edit', async () => {
      await open(NEOVIM, TWO);
      client.connection.onRequest('workspace/applyEdit', () => ({ applied: false, failureReason: 'read-only' }));
      const sorting = execute(COMMANDS.sort, { uri: URI, by: 'patch-id' });
      await assert.rejects(sorting, /The editor has not applied the edit: read-only/);
    });

    it('creates a file, and gets the matrix of files on disk', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'vpc-clients-'));
      try {
        writeFileSync(join(folder, NAME), publicationText(FIRST, [{ 'patch-id': 'KB7' }]));
        const uri = pathToFileURL(folder).href;
        await client.initialize(NEOVIM, uri);
        const made = await execute<{ uri: string; text: string }>(COMMANDS.createFile, {
          supplier: 'Northwind',
          date: '2026-04-20',
        });
        assert.equal(made.uri, `${uri}/Northwind_VPC_2026-04-20.xml`);
        assert.deepEqual(
          applied[0]!.documentChanges!.map((change) => ('kind' in change ? change.kind : change.edits)),
          ['create', [{ range: NOWHERE, newText: made.text }]],
        );
        await assert.rejects(execute(COMMANDS.createFile, { date: 'soon' }), /"soon" is not a date/);
        const html = await execute<{ text: string; fileName: string }>(COMMANDS.exportMatrix, {});
        assert.match(html.text, /^<!doctype html>[^]*KB7/i);
        assert.equal(html.fileName, NAME.replace('.xml', '.html'));
        const csv = await execute<{ text: string }>(COMMANDS.exportMatrix, { format: 'csv', uris: [`${uri}/${NAME}`] });
        assert.match(csv.text, /KB7/);
        await assert.rejects(execute(COMMANDS.exportMatrix, { format: 'pdf' }), /must be one of: html, csv/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });

  it('without snippets gets completions without tab stops', async () => {
    await open({}, '<PatchData><');
    const { items } = await client.ask<{ items: { label: string; textEdit: { newText: string } }[] }>(
      'textDocument/completion',
      URI,
      { position: { line: 0, character: 12 } },
    );
    assert.ok(items.length > 3);
    assert.deepEqual(
      items.filter(({ textEdit }) => textEdit.newText.includes('$')),
      [],
    );
  });

  it('without markdown gets plain text', async () => {
    await open({});
    const { contents } = await client.ask<Hover & { contents: { kind: string; value: string } }>(
      'textDocument/hover',
      URI,
      { position: position('Patch>') },
    );
    assert.equal(contents.kind, 'plaintext');
    assert.doesNotMatch(contents.value, /\*\*/);
  });
});
