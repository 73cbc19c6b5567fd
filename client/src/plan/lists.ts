/** The lists that a plan is made from: that of the assets, and that of what is installed. */
import * as vscode from 'vscode';
import { filesInWorkspace } from '../common/search';
import { nameOf } from '../common/openFile';

/** The files of the lists. */
export interface PlanLists {
  readonly assets: vscode.Uri;
  /** `undefined`: nothing is known to be installed. */
  readonly installed: vscode.Uri | undefined;
}

/** Where the lists of the workspace are remembered. */
const LISTS = 'vpc.plan.lists';
const LIST_FILES = '**/*.{csv,xlsx,CSV,XLSX}';
/** More files than this are found by their dialog. */
const MAX_FILES = 100;
/** Names that lists of assets, and of installed patches, usually have. */
const ASSET_NAME = /asset|anlage|inventar|inventory|machine|rechner|host/i;
const INSTALLED_NAME = /install|patch|wsus/i;
const HEADS = 'asset,zone,supplier,product,version,platform\n';

/** The lists of the settings, else those that were chosen last; `undefined`: none are known. */
export function knownLists(state: vscode.Memento): PlanLists | undefined {
  const last = state.get<{ readonly assets: string; readonly installed?: string }>(LISTS);
  const assets = configured('assetsFile') ?? (last && vscode.Uri.parse(last.assets));
  if (assets === undefined) return undefined;
  const remembered = last?.installed === undefined ? undefined : vscode.Uri.parse(last.installed);
  return { assets, installed: configured('installedFile') ?? remembered };
}

/** The file of a setting; `undefined`: it is empty. */
function configured(name: 'assetsFile' | 'installedFile'): vscode.Uri | undefined {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const path = vscode.workspace
    .getConfiguration('vpc.plan', folder ?? null)
    .get<string>(name, '')
    .trim();
  if (path === '') return undefined;
  const isAbsolute = /^([/\\]|[a-z]:)/i.test(path);
  return isAbsolute || folder === undefined ? vscode.Uri.file(path) : vscode.Uri.joinPath(folder, path);
}

interface FileItem extends vscode.QuickPickItem {
  readonly choose: () => Promise<vscode.Uri | undefined> | vscode.Uri;
}

/** Asks for the lists, and remembers them for the workspace. @returns `undefined` if the user cancels */
export async function askLists(state: vscode.Memento): Promise<PlanLists | undefined> {
  const title = vscode.l10n.t('Plan: Lists');
  const found = await filesInWorkspace({ glob: LIST_FILES, most: MAX_FILES });
  const start: FileItem = {
    label: `$(new-file) ${vscode.l10n.t('Start a list…')}`,
    description: 'asset, zone, supplier, product, version, platform',
    choose: () => startList(),
  };
  const placeHolder = vscode.l10n.t('List of assets (CSV or XLSX)');
  const assetItems = [...fileItems(found, ASSET_NAME, title, placeHolder), start];
  const chosen = await vscode.window.showQuickPick(assetItems, { title, placeHolder, ignoreFocusOut: true });
  const assets = await chosen?.choose();
  if (assets === undefined) return undefined;
  const installedHint = vscode.l10n.t('List of installed patches (CSV or XLSX)');
  const none = { label: `$(circle-slash) ${vscode.l10n.t('No such list: nothing is known to be installed')}` };
  const others = found.filter((file) => file.toString() !== assets.toString());
  const items: (FileItem | typeof none)[] = [...fileItems(others, INSTALLED_NAME, title, installedHint)];
  const isNamed = others.some((file) => INSTALLED_NAME.test(nameOf(file)));
  if (isNamed) items.push(none);
  else items.unshift(none);
  const answer = await vscode.window.showQuickPick(items, { title, placeHolder: installedHint, ignoreFocusOut: true });
  if (answer === undefined) return undefined;
  const installed = 'choose' in answer ? await answer.choose() : undefined;
  if ('choose' in answer && installed === undefined) return undefined;
  await state.update(LISTS, { assets: assets.toString(), ...(installed && { installed: installed.toString() }) });
  return { assets, installed };
}

/** The files to choose from: those with the usual names first. */
function fileItems(files: readonly vscode.Uri[], usual: RegExp, title: string, label: string): FileItem[] {
  const rank = (file: vscode.Uri): number => (usual.test(nameOf(file)) ? 0 : 1);
  const sorted = [...files].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  return [
    ...sorted.map((file) => ({
      label: `$(table) ${nameOf(file)}`,
      description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')),
      choose: () => file,
    })),
    { label: `$(folder-opened) ${vscode.l10n.t('Another file…')}`, choose: () => askFile(title, label) },
  ];
}

async function askFile(title: string, label: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const [file] =
    (await vscode.window.showOpenDialog({
      ...(folder && { defaultUri: folder }),
      filters: { [vscode.l10n.t('Tables')]: ['csv', 'xlsx', 'txt'], [vscode.l10n.t('All files')]: ['*'] },
      title: `${title}: ${label}`,
    })) ?? [];
  return file;
}

/** Opens a new list with its heads, to be filled in and saved. */
async function startList(): Promise<undefined> {
  const document = await vscode.workspace.openTextDocument({ content: HEADS });
  const editor = await vscode.window.showTextDocument(document);
  const end = document.positionAt(HEADS.length);
  editor.selection = new vscode.Selection(end, end);
  const message = vscode.l10n.t('Write a line for each product on an asset, save it as CSV, then show the plan again.');
  // The advice stays until the list is saved or closed.
  const isClosed = new Promise<void>((done) => {
    const listening = vscode.workspace.onDidCloseTextDocument((closed) => {
      if (closed !== document) return;
      listening.dispose();
      done();
    });
  });
  vscode.window.setStatusBarMessage(message, isClosed);
  return undefined;
}
