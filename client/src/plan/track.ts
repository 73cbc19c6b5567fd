/** Tracking a plan in a VPC file of the asset owner. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  PLAN_OWNER_FILES,
  PLAN_TRACK,
  type PlanOwnerFilesResult,
  type PlanTrackParams,
  type PlanTrackResult,
} from '../../../server/src/lsp/protocol/index';
import { showStatus } from '../common/notify';
import { readOnlyReason } from '../matrix/readOnly';
import { nameOf } from '../common/openFile';

const CONFIG_FILE = 'vpc.config.json';

/** Says what was done, or lists why it was not. */
export type Say = (text: string, lines: readonly string[]) => void;

/**
 * Asks for a file of the owner, and enters in it what the plan is to track, as one edit, which is shown and not saved.
 * @param id of the plan @param folder for a new file
 */
export async function trackPlan(
  id: string,
  folder: vscode.Uri | undefined,
  client: BaseLanguageClient,
  say: Say,
): Promise<void> {
  const title = vscode.l10n.t('Track This Plan');
  const file = await askOwnerFile(title, folder, client);
  if (file === undefined) return;
  const failed = vscode.l10n.t('The plan was not tracked.');
  const reason = await readOnlyReason(file);
  if (reason !== '') return say(failed, [reason]);
  const exists = await isFile(file);
  // With the document open, the server answers for the version that is edited.
  const document = exists ? await vscode.workspace.openTextDocument(file) : undefined;
  const version = document?.version;
  const params: PlanTrackParams = { id, uri: client.code2ProtocolConverter.asUri(file), exists };
  const result = await client.sendRequest<PlanTrackResult>(PLAN_TRACK, params);
  if (result.problem !== '') {
    say(failed, [result.problem]);
    return offerToName(file, result.problem);
  }
  if (result.added === 0) {
    return say(vscode.l10n.t('{0} says already what the plan has to track.', nameOf(file)), result.notDone);
  }
  const edit = new vscode.WorkspaceEdit();
  if (document === undefined) {
    edit.createFile(file);
    edit.insert(file, new vscode.Position(0, 0), result.text);
  } else {
    if (document.isClosed || document.version !== version) {
      return say(failed, [vscode.l10n.t('The file has changed meanwhile. Try again.')]);
    }
    const converted = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit);
    edit.set(
      file,
      converted.entries().flatMap(([, edits]) => edits),
    );
  }
  const [first] = edit.get(file);
  if (!(await vscode.workspace.applyEdit(edit))) {
    return say(failed, [vscode.l10n.t('The file has changed meanwhile. Try again.')]);
  }
  const editor = await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside });
  if (document !== undefined && first !== undefined) {
    editor.revealRange(first.range, vscode.TextEditorRevealType.InCenter);
  }
  const done = vscode.l10n.t('{0}: statements entered: {1}. Save the file to keep them.', nameOf(file), result.added);
  say(done, result.notDone);
  if (result.notDone.length === 0) showStatus(done);
}

interface FileItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<vscode.Uri | undefined> | vscode.Uri;
}

async function askOwnerFile(
  title: string,
  folder: vscode.Uri | undefined,
  client: BaseLanguageClient,
): Promise<vscode.Uri | undefined> {
  const { uris } = await client.sendRequest<PlanOwnerFilesResult>(PLAN_OWNER_FILES, {});
  const files = uris.map((uri) => client.protocol2CodeConverter.asUri(uri));
  const items: FileItem[] = [
    ...files.map((file) => ({
      label: `$(file) ${nameOf(file)}`,
      description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')),
      choose: () => file,
    })),
    { label: `$(new-file) ${vscode.l10n.t('A new file…')}`, choose: () => askNewFile(title, folder) },
  ];
  const placeHolder = vscode.l10n.t('Your own VPC file, in which your states are');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  return chosen?.choose();
}

async function askNewFile(title: string, folder: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const home = folder ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (home === undefined) return undefined;
  const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Name of the file: your plant or company, and the day'),
    value: `Plant_VPC_${day}.xml`,
    valueSelection: [0, 'Plant'.length],
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[^/\\:*?"<>|]+\.xml$/i.test(value.trim()) ? undefined : vscode.l10n.t('Enter the name of an XML file.'),
  });
  return name === undefined ? undefined : vscode.Uri.joinPath(home, name.trim());
}

/** Offers to name the owner's file in the configuration: in a new one at once, else the user does it. */
async function offerToName(file: vscode.Uri, problem: string): Promise<void> {
  const home = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (home === undefined) return;
  const config = vscode.Uri.joinPath(home, CONFIG_FILE);
  const exists = await isFile(config);
  const button = exists ? vscode.l10n.t('Open {0}', CONFIG_FILE) : vscode.l10n.t('Create {0}', CONFIG_FILE);
  if ((await vscode.window.showWarningMessage(problem, button)) !== button) return;
  if (!exists) {
    const owner = [nameOf(file).replace(/\d{4}-\d\d-\d\d/, '*')];
    await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(`${JSON.stringify({ owner }, null, 2)}\n`));
  }
  await vscode.window.showTextDocument(config, { viewColumn: vscode.ViewColumn.Beside });
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    // There is none yet.
    return false;
  }
}
