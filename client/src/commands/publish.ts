import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LANGUAGE_ID, PUBLISH, type PublishParams, type PublishResult } from '../../../server/src/lsp/protocol/index';
import { messageOf, showFailure, showStatus } from '../common/notify';
import { nameOf, openFile } from '../common/openFile';
import { activeVpcEditor, uriArgument, type Command, type CommandContext } from './context';
import { writeTogether } from './writeTogether';

/** Where the last folder is remembered. */
const LAST_FOLDER = 'vpc.publish.folder';

/** Checks a VPC file, and writes it with its pages and checksums to a folder, as `vpc publish` does. */
export const publish: Command = {
  id: 'vpc.publish',
  async run(context, ...args) {
    const file = uriArgument(args) ?? activeVpcEditor(LANGUAGE_ID)?.document.uri;
    if (file === undefined) return;
    if (!(await isSaved(file))) return showStatus(vscode.l10n.t('Save the file first.'));
    const folder = await askFolder(file, context.state);
    if (folder === undefined) return showNothingPublished();
    await publishTo(folder, file, context);
  },
};

function title(): string {
  return vscode.l10n.t('Publish');
}

function showNothingPublished(): void {
  showStatus(vscode.l10n.t('Nothing was published.'));
}

/** Saves a file that is edited: what is published is the file on disk. @returns whether it is saved */
async function isSaved(file: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
  if (document === undefined) return file.scheme !== 'untitled';
  if (document.isUntitled) return false;
  return !document.isDirty || document.save();
}

/** Asks for the folder with all published editions; offers the last one. @returns `undefined` if the user cancels */
async function askFolder(file: vscode.Uri, state: vscode.Memento): Promise<vscode.Uri | undefined> {
  const last = state.get<string>(LAST_FOLDER);
  if (last !== undefined) {
    const folder = vscode.Uri.parse(last);
    const items = [
      { label: `$(folder) ${nameOf(folder)}`, description: vscode.workspace.asRelativePath(folder), folder },
      { label: `$(folder-opened) ${vscode.l10n.t('Another folder…')}`, folder: null },
    ];
    const placeHolder = vscode.l10n.t('Folder with all published editions');
    const chosen = await vscode.window.showQuickPick(items, { title: title(), placeHolder, ignoreFocusOut: true });
    if (chosen === undefined) return undefined;
    if (chosen.folder !== null) return chosen.folder;
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Folder with all published editions'),
      openLabel: title(),
      defaultUri: vscode.Uri.joinPath(file, '..'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder;
}

async function publishTo(folder: vscode.Uri, file: vscode.Uri, context: CommandContext): Promise<void> {
  const { running, output, state } = context;
  if (vscode.workspace.fs.isWritableFileSystem(folder.scheme) === false) {
    return showFailure(vscode.l10n.t('{0} is read-only.', nameOf(folder)), output);
  }
  const client = await running();
  for (let replace = false; ; replace = true) {
    const answer = await ask(client, folder, file, replace);
    if (answer === null) return showNothingPublished();
    if ('failed' in answer) return showFailure(answer.failed, output);
    log(answer, nameOf(file), output);
    const { refusal, files } = answer;
    if (refusal === null) {
      if (files.length > 0 && !(await isWritten(folder, answer, context))) return;
      await state.update(LAST_FOLDER, folder.toString());
      return showPublished(folder, answer, context);
    }
    if (replace || !refusal.isReplaceable) return showFailure(refusal.message, output);
    const button = vscode.l10n.t('Replace');
    const detail = vscode.l10n.t('Replace what is published in {0}?', vscode.workspace.asRelativePath(folder));
    const agreed = await vscode.window.showWarningMessage(refusal.message, { modal: true, detail }, button);
    if (agreed !== button) return showNothingPublished();
  }
}

/** Asks the server what to write. @returns `null`: cancelled; `failed`: why there is no answer, localised */
async function ask(
  client: BaseLanguageClient,
  folder: vscode.Uri,
  file: vscode.Uri,
  replace: boolean,
): Promise<PublishResult | { readonly failed: string } | null> {
  const options = { location: vscode.ProgressLocation.Notification, title: title(), cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    progress.report({ message: vscode.l10n.t('Checking the edition and making its pages') });
    try {
      const params: PublishParams = {
        uri: client.code2ProtocolConverter.asUri(file),
        folder: client.code2ProtocolConverter.asUri(folder),
        names: await namesIn(folder),
        beside: await namesIn(vscode.Uri.joinPath(file, '..')),
        replace,
      };
      const answer = await client.sendRequest<PublishResult | null>(PUBLISH, params, token);
      if (token.isCancellationRequested) return null;
      const failed = vscode.l10n.t('The file could not be published. See the output channel for details.');
      return answer ?? { failed };
    } catch (error) {
      if (token.isCancellationRequested) return null;
      return { failed: messageOf(error) };
    }
  });
}

/** The names of all entries; empty where the folder does not exist. */
async function namesIn(folder: vscode.Uri): Promise<string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
    throw error;
  }
}

async function isWritten(folder: vscode.Uri, { files }: PublishResult, { output }: CommandContext): Promise<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title: title() };
  try {
    await vscode.window.withProgress(options, (progress) => {
      progress.report({ message: vscode.l10n.t('Writing {0} files', files.length) });
      return writeTogether(folder, files);
    });
    return true;
  } catch (error) {
    showFailure(vscode.l10n.t('Nothing was published. {0}', messageOf(error)), output);
    return false;
  }
}

/** Writes what was found to the output channel: the findings are in the Problems panel only while the file is open. */
function log({ problems, notes, files }: PublishResult, name: string, output: vscode.LogOutputChannel): void {
  for (const { severity, message } of problems) {
    const line = `${name}: ${message}`;
    if (severity === 'error') output.error(line);
    else if (severity === 'warning') output.warn(line);
    else output.info(line);
  }
  for (const note of notes) output.warn(note);
  for (const file of files) output.info(`${file.name}${file.base64 === null ? ' -' : ''}`);
}

function showPublished(
  folder: vscode.Uri,
  { files, index, notes, problems }: PublishResult,
  { output }: CommandContext,
): void {
  const done =
    files.length === 0
      ? vscode.l10n.t('Everything is published already.')
      : vscode.l10n.t('Published: {0} files.', files.length);
  const found = notes.length + problems.length;
  const more = found > 0 ? ` ${vscode.l10n.t('Findings in the output channel: {0}.', found)}` : '';
  const [open, show] = [vscode.l10n.t('Open Index'), vscode.l10n.t('Show Output')];
  void vscode.window
    .showInformationMessage(`${done}${more}`, ...(found > 0 ? [open, show] : [open]))
    .then(async (answer) => {
      if (answer === show) output.show();
      if (answer === open) await openFile(vscode.Uri.joinPath(folder, index), 'html');
    });
}
