import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { fileUri, openFile, until } from './support';

/** The language that a file of the workspace has now. */
function languageOf(name: string): string | undefined {
  const uri = fileUri(name).toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.languageId;
}

describe('language', () => {
  it('is VPC XML by the file name, of both kinds', async () => {
    // Found and not named: another suite renames it.
    const [conventional] = await vscode.workspace.findFiles('*_VPC_*.xml');
    for (const uri of [conventional!, fileUri('second.vpc.xml')]) {
      assert.equal((await vscode.workspace.openTextDocument(uri)).languageId, 'vpc', uri.path);
    }
  });

  it('is VPC XML by the root element, whatever the file is called', async () => {
    await openFile('renamed.xml');
    await until('the language of renamed.xml', () => languageOf('renamed.xml') === 'vpc');
  });

  it('stays plain XML where somebody sets it back, and where the root is another', async () => {
    await vscode.languages.setTextDocumentLanguage(await openFile('renamed.xml'), 'xml');
    await openFile('other.xml');
    // A file opened later is recognised: what was to be said of the others has been said by then.
    await openFile('renamed-too.xml');
    await until('the language of renamed-too.xml', () => languageOf('renamed-too.xml') === 'vpc');
    assert.equal(languageOf('renamed.xml'), 'xml');
    assert.equal(languageOf('other.xml'), 'xml');
    assert.deepEqual(vscode.languages.getDiagnostics(fileUri('other.xml')), []);
  });
});
