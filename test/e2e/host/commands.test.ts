import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeEditors, openFile, outlined, rangeOf, until } from './support';

describe('commands', () => {
  beforeEach(closeEditors);
  after(closeEditors);

  it('copy a report without file names and file contents', async () => {
    await outlined(await openFile('second.vpc.xml'));
    await vscode.env.clipboard.writeText('');
    void vscode.commands.executeCommand('vpc.copyReport');
    const report = await until('the report', async () => {
      const text = await vscode.env.clipboard.readText();
      return text.includes('VPC Tools report') && text;
    });
    assert.match(report, /VS Code \d+\.\d+/);
    assert.match(report, /\| bundled \|/);
    assert.match(report, /\| vpc\.schema\.path \| not set \|/);
    assert.doesNotMatch(report, /second|Southwind|KB5|\/tmp|file:/);
  });

  it('rename a patch in all files that refer to it', async () => {
    const document = await openFile('second.vpc.xml');
    const edit = await until(
      'a rename',
      async () =>
        await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          rangeOf(document, 'KB5075912').start,
          'KB5079999',
        ),
    );
    const names = edit.entries().map(([uri]) => uri.path.slice(uri.path.lastIndexOf('/') + 1));
    assert.ok(names.includes('second.vpc.xml'));
    assert.ok(names.length > 1, names.join(', '));
  });

  it('insert the end tag once > is typed, with the cursor between the tags', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'vpc', content: '<a><b</a>' });
    const editor = await vscode.window.showTextDocument(document);
    await outlined(document);
    const { end } = rangeOf(document, '<b');
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('type', { text: '>' });
    await until('the end tag', () => document.getText() === '<a><b></b></a>');
    await vscode.commands.executeCommand('type', { text: 'x' });
    await until('what is typed then', () => document.getText() === '<a><b>x</b></a>');
  });

  /** Types at the end of each of these texts, at all cursors at once, and waits for a result; then types `x`. */
  async function typeAtAll(content: string, ends: readonly string[], typed: string, results: [string, string]) {
    const document = await vscode.workspace.openTextDocument({ language: 'vpc', content });
    const editor = await vscode.window.showTextDocument(document);
    await outlined(document);
    editor.selections = ends.map((text) => {
      const { end } = rangeOf(document, text);
      return new vscode.Selection(end, end);
    });
    await vscode.commands.executeCommand('type', { text: typed });
    await until('the insertions', () => document.getText() === results[0]);
    await until('the cursors', () => editor.selections.length === ends.length);
    await vscode.commands.executeCommand('type', { text: 'x' });
    await until('what is typed then', () => document.getText() === results[1]);
  }

  it('insert the same end tag at several cursors', () =>
    typeAtAll('<a>\n<b\n<b \n</a>', ['<b', '<b '], '>', [
      '<a>\n<b></b>\n<b ></b>\n</a>',
      '<a>\n<b>x</b>\n<b >x</b>\n</a>',
    ]));

  it('insert other end tags at several cursors, and none where the tag has its end tag', () =>
    typeAtAll('<a>\n<b\n<c</c>\n<d\n</a>', ['<b', '<c', '<d'], '>', [
      '<a>\n<b></b>\n<c></c>\n<d></d>\n</a>',
      '<a>\n<b>x</b>\n<c>x</c>\n<d>x</d>\n</a>',
    ]));

  it('complete end tags at several cursors', () =>
    typeAtAll('<a>\n<b>1<\n<c>2<\n</a>', ['1<', '2<'], '/', [
      '<a>\n<b>1</b>\n<c>2</c>\n</a>',
      '<a>\n<b>1</b>x\n<c>2</c>x\n</a>',
    ]));

  it('apply all safe fixes', async () => {
    const content =
      '<PatchData>\n  <PublishedDate>2026/02/12</PublishedDate>\n  <Supplier>A & B</Supplier>\n</PatchData>\n';
    const document = await vscode.workspace.openTextDocument({ language: 'vpc', content });
    await vscode.window.showTextDocument(document);
    const [action] = await until('an action', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(0, 0, document.lineCount, 0),
        'source.fixAll.vpc',
        10,
      );
      return actions.length > 0 && actions;
    });
    assert.ok(action!.edit);
    assert.ok(await vscode.workspace.applyEdit(action!.edit));
    assert.match(document.getText(), /A &amp; B/);
  });

  it('are all registered that the manifest declares', async () => {
    const extension = vscode.extensions.getExtension('vpc-tools.vpc-tools')!;
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = await vscode.commands.getCommands(true);
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.includes(command)),
      [],
    );
  });
});
