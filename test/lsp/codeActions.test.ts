import assert from 'node:assert/strict';
import {
  CodeActionTriggerKind,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Range,
  type SnippetTextEdit,
  type TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST } from '../support/vocabularies';

const URI = `file:///w/${FIRST.sampleName}`;
/** With states in the wrong case and a missing element. */
const TEXT = FIRST.sampleText
  .replaceAll('>Not Approved<', '>not approved<')
  .replaceAll('>In Test<', '>in test<')
  .replace(/^.*<ReleasedDate>.*\n/m, '');

/** The range of the first occurrence of a text. */
function rangeOf(part: string): Range {
  const before = TEXT.slice(0, TEXT.indexOf(part)).split('\n');
  const start = { line: before.length - 1, character: before.at(-1)!.length };
  return { start, end: { line: start.line, character: start.character + part.length } };
}

const WORKSPACE = { ...PULL_CLIENT.workspace?.workspaceEdit, snippetEditSupport: true };
const LAZY_CLIENT: ClientCapabilities = {
  ...PULL_CLIENT,
  textDocument: {
    ...PULL_CLIENT.textDocument,
    codeAction: {
      ...PULL_CLIENT.textDocument?.codeAction,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
  },
  workspace: { ...PULL_CLIENT.workspace, workspaceEdit: WORKSPACE },
};

function editsOf({ edit }: CodeAction): (TextEdit | SnippetTextEdit)[] {
  return (edit?.documentChanges as TextDocumentEdit[]).flatMap(({ edits }) => edits);
}

describe('code actions over LSP', () => {
  let client: LspClient;
  beforeEach(() => {
    client = startInProcess();
  });
  afterEach(() => client.stop());

  async function open(capabilities: ClientCapabilities): Promise<void> {
    const { capabilities: server } = await client.initialize(capabilities, null, { ownCommands: true });
    assert.deepEqual(server.codeActionProvider, {
      codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.vpc'],
      resolveProvider: capabilities === LAZY_CLIENT,
    });
    await client.open(URI, TEXT);
  }

  const ask = (range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> =>
    client.ask('textDocument/codeAction', URI, { range, context: { diagnostics: [], ...context } });
  const resolve = (action: CodeAction): Promise<CodeAction> =>
    client.connection.sendRequest('codeAction/resolve', action);

  it('contain their edits for a client without resolve support', async () => {
    await open(PULL_CLIENT);
    const actions = await ask(rangeOf('not approved'));
    const [fix, all, forLine, forFile] = [actions[0], ...actions.slice(-3)] as CodeAction[];
    assert.deepEqual([fix?.title, fix?.isPreferred], ['Replace with "Not Approved"', true]);
    assert.deepEqual(editsOf(fix!), [{ range: rangeOf('not approved'), newText: 'Not Approved' }]);
    assert.equal(all!.title, 'Fix all 2 problems of this kind in the file');
    assert.equal(editsOf(all!).length, 2);
    assert.equal(forLine!.title, 'Suppress vpc/code-value for this line');
    assert.deepEqual([forFile!.title, forFile!.isPreferred], ['Suppress vpc/code-value in this file', undefined]);
    assert.match(JSON.stringify(editsOf(forFile!)), /<!-- vpc-disable-file vpc\/code-value -->/);
  });

  it('get their edits on resolve for a client that supports it', async () => {
    await open(LAZY_CLIENT);
    const actions = (await ask(rangeOf('not approved'))).filter(({ title }) => !/"(Approved|Not Auth)/.test(title));
    assert.deepEqual(
      actions.map(({ title, kind, edit }) => [title, kind, edit]),
      [
        ['Replace with "Not Approved"', 'quickfix', undefined],
        ['Fix all 2 problems of this kind in the file', 'quickfix', undefined],
        ['Suppress vpc/code-value for this line', 'quickfix', undefined],
        ['Suppress vpc/code-value in this file', 'quickfix', undefined],
        ['Fix all auto-fixable VPC problems', 'source.fixAll.vpc', undefined],
      ],
    );
    const [fix, all, forLine, , everything] = await Promise.all(actions.map(resolve));
    assert.match(JSON.stringify(editsOf(forLine!)), /<!-- vpc-disable-next-line vpc\/code-value -->/);
    assert.deepEqual(editsOf(fix!), [{ range: rangeOf('not approved'), newText: 'Not Approved' }]);
    assert.equal(editsOf(all!).length, 2);
    assert.equal(editsOf(everything!).length, 2);
  });

  it('insert missing elements as snippets if the client supports them', async () => {
    await open(LAZY_CLIENT);
    const gap = rangeOf('<VulnerabilityID>').start;
    const [insert] = await ask({ start: gap, end: gap });
    assert.equal(insert?.title, 'Insert "ReleasedDate"');
    const snippet = { kind: 'snippet', value: '<ReleasedDate>$1</ReleasedDate>\n' };
    assert.deepEqual(editsOf(await resolve(insert)), [{ range: { start: gap, end: gap }, snippet }]);
    await client.stop();

    client = startInProcess();
    await open(PULL_CLIENT);
    const [plain] = await ask({ start: gap, end: gap });
    const newText = '<ReleasedDate></ReleasedDate>\n      ';
    assert.deepEqual(editsOf(plain!), [{ range: { start: gap, end: gap }, newText }]);
  });

  it('have only the requested kinds', async () => {
    await open(PULL_CLIENT);
    const kinds = async (only?: string[]) => [
      ...new Set((await ask(rangeOf('not approved'), only && { only })).map(({ kind }) => kind)),
    ];
    assert.deepEqual(await kinds(), ['quickfix']);
    assert.deepEqual(await kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(await kinds(['source']), ['source.fixAll.vpc']);
    assert.deepEqual(await kinds(['source.fixAll']), ['source.fixAll.vpc']);
    assert.deepEqual(await kinds(['source.fixAll.eslint', 'refactor']), []);
  });

  it('apply a fix that needs a decision to all problems of the kind that have it', async () => {
    const text = TEXT.replaceAll('>not approved<', '>Freigegeben<').replaceAll('>in test<', '>OK<');
    await client.initialize(LAZY_CLIENT);
    await client.open(URI, text);
    const before = text.slice(0, text.indexOf('Freigegeben')).split('\n');
    const start = { line: before.length - 1, character: before.at(-1)!.length };
    const actions = await ask({ start, end: start });
    const all = actions.find(({ title }) => title === 'Replace with "Approved" (all 2 of this kind)');
    assert.deepEqual(
      editsOf(await resolve(all!)).map((edit) => 'newText' in edit && edit.newText),
      ['Approved', 'Approved'],
    );
  });

  it('change statements, with their edits at once or on resolve', async () => {
    const state = rangeOf('Approved</Status>').start;
    const at = { start: state, end: state };
    const title = 'Set the state to "Released" as of today';
    const release = async (): Promise<CodeAction> => {
      const actions = await ask(at, { only: ['refactor'] });
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        ['refactor.rewrite', 'refactor.rewrite'],
      );
      return actions.find((action) => action.title === title)!;
    };
    await open(PULL_CLIENT);
    assert.match(JSON.stringify(editsOf(await release())), /"newText":"Released"/);
    await client.stop();

    client = startInProcess();
    await open(LAZY_CLIENT);
    const lazy = await release();
    assert.equal(lazy.edit, undefined);
    assert.match(JSON.stringify(editsOf(await resolve(lazy))), /"newText":"Released"/);
  });

  it('change statements of a long document only if the user asks', async () => {
    const [head, tail] = [TEXT.slice(0, TEXT.lastIndexOf('</')), TEXT.slice(TEXT.lastIndexOf('</'))];
    await client.initialize(LAZY_CLIENT);
    await client.open(URI, `${head}<!--${' '.repeat(500_000)}-->${tail}`);
    const at = { start: rangeOf('Approved</Status>').start, end: rangeOf('Approved</Status>').start };
    const count = async (triggerKind: CodeActionTriggerKind): Promise<number> =>
      (await ask(at, { only: ['refactor'], triggerKind })).length;
    assert.equal(await count(CodeActionTriggerKind.Automatic), 0);
    assert.equal(await count(CodeActionTriggerKind.Invoked), 2);
  });

  it('change all statements of a patch only if the user asks', async () => {
    await open(LAZY_CLIENT);
    const titles = async (text: string, triggerKind: CodeActionTriggerKind): Promise<string[]> => {
      const { start } = rangeOf(text);
      const actions = await ask({ start, end: start }, { only: ['refactor'], triggerKind });
      return actions.map(({ title }) => title);
    };
    const ofPatch = 'Set all products of the patch to "Not Applicable" as of today';
    assert.ok((await titles('KB5075906', CodeActionTriggerKind.Invoked)).includes(ofPatch));
    assert.deepEqual(await titles('KB5075906', CodeActionTriggerKind.Automatic), []);
    assert.equal((await titles('Approved</Status>', CodeActionTriggerKind.Automatic)).length, 2);
  });

  it('list the diagnostics that they fix', async () => {
    await open(PULL_CLIENT);
    const report = await client.pull(URI);
    assert.ok(report.kind === 'full');
    const actions = await ask(rangeOf('not approved'), { diagnostics: report.items });
    const [fixed] = actions[0]!.diagnostics!;
    assert.deepEqual([fixed?.code, fixed?.range], ['vpc/code-value', rangeOf('not approved')]);
  });

  it('are not resolved after the document has changed', async () => {
    await open(LAZY_CLIENT);
    const [fix] = await ask(rangeOf('not approved'));
    await client.edit(URI, { line: 0, character: 0 }, { line: 0, character: 0 }, ' ');
    await assert.rejects(resolve(fix!), { code: -32801 });
  });
});
