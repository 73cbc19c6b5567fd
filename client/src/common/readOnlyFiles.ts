import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { reasonOfFile } from '../matrix/readOnly';

/**
 * Keeps fixes and renames away from files that cannot be written: the Problems view offers fixes for them, too, and VS Code would change
 * the text that is shown, and not the file.
 */
export const readOnlyFiles: Middleware = {
  async provideCodeActions(document, range, context, token, next) {
    const reason = await reasonOfFile(document.uri);
    if (reason === '') return next(document, range, context, token);
    if (context.diagnostics.length === 0) return [];
    const action = new vscode.CodeAction(reason, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [...context.diagnostics];
    action.command = { command: 'workbench.action.files.saveAs', title: reason };
    return [action];
  },
  async provideRenameEdits(document, position, newName, token, next) {
    const edit = await next(document, position, newName, token);
    const reasons = await Promise.all((edit?.entries() ?? []).map(([uri]) => reasonOfFile(uri)));
    const reason = reasons.find((each) => each !== '');
    if (reason !== undefined) throw new Error(reason);
    return edit;
  },
};
