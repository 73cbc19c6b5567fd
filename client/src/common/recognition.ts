import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import referenceProfile from '../../../schemas/profile.json';
import {
  LANGUAGE_ID,
  RECOGNISE,
  SETTINGS_SECTION,
  type RecogniseParams,
  type RecogniseResult,
} from '../../../server/src/lsp/protocol';
import { rootLocalName } from './rootName';

/** How much of a document is looked at: the root's start tag stands within it in any sensible file. */
const HEAD_LENGTH = 64 * 1024;

/**
 * Gives documents that VS Code opened as plain XML the VPC language where their root element says that they are VPC
 * files, whatever they are called.
 * @param running starts the client where it is not running yet
 */
export function recogniseDocuments(running: () => Promise<BaseLanguageClient>): vscode.Disposable {
  // Once a document: whoever sets it back to plain XML has decided.
  const seen = new Set<string>();
  const look = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    if (document.languageId !== 'xml' || seen.has(key)) return;
    const text = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD_LENGTH)));
    if (!mayBeVpc(document, text)) return;
    seen.add(key);
    const params: RecogniseParams = { text, fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1) };
    const client = await running();
    const { recognised } = await client.sendRequest<RecogniseResult>(RECOGNISE, params);
    if (recognised && !document.isClosed) await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  };
  vscode.workspace.textDocuments.forEach((document) => void look(document));
  return vscode.workspace.onDidOpenTextDocument(look);
}

// The server decides. But it is not started for each XML file that somebody opens: only for those whose root element
// is the reference profile's, and where the user has a profile of their own, whose names only the server knows.
function mayBeVpc(document: vscode.TextDocument, text: string): boolean {
  const ownProfile = vscode.workspace.getConfiguration(SETTINGS_SECTION, document).get<string>('profile.path');
  return Boolean(ownProfile) || rootLocalName(text) === referenceProfile.containers.publication.element;
}
