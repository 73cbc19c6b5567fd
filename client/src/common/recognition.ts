import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import referenceProfile from '../../../schemas/profile.json';
import {
  LANGUAGE_ID,
  RECOGNISE,
  SETTINGS_SECTION,
  type RecogniseParams,
  type RecogniseResult,
} from '../../../server/src/lsp/protocol/index';
import { rootLocalName } from './rootName';
import { filesInWorkspace } from './search';

/** How much of a document is searched for the start tag of the root element, in UTF-16 units. */
const HEAD_LENGTH = 64 * 1024;

/** The languages that VS Code gives to VPC files whose names it does not know. */
const OTHER_LANGUAGES: readonly string[] = ['xml', 'plaintext'];

/** The configuration, which can name a profile with names of its own. */
const CONFIGURATION_FILES = '**/vpc.config.json';

/**
 * Sets the language of documents that VS Code opened as another one to VPC if the server recognises them: by their root element,
 * whatever their name. Not if the user has associated them with another language, or has switched recognition off.
 * @param client starts with `running` if necessary
 */
export function recogniseDocuments(
  client: BaseLanguageClient,
  running: () => Promise<BaseLanguageClient>,
): vscode.Disposable {
  // Once for each document: a user who sets it back to another language has decided.
  const recognisedBefore = new Set<string>();
  // A new file has no text yet when VS Code opens it under the name that it is saved to.
  const blank = new Set<string>();
  const configurations = new ConfigurationFiles();
  const look = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    blank.delete(key);
    if (!OTHER_LANGUAGES.includes(document.languageId) || recognisedBefore.has(key)) return;
    const text = document.getText(new vscode.Range(new vscode.Position(0, 0), document.positionAt(HEAD_LENGTH)));
    if (text.trim() === '') blank.add(key);
    const root = rootLocalName(text);
    // An empty XML file can have the name of a VPC file by a pattern that only the server knows.
    if (root === undefined && document.languageId !== 'xml') return;
    // The server decides, but it is not started for each XML file: only if the root element is that of the reference profile, or
    // if a custom profile or pattern may be configured, which only the server knows.
    const isReference = root === referenceProfile.containers.publication.element;
    const hasProfile = Boolean(profileOf(document));
    if (!isReference && !hasProfile && !client.isRunning() && !(await configurations.exist())) return;
    const params: RecogniseParams = { text, uri: client.code2ProtocolConverter.asUri(document.uri) };
    const { recognised } = await (await running()).sendRequest<RecogniseResult>(RECOGNISE, params);
    if (!recognised || document.isClosed || recognisedBefore.has(key)) return;
    recognisedBefore.add(key);
    await vscode.languages.setTextDocumentLanguage(document, LANGUAGE_ID);
  };
  vscode.workspace.textDocuments.forEach((document) => void look(document));
  return vscode.Disposable.from(
    configurations,
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (blank.has(document.uri.toString())) void look(document);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      const key = document.uri.toString();
      blank.delete(key);
      // A document whose language changes is closed and opened again at once. One that is opened again later is looked at anew.
      queueMicrotask(() => document.isClosed && recognisedBefore.delete(key));
    }),
    vscode.workspace.onDidSaveTextDocument(look),
  );
}

function profileOf(document: vscode.TextDocument): string | undefined {
  return vscode.workspace.getConfiguration(SETTINGS_SECTION, document).get<string>('profile.path');
}

/** Whether the workspace has configuration files. Searched once, and again when one is created. */
class ConfigurationFiles implements vscode.Disposable {
  private found: Promise<boolean> | undefined;
  private readonly watcher = vscode.workspace.createFileSystemWatcher(CONFIGURATION_FILES, false, true, true);

  constructor() {
    this.watcher.onDidCreate(() => (this.found = undefined));
  }

  exist(): Promise<boolean> {
    return (this.found ??= this.search());
  }

  dispose(): void {
    this.watcher.dispose();
  }

  private async search(): Promise<boolean> {
    return (await filesInWorkspace({ glob: CONFIGURATION_FILES, most: 1 })).length > 0;
  }
}
