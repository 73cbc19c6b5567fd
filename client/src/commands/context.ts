import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { showStatus } from '../common/notify';

/** What the extension provides to a command. */
export interface CommandContext {
  /** The language client; starts it if necessary. */
  readonly running: () => Promise<BaseLanguageClient>;
  readonly output: vscode.LogOutputChannel;
  /** What is remembered for the workspace. */
  readonly state: vscode.Memento;
  /** The extension's version. */
  readonly version: string;
}

/** A command with its id; `args` come from the menu. */
export interface Command {
  readonly id: string;
  run(context: CommandContext, ...args: readonly unknown[]): Promise<void>;
}

/** The active editor of a VPC file; shows a message if there is none. */
export function activeVpcEditor(languageId: string): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === languageId) return editor;
  showStatus(vscode.l10n.t('Open a VPC file first.'));
  return undefined;
}

/** The uri of the file or folder that was clicked in a menu. */
export function uriArgument([first]: readonly unknown[]): vscode.Uri | undefined {
  return first instanceof vscode.Uri ? first : undefined;
}
