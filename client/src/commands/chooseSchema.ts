import * as vscode from 'vscode';
import { SETTINGS_SECTION } from '../../../server/src/lsp/protocol/index';
import { messageOf, showFailure, showStatus } from '../common/notify';
import { nameOf } from '../common/openFile';
import { filesInWorkspace } from '../common/search';
import type { Command } from './context';

interface Choice extends vscode.QuickPickItem {
  readonly choose?: () => Promise<void>;
}

/** How many files of the workspace are offered; the others can be chosen in the file dialog. */
const MAX_OFFERED = 50;

/** Asks for the schema or profile to check VPC files with, and writes it to the settings of the workspace. */
export const chooseSchema: Command = {
  id: 'vpc.chooseSchema',
  async run({ output }) {
    const scope = vscode.window.activeTextEditor?.document.uri;
    if (!vscode.workspace.isTrusted) {
      showStatus(vscode.l10n.t('In an untrusted workspace, the bundled reference profile is used.'));
      return;
    }
    const [schemas, profiles] = await Promise.all([
      filesInWorkspace({ glob: '**/*.xsd', most: MAX_OFFERED }),
      filesInWorkspace({ glob: '**/*profile*.json', most: MAX_OFFERED }),
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
      placeHolder: vscode.l10n.t('Schema or profile for the VPC files of this workspace'),
      matchOnDescription: true,
    });
    try {
      await chosen?.choose?.();
    } catch (error) {
      // For example, the settings of the workspace are in a file system that is read-only.
      showFailure(vscode.l10n.t('The setting was not changed. {0}', messageOf(error)), output);
    }
  },
};

type Setting = 'schema.path' | 'profile.path';

/** The items for one setting: the files of the workspace, and a file dialog for others. */
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
      label: `$(file) ${nameOf(file)}`,
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

/** Writes a setting to the narrowest scope that applies to the documents of the workspace. */
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

/** The path of a file; relative if it is in the folder, so that the setting works for everyone who has the folder. */
function pathIn(folder: vscode.WorkspaceFolder | undefined, file: vscode.Uri): string {
  const base = folder && `${folder.uri.path.replace(/\/$/, '')}/`;
  if (base !== undefined && folder?.uri.authority === file.authority && file.path.startsWith(base)) {
    return file.path.slice(base.length);
  }
  return file.scheme === 'file' ? file.fsPath : file.path;
}
