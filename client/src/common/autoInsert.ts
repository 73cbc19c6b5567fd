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

/** What is inserted at a cursor; `null`: nothing. */
type Insert = AutoInsertResult['insert'];

/** With more cursors nothing is closed: each one is a question to the server. */
const MAX_CURSORS = 200;

/** The same undo step as the character that was typed. */
const UNDO = { undoStopBefore: false, undoStopAfter: false };

/** Closes tags and adds quotes while typing, at each cursor: sends a request after each `>`, `/` and `=`. */
export function closeTags(client: BaseLanguageClient): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(async ({ document, contentChanges, reason }) => {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document !== document || document.languageId !== LANGUAGE_ID || !client.isRunning()) return;
    const character = contentChanges[0]?.text;
    if (character !== '>' && character !== '/' && character !== '=') return;
    // Not after undo or redo, and not after a replacement elsewhere.
    if (reason !== undefined || contentChanges.some(({ text }) => text !== character)) return;
    if (contentChanges.length !== editor.selections.length || contentChanges.length > MAX_CURSORS) return;
    if (!vscode.workspace.getConfiguration(SETTINGS_SECTION, document).get<boolean>(AUTO_CLOSE_TAGS, true)) return;

    const positions = typedAt(contentChanges).map((offset) => document.positionAt(offset));
    const { version } = document;
    // Another listener sends the change to the server and may run after this one: the request must not overtake the change.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (document.version !== version) return;
    const inserts = await Promise.all(
      positions.map(async (position) => {
        const params: AutoInsertParams = {
          uri: client.code2ProtocolConverter.asUri(document.uri),
          version,
          position: client.code2ProtocolConverter.asPosition(position),
          character,
        };
        return (await client.sendRequest<AutoInsertResult>(AUTO_INSERT, params)).insert;
      }),
    );
    if (document.version !== version || !areCursors(editor.selections, positions)) return;
    if (!(await insertAll(editor, positions, inserts, client))) return;
    if (character === '=') await vscode.commands.executeCommand('editor.action.triggerSuggest');
  });
}

/** The offsets after the changes of one keystroke, ascending; the changes have the offsets before all of them. */
function typedAt(changes: readonly vscode.TextDocumentContentChangeEvent[]): number[] {
  let moved = 0;
  return [...changes]
    .sort((a, b) => a.rangeOffset - b.rangeOffset)
    .map(({ rangeOffset, rangeLength, text }) => {
      const at = rangeOffset + moved + text.length;
      moved += text.length - rangeLength;
      return at;
    });
}

/** Whether the cursors are where the characters were typed. */
function areCursors(selections: readonly vscode.Selection[], positions: readonly vscode.Position[]): boolean {
  const sorted = selections.map(({ active }) => active).sort((a, b) => a.compareTo(b));
  return sorted.length === positions.length && sorted.every((active, index) => active.isEqual(positions[index]!));
}

/** Inserts what belongs to each cursor. @returns whether something was inserted */
async function insertAll(
  editor: vscode.TextEditor,
  cursors: readonly vscode.Position[],
  inserts: readonly Insert[],
  { protocol2CodeConverter: convert }: BaseLanguageClient,
): Promise<boolean> {
  const wanted = inserts.flatMap((insert) => insert ?? []);
  const [first] = wanted;
  if (first === undefined) return false;
  const ranges = wanted.map(({ range }) => convert.asRange(range));
  const isSame = wanted.length === inserts.length && wanted.every(({ snippet }) => snippet === first.snippet);
  if (isSame) return editor.insertSnippet(new vscode.SnippetString(first.snippet), ranges, UNDO);

  // A snippet would take the cursors away where it is not inserted.
  const { document } = editor;
  let moved = 0;
  const offsets = inserts.map((insert, index) => {
    if (insert === null) return document.offsetAt(cursors[index]!) + moved;
    const { start, end } = convert.asRange(insert.range);
    const [before = '', after = ''] = insert.snippet.split('$0');
    const at = document.offsetAt(start) + moved + before.length;
    moved += before.length + after.length - (document.offsetAt(end) - document.offsetAt(start));
    return at;
  });
  const { version } = document;
  const isInserted = await editor.edit((edit) => {
    wanted.forEach(({ snippet }, index) => edit.replace(ranges[index]!, snippet.replace('$0', '')));
  }, UNDO);
  // Who has typed on has moved the cursors already.
  if (!isInserted || document.version !== version + 1) return isInserted;
  editor.selections = offsets.map((offset) => {
    const at = document.positionAt(offset);
    return new vscode.Selection(at, at);
  });
  return true;
}
