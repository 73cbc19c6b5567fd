/** The questions that making a file asks. Each answers `undefined` where the user gave up. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  KNOWN_PRODUCTS,
  type KnownProductsResult,
  type ProductRow,
  type ProductSource,
} from '../../../server/src/lsp/protocol';
import { readText } from './textFile';

/** Where a file is to stand: in a folder, or nowhere yet. */
export interface Place {
  /** `null`: it has no folder until it is saved. */
  readonly folder: vscode.Uri | null;
}

interface FolderItem extends vscode.QuickPickItem {
  readonly place: Place | 'browse';
}

/** Asks for a folder; where none is open, the file goes nowhere yet. */
export async function askPlace(title: string, beside?: vscode.Uri): Promise<Place | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { folder: null };
  const near = beside && vscode.workspace.getWorkspaceFolder(beside) && vscode.Uri.joinPath(beside, '..');
  const candidates = [...(near ? [near] : []), ...folders.map(({ uri }) => uri)];
  const unique = [...new Map(candidates.map((uri) => [uri.toString(), uri])).values()];
  const items: FolderItem[] = unique.map((folder) => ({
    label: `$(folder) ${nameOf(folder)}`,
    description: vscode.workspace.asRelativePath(folder, folders.length > 1),
    place: { folder },
  }));
  items.push(
    { label: `$(folder-opened) ${vscode.l10n.t('Another folder…')}`, place: 'browse' },
    { label: `$(file) ${vscode.l10n.t('Not saved yet')}`, place: { folder: null } },
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Where is the file to be?'),
    ignoreFocusOut: true,
  });
  if (chosen?.place !== 'browse') return chosen?.place;
  const [folder] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true })) ?? [];
  return folder && { folder };
}

function nameOf(folder: vscode.Uri): string {
  return folder.path.slice(folder.path.lastIndexOf('/') + 1) || folder.path;
}

/** What the workspace's files and the open documents name. */
export async function knownIn(client: BaseLanguageClient): Promise<KnownProductsResult> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'VPC' }, (_, token) =>
    client.sendRequest<KnownProductsResult>(KNOWN_PRODUCTS, {}, token),
  );
}

/** Asks who publishes; offers those who publish in this workspace. */
export async function askSupplier(title: string, known: readonly string[]): Promise<string | undefined> {
  const prompt = vscode.l10n.t('Who publishes the file: the supplier whose products were tested');
  const [only] = known;
  if (known.length > 1) {
    const other = vscode.l10n.t('Another supplier…');
    const chosen = await vscode.window.showQuickPick([...known, other], {
      title,
      placeHolder: prompt,
      ignoreFocusOut: true,
    });
    if (chosen !== other) return chosen;
  }
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    value: known.length === 1 ? only! : '',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  return typed?.trim();
}

/** Asks for the day of the publication, `yyyy-MM-dd`. */
export function askDate(title: string, today = new Date()): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Day of the publication, as year-month-day'),
    value: dayOf(today),
    ignoreFocusOut: true,
    validateInput: (value) =>
      isDay(value) ? undefined : vscode.l10n.t('Write a day of the calendar like this: {0}', dayOf(today)),
  });
}

/** The day where the user is. */
function dayOf(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

interface ProductItem extends vscode.QuickPickItem {
  readonly product?: ProductRow;
  readonly fromFile?: boolean;
}

/** Asks which products the file is about: those known in the workspace, and a list from a CSV file. */
export async function askProducts(title: string, known: readonly ProductRow[]): Promise<ProductSource | undefined> {
  const items: ProductItem[] = [
    {
      label: `$(list-unordered) ${vscode.l10n.t('From a product list (CSV)…')}`,
      description: vscode.l10n.t('columns id, version, platform'),
      fromFile: true,
    },
    ...(known.length === 0
      ? []
      : [{ label: vscode.l10n.t('Known in this workspace'), kind: vscode.QuickPickItemKind.Separator }]),
    ...known.map((product) => ({
      label: product.id,
      description: [product.version, product.platform].filter(Boolean).join(' · '),
      product,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Products that were tested; none: they are typed later'),
    canPickMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return undefined;
  const products = chosen.flatMap(({ product }) => product ?? []);
  if (!chosen.some(({ fromFile }) => fromFile)) return { products };
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      filters: { [vscode.l10n.t('Product list')]: ['csv', 'tsv', 'txt'] },
    })) ?? [];
  return file && { products, productList: await readText(file) };
}
