import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What a command gets from the extension. */
export interface CommandContext {
  /** The client, started where it was not running yet. */
  readonly running: () => Promise<BaseLanguageClient>;
  readonly output: vscode.LogOutputChannel;
  /** The extension's version. */
  readonly version: string;
}

/** A command: its id, and what it does with the arguments that a menu hands over. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: readonly unknown[]): Promise<void>;
}

/** The editor of a VPC file that is active; tells the user where there is none. */
export function activeVpcEditor(languageId: string): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === languageId) return editor;
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a VPC file first.'));
  return undefined;
}

/** The address that a menu hands over: of the file or folder that was clicked. */
export function uriArgument([first]: readonly unknown[]): vscode.Uri | undefined {
  return first instanceof vscode.Uri ? first : undefined;
}
