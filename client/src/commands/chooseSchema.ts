import * as vscode from 'vscode';
import { SETTINGS_SECTION } from '../../../server/src/lsp/protocol';
import type { Command } from './context';

interface Choice extends vscode.QuickPickItem {
  readonly choose?: () => Promise<void>;
}

/** At most so many files of the workspace are offered; the others are found by their name or through the dialog. */
const MOST_OFFERED = 50;
const ELSEWHERE = '**/{node_modules,.git}/**';

/** Chooses the schema, or the profile, that VPC files are checked with, and writes it to the workspace's settings. */
export const chooseSchema: Command = {
  id: 'vpc.chooseSchema',
  async run() {
    const scope = vscode.window.activeTextEditor?.document.uri;
    if (!vscode.workspace.isTrusted) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('In a workspace that is not trusted, the bundled reference profile is used.'),
      );
      return;
    }
    const [schemas, profiles] = await Promise.all([
      vscode.workspace.findFiles('**/*.xsd', ELSEWHERE, MOST_OFFERED),
      vscode.workspace.findFiles('**/*profile*.json', ELSEWHERE, MOST_OFFERED),
    ]);
    const choices: Choice[] = [
      {
        label: `$(verified) ${vscode.l10n.t('Reference profile')}`,
        description: vscode.l10n.t('bundled schema and profile'),
        choose: async () => {
          await write('schema.path', undefined, scope);
          await write('profile.path', undefined, scope);
        },
      },
      ...group(vscode.l10n.t('Schema (XSD)'), 'schema.path', schemas, 'xsd', scope),
      ...group(vscode.l10n.t('Profile (JSON)'), 'profile.path', profiles, 'json', scope),
    ];
    const chosen = await vscode.window.showQuickPick(choices, {
      title: vscode.l10n.t('Use Another Schema or Profile'),
      placeHolder: vscode.l10n.t('What VPC files are checked with in this workspace'),
      matchOnDescription: true,
    });
    await chosen?.choose?.();
  },
};

type Setting = 'schema.path' | 'profile.path';

/** The files of the workspace that may be it, and a dialog for all others. */
function group(
  name: string,
  setting: Setting,
  files: readonly vscode.Uri[],
  extension: string,
  scope: vscode.Uri | undefined,
): Choice[] {
  const sorted = [...files].sort((a, b) => a.path.localeCompare(b.path));
  return [
    { label: name, kind: vscode.QuickPickItemKind.Separator },
    ...sorted.map((file) => ({
      label: `$(file) ${file.path.slice(file.path.lastIndexOf('/') + 1)}`,
      description: vscode.workspace.asRelativePath(file),
      choose: () => write(setting, file, scope),
    })),
    {
      label: `$(folder-opened) ${vscode.l10n.t('Another file…')}`,
      description: name,
      choose: async () => {
        const [file] = (await vscode.window.showOpenDialog({ title: name, filters: { [name]: [extension] } })) ?? [];
        if (file !== undefined) await write(setting, file, scope);
      },
    },
  ];
}

/** Writes a setting where it holds for the documents of the workspace. */
async function write(setting: Setting, file: vscode.Uri | undefined, scope: vscode.Uri | undefined): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? folders[0];
  const target =
    folder === undefined
      ? vscode.ConfigurationTarget.Global
      : folders.length > 1
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : vscode.ConfigurationTarget.Workspace;
  const settings = vscode.workspace.getConfiguration(SETTINGS_SECTION, folder?.uri);
  await settings.update(setting, file && pathIn(folder, file), target);
}

/** Relative where it stands below the folder: the setting then holds for everyone who has the folder. */
function pathIn(folder: vscode.WorkspaceFolder | undefined, file: vscode.Uri): string {
  const base = folder && `${folder.uri.path.replace(/\/$/, '')}/`;
  if (base !== undefined && folder?.uri.authority === file.authority && file.path.startsWith(base)) {
    return file.path.slice(base.length);
  }
  return file.scheme === 'file' ? file.fsPath : file.path;
}
