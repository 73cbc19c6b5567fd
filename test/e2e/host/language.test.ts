import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeEditors, copyFile, fileUri, INVALID_FILE, openFile, outlined, until } from './support';

/** The current language id of a file of the workspace. */
function languageOf(name: string): string | undefined {
  const uri = fileUri(name).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.languageId;
}

describe('language', () => {
  beforeEach(closeEditors);
  after(closeEditors);

  it('is VPC XML by both kinds of file names', async () => {
    for (const uri of [fileUri(INVALID_FILE), fileUri('second.vpc.xml')]) {
      assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, 'vpc', uri.path);
    }
  });

  it('is VPC XML by the root element, whatever the file name', async () => {
    await openFile('renamed.xml');
    await until('the language of renamed.xml', () => languageOf('renamed.xml') === 'vpc');
  });

  it('is VPC XML each time that it is opened', async () => {
    await copyFile('renamed.xml', 'again.xml');
    // As a user opens it. What an extension opens stays open for minutes.
    for (let times = 0; times < 2; times++) {
      await vscode.commands.executeCommand('vscode.open', fileUri('again.xml'));
      await until('the language of again.xml', () => languageOf('again.xml') === 'vpc');
      await closeEditors();
      await until('the document to be closed', () => languageOf('again.xml') === undefined);
    }
  });

  it('stays plain XML if the user sets it back, or if the root element is another', async () => {
    await copyFile('renamed.xml', 'set-back.xml');
    const setBack = await openFile('set-back.xml');
    await until('the language of set-back.xml', () => languageOf('set-back.xml') === 'vpc');
    await vscode.languages.setTextDocumentLanguage(setBack, 'xml');
    await openFile('other.xml');
    // Once a file that was opened later is recognised, the others have been checked.
    await openFile('renamed-too.xml');
    await until('the language of renamed-too.xml', () => languageOf('renamed-too.xml') === 'vpc');
    assert.equal(languageOf('set-back.xml'), 'xml');
    assert.equal(languageOf('other.xml'), 'xml');
    assert.deepEqual(vscode.languages.getDiagnostics(fileUri('other.xml')), []);
  });

  it('is VPC XML after a new file is saved under a pattern of the configuration', async () => {
    const folder = fileUri('own-pattern');
    const config = {
      rules: { 'vpc/state-date-missing': 'off' },
      fileNamePattern: '{supplier}-{published:yyyy-MM}.xml',
    };
    await vscode.workspace.fs.createDirectory(folder);
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder, 'vpc.config.json'),
      Buffer.from(JSON.stringify(config)),
    );
    try {
      const file = vscode.Uri.joinPath(folder, 'Northwind-Controls-2026-02.xml');
      const opened = await vscode.workspace.openTextDocument(file.with({ scheme: 'untitled' }));
      const untitled = await vscode.languages.setTextDocumentLanguage(opened, 'vpc');
      const editor = await vscode.window.showTextDocument(untitled);
      const text = (await vscode.workspace.openTextDocument(fileUri('renamed.xml'))).getText();
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
      assert.ok(await untitled.save());
      // VS Code shows the file in place of the new one after a while; here the test does.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      await until('the language of the saved file', () => {
        const saved = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
        return saved?.languageId === 'vpc';
      });
    } finally {
      await closeEditors();
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });

  it('is what the user associates with the file', async () => {
    await copyFile('renamed.xml', 'associated.xml');
    const files = vscode.workspace.getConfiguration('files');
    await files.update('associations', { 'associated.xml': 'xml' }, vscode.ConfigurationTarget.Workspace);
    try {
      await openFile('associated.xml');
      await copyFile('renamed.xml', 'opened-later.xml');
      await openFile('opened-later.xml');
      // Once a file that was opened later is recognised, the other one has been checked.
      await until('the language of opened-later.xml', () => languageOf('opened-later.xml') === 'vpc');
      assert.equal(languageOf('associated.xml'), 'xml');
    } finally {
      await files.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is VPC XML by the file name only if recognition is off', async () => {
    const settings = vscode.workspace.getConfiguration('vpc');
    await settings.update('recognition.enabled', false, vscode.ConfigurationTarget.Workspace);
    try {
      await copyFile('renamed.xml', 'not-recognised.xml');
      await openFile('not-recognised.xml');
      // The server answers in order: then it has decided with the setting off.
      await outlined(await openFile('second.vpc.xml'));
    } finally {
      await settings.update('recognition.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await copyFile('renamed.xml', 'recognised-again.xml');
    await openFile('recognised-again.xml');
    await until('the language of recognised-again.xml', () => languageOf('recognised-again.xml') === 'vpc');
    assert.equal(languageOf('not-recognised.xml'), 'xml');
  });

  it('has one hint and nothing else in a file that is named like a VPC file and is none', async () => {
    const uri = fileUri('prod_VPC_config.xml');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('<vpcConfig><subnet/></vpcConfig>'));
    await openFile('prod_VPC_config.xml');
    const found = await until('the hint', () => {
      const diagnostics = vscode.languages.getDiagnostics(uri);
      return diagnostics.length > 0 && diagnostics;
    });
    assert.deepEqual(
      found.map(({ severity, message }) => [severity, message.slice(0, 22)]),
      [[vscode.DiagnosticSeverity.Information, 'Named like a VPC file,']],
    );
  });
});
