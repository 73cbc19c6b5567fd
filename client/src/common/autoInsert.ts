import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  AUTO_CLOSE_TAGS,
  AUTO_INSERT,
  LANGUAGE_ID,
  SETTINGS_SECTION,
  type AutoInsertParams,
  type AutoInsertResult,
} from '../../../server/src/lsp/protocol/index';

/** Closes tags and adds quotes while typing: sends a request after each `>`, `/` and `=`. */
export function closeTags(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(async ({ document, contentChanges, reason }) => {
    const editor = vscode.window.activeTextEditor;
    const [change, ...others] = contentChanges;
    if (editor?.document !== document || document.languageId !== LANGUAGE_ID || !client.isRunning()) return;
    // Not after undo or redo, and not with several cursors.
    if (change === undefined || others.length > 0 || reason !== undefined || editor.selections.length > 1) return;
    const character = change.text;
    if (character !== '>' && character !== '/' && character !== '=') return;
    if (!vscode.workspace.getConfiguration(SETTINGS_SECTION, document).get<boolean>(AUTO_CLOSE_TAGS, true)) return;

    const position = change.range.start.translate(0, 1);
    const { version } = document;
    // Another listener sends the change to the server and may run after this one: the request must not overtake the change.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (document.version !== version) return;
    const params: AutoInsertParams = {
      uri: client.code2ProtocolConverter.asUri(document.uri),
      version,
      position: client.code2ProtocolConverter.asPosition(position),
      character,
    };
    const { insert } = await client.sendRequest<AutoInsertResult>(AUTO_INSERT, params);
    if (insert === null || document.version !== version || !editor.selection.active.isEqual(position)) return;
    // The same undo step as the character that was typed.
    const undo = { undoStopBefore: false, undoStopAfter: false };
    await editor.insertSnippet(
      new vscode.SnippetString(insert.snippet),
      client.protocol2CodeConverter.asRange(insert.range),
      undo,
    );
    if (character === '=') await vscode.commands.executeCommand('editor.action.triggerSuggest');
  });
}
