/** The older files that a plan is compared with. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PlanSince } from '../../../server/src/lsp/protocol/index';

/** How a subject says that it is compared with a commit, branch or tag; a folder is named by its uri. */
const REVISION = 'git:';

/** What a plan is compared with. @param compareWith of its subject @returns `undefined`: nothing */
export function sinceOf(compareWith: string, client: BaseLanguageClient): PlanSince | undefined {
  if (compareWith === '') return undefined;
  if (compareWith.startsWith(REVISION)) return { revision: compareWith.slice(REVISION.length) };
  return { folder: client.code2ProtocolConverter.asUri(vscode.Uri.parse(compareWith)) };
}

interface SinceItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<string | undefined> | string;
}

/** Asks what to compare a plan with. @returns `compareWith` of its subject; `undefined` if the user cancels */
export async function askSince(folder: vscode.Uri | undefined): Promise<string | undefined> {
  const title = vscode.l10n.t('Plan: Changes Since');
  const items: SinceItem[] = [
    {
      label: `$(git-commit) ${vscode.l10n.t('The last commit (Git HEAD)')}`,
      choose: () => `${REVISION}HEAD`,
    },
    {
      label: `$(tag) ${vscode.l10n.t('A tag, branch or commit…')}`,
      choose: () => askRevision(title),
    },
    {
      label: `$(folder-opened) ${vscode.l10n.t('A folder with older files…')}`,
      choose: () => askFolder(title, folder),
    },
  ];
  const placeHolder = vscode.l10n.t('Older files to compare with');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen?.choose();
}

async function askRevision(title: string): Promise<string | undefined> {
  const prompt = vscode.l10n.t('Tag, branch or commit');
  const typed = await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true });
  const revision = typed?.trim() ?? '';
  return revision === '' ? undefined : REVISION + revision;
}

async function askFolder(title: string, near: vscode.Uri | undefined): Promise<string | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title,
      ...(near && { defaultUri: near }),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder?.toString();
}
