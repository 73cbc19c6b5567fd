import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  closeEditors,
  codeOf,
  copyFile,
  fileUri,
  INVALID_FILE,
  openFile,
  outlined,
  problemCodes,
  rangeOf,
  until,
} from './support';

const CORRECTED = 'Northwind-Controls_VPC_2026-02-12.xml';
/** How many code actions are resolved, one by one. */
const RESOLVED = 20;
const FOUND = ['vpc/filename', 'xsd/cvc-datatype-valid.1.2.1'];

describe('authoring', () => {
  beforeEach(closeEditors);
  after(closeEditors);

  it('reports the wrong value and the wrong file name', async () => {
    const document = await openFile(INVALID_FILE);
    await problemCodes(document.uri, [...FOUND, 'vpc/filename']);
    const wrong = vscode.languages.getDiagnostics(document.uri).find((problem) => codeOf(problem).startsWith('xsd/'));
    assert.equal(document.getText(wrong!.range), 'maybe');
  });

  it('removes a problem once it is fixed, and reports it again after undo', async () => {
    const document = await openFile(INVALID_FILE);
    await problemCodes(document.uri, [...FOUND, 'vpc/filename']);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeOf(document, 'maybe'), 'true');
    await vscode.workspace.applyEdit(edit);
    await problemCodes(document.uri, ['vpc/filename', 'vpc/filename']);
    await vscode.commands.executeCommand('undo');
    await problemCodes(document.uri, [...FOUND, 'vpc/filename']);
  });

  it('shows the table row of an element on hover', async () => {
    const document = await openFile(INVALID_FILE);
    const text = await until('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        rangeOf(document, 'Severity').start,
      );
      return hovers.flatMap(({ contents }) => contents.map((part) => (part as vscode.MarkdownString).value)).join('\n');
    });
    assert.match(text, /Severity/);
    assert.match(text, /CodeType/);
    assert.match(text, /Important/);
    assert.match(text, /Reference profile/);
  });

  it('completes the allowed elements, in the order of the schema', async () => {
    const document = await openFile(INVALID_FILE);
    const items = await until('completions', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        rangeOf(document, '<Status>Approved').start,
      );
      return list.items.length > 0 && list.items;
    });
    const ordered = items.sort((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
    assert.deepEqual(ordered.map(({ label }) => (typeof label === 'string' ? label : label.label)).slice(0, 2), [
      'Version',
      'Platform',
    ]);
  });

  it('lists patches and products in the outline', async () => {
    const symbols = await outlined(await openFile(INVALID_FILE));
    const names = (list: vscode.DocumentSymbol[]): string[] =>
      list.flatMap(({ name, children }) => [name, ...names(children)]);
    assert.ok(names(symbols).some((name) => name.includes('KB5075912')));
    assert.ok(names(symbols).some((name) => name.includes('Batch Manager')));
  });

  it('renames the file by quick fix', async () => {
    await copyFile(INVALID_FILE, `rename/${INVALID_FILE}`);
    const document = await openFile(`rename/${INVALID_FILE}`);
    await problemCodes(document.uri, [...FOUND, 'vpc/filename']);
    const problem = vscode.languages.getDiagnostics(document.uri).find((each) => codeOf(each) === 'vpc/filename')!;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
      RESOLVED,
    );
    const rename = actions.find(({ title, isPreferred }) => isPreferred && title.includes(CORRECTED));
    assert.ok(rename?.edit, `a preferred fix among: ${actions.map(({ title }) => title).join('; ')}`);
    assert.ok(await vscode.workspace.applyEdit(rename.edit));
    await until('the renamed file', () =>
      vscode.window.visibleTextEditors.some((editor) => editor.document.uri.path.endsWith(CORRECTED)),
    );
    await problemCodes(fileUri(`rename/${CORRECTED}`), ['xsd/cvc-datatype-valid.1.2.1']);
  });
});
