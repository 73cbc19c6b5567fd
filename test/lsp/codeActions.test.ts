import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Range,
  SnippetTextEdit,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver';
import { type LspClient, PULL_CLIENT } from '../support/lspClient';
import { startInProcess } from '../support/lspServer';
import { FIRST } from '../support/vocabularies';

const URI = `file:///w/${FIRST.sampleName}`;
/** States in the wrong case, and an element that is missing. */
const TEXT = FIRST.sampleText
  .replaceAll('>Not Approved<', '>not approved<')
  .replaceAll('>In Test<', '>in test<')
  .replace(/^.*<ReleasedDate>.*\n/m, '');

/** Where a text stands for the first time. */
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
    const { capabilities: server } = await client.initialize(capabilities);
    assert.deepEqual(server.codeActionProvider, {
      codeActionKinds: ['quickfix', 'source.fixAll.vpc'],
      resolveProvider: capabilities === LAZY_CLIENT,
    });
    await client.open(URI, TEXT);
  }

  const ask = (range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> =>
    client.ask('textDocument/codeAction', URI, { range, context: { diagnostics: [], ...context } });
  const resolve = (action: CodeAction): Promise<CodeAction> =>
    client.connection.sendRequest('codeAction/resolve', action);

  it('come with their edits for a client that cannot wait', async () => {
    await open(PULL_CLIENT);
    const actions = await ask(rangeOf('not approved'));
    const [fix, all, forLine, forFile] = [actions[0], ...actions.slice(-3)] as CodeAction[];
    assert.deepEqual([fix?.title, fix?.isPreferred], ['Replace by "Not Approved"', true]);
    assert.deepEqual(editsOf(fix!), [{ range: rangeOf('not approved'), newText: 'Not Approved' }]);
    assert.equal(all!.title, 'Fix all 2 problems of this kind in the file');
    assert.equal(editsOf(all!).length, 2);
    assert.equal(forLine!.title, 'Suppress vpc/code-value for this line');
    assert.deepEqual([forFile!.title, forFile!.isPreferred], ['Suppress vpc/code-value in this file', undefined]);
    assert.match(JSON.stringify(editsOf(forFile!)), /<!-- vpc-disable-file vpc\/code-value -->/);
  });

  it('come without their edits for a client that can, and with them when chosen', async () => {
    await open(LAZY_CLIENT);
    const actions = (await ask(rangeOf('not approved'))).filter(({ title }) => !/"(Approved|Not Auth)/.test(title));
    assert.deepEqual(
      actions.map(({ title, kind, edit }) => [title, kind, edit]),
      [
        ['Replace by "Not Approved"', 'quickfix', undefined],
        ['Fix all 2 problems of this kind in the file', 'quickfix', undefined],
        ['Suppress vpc/code-value for this line', 'quickfix', undefined],
        ['Suppress vpc/code-value in this file', 'quickfix', undefined],
        ['Fix all problems of VPC Tools that need no decision', 'source.fixAll.vpc', undefined],
      ],
    );
    const [fix, all, forLine, , everything] = await Promise.all(actions.map(resolve));
    assert.match(JSON.stringify(editsOf(forLine!)), /<!-- vpc-disable-next-line vpc\/code-value -->/);
    assert.deepEqual(editsOf(fix!), [{ range: rangeOf('not approved'), newText: 'Not Approved' }]);
    assert.equal(editsOf(all!).length, 2);
    assert.equal(editsOf(everything!).length, 2);
  });

  it('put in what is missing with tab stops where the client has them', async () => {
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

  it('are of the kinds that are asked for', async () => {
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

  it('name the diagnostics that they are for', async () => {
    await open(PULL_CLIENT);
    const report = await client.pull(URI);
    assert.ok(report.kind === 'full');
    const actions = await ask(rangeOf('not approved'), { diagnostics: report.items });
    const [fixed] = actions[0]!.diagnostics!;
    assert.deepEqual([fixed?.code, fixed?.range], ['vpc/code-value', rangeOf('not approved')]);
  });

  it('are refused when the document has changed since they were offered', async () => {
    await open(LAZY_CLIENT);
    const [fix] = await ask(rangeOf('not approved'));
    await client.edit(URI, { line: 0, character: 0 }, { line: 0, character: 0 }, ' ');
    await assert.rejects(resolve(fix!), { code: -32801 });
  });
});
