/** The questions that are asked to create a file. Each returns `undefined` if the user cancels. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { base64Of } from '../../../server/src/lsp/protocol/base64';
import { nameOf } from '../common/openFile';
import {
  KNOWN_PRODUCTS,
  type FileContent,
  type KnownProductsParams,
  type KnownProductsResult,
  type ProductRow,
  type ProductSource,
  type ReleaseContent,
} from '../../../server/src/lsp/protocol/index';

/** Where a new file will be saved. */
export interface Place {
  /** `null`: not known until it is saved. */
  readonly folder: vscode.Uri | null;
}

interface FolderItem extends vscode.QuickPickItem {
  readonly place: Place | 'browse';
}

/** Asks for a folder, unless none is open. @param beside a file whose folder is offered first */
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
    { label: `$(file) ${vscode.l10n.t('Unsaved file')}`, place: { folder: null } },
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Folder for the new file'),
    ignoreFocusOut: true,
  });
  if (chosen?.place !== 'browse') return chosen?.place;
  const [folder] = (await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true })) ?? [];
  return folder && { folder };
}

/** What the workspace's files and the open documents name. @param place a file or folder whose configuration applies */
export async function knownIn(
  client: BaseLanguageClient,
  place: vscode.Uri | undefined = vscode.workspace.workspaceFolders?.[0]?.uri,
): Promise<KnownProductsResult> {
  const uri = place && `${client.code2ProtocolConverter.asUri(place)}${place.path.endsWith('.xml') ? '' : '/'}`;
  const params: KnownProductsParams = uri === undefined ? {} : { uri };
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading the VPC files of the workspace') },
    (_, token) => client.sendRequest<KnownProductsResult>(KNOWN_PRODUCTS, params, token),
  );
}

/** Asks for the supplier; offers the known ones. */
export async function askSupplier(title: string, known: readonly string[]): Promise<string | undefined> {
  const prompt = vscode.l10n.t('Supplier that tested its products and publishes the file');
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
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Enter a name.') : undefined),
  });
  return typed?.trim();
}

/** Asks for the day of the publication, or of something else, `yyyy-MM-dd`. */
export function askDate(
  title: string,
  today = new Date(),
  prompt = vscode.l10n.t('Publication date (YYYY-MM-DD)'),
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title,
    prompt,
    value: dayOf(today),
    ignoreFocusOut: true,
    validateInput: (value) =>
      isDay(value) ? undefined : vscode.l10n.t('Enter a valid date, for example {0}', dayOf(today)),
  });
}

/** The date in local time, `yyyy-MM-dd`. */
export function dayOf(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The list of the configuration; `undefined` where it names none, or the file cannot be read, which a message says. */
export async function configuredList(uri: string | null): Promise<FileContent | undefined> {
  if (uri === null) return undefined;
  const file = vscode.Uri.parse(uri);
  try {
    return await readContent(file);
  } catch {
    const name = vscode.workspace.asRelativePath(file);
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The product list of the configuration cannot be read: {0}', name),
    );
    return undefined;
  }
}

interface SourceItem extends vscode.QuickPickItem {
  /** `undefined`: cancelled. */
  readonly choose: () => Promise<ProductSource | undefined> | ProductSource;
}

/**
 * Asks for the products of the file: known ones of the workspace, or those of a list. Where the configuration has a list, that one
 * is used.
 */
export async function askProducts(
  title: string,
  supplier: string,
  { suppliers, products: known, productList: configured }: KnownProductsResult,
): Promise<ProductSource | undefined> {
  const listed = await configuredList(configured);
  if (listed !== undefined) return { productList: listed };
  // Where all products are of the supplier, the new file is usually about those that the earlier ones were about.
  const isUsual = suppliers.length === 1 && suppliers[0] === supplier;
  const all: SourceItem = {
    label: `$(check-all) ${vscode.l10n.t('All known products ({0})', known.length)}`,
    choose: () => ({ products: known }),
  };
  const some: SourceItem = {
    label: `$(checklist) ${vscode.l10n.t('Some of the known products…')}`,
    choose: () => askKnownProducts(title, known, isUsual),
  };
  const list: SourceItem = {
    label: `$(list-unordered) ${vscode.l10n.t('From a product list (CSV, Excel)…')}`,
    description: vscode.l10n.t('columns id, version, platform, components'),
    choose: () => askProductList(title),
  };
  const none: SourceItem = { label: `$(edit) ${vscode.l10n.t('Enter them later')}`, choose: () => ({ products: [] }) };
  const ofKnown = known.length === 0 ? [] : isUsual ? [all, some] : [some, all];
  const placeHolder = vscode.l10n.t('Tested products');
  const items = known.length === 0 ? [none, list] : [...ofKnown, list, none];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true });
  return chosen?.choose();
}

async function askKnownProducts(
  title: string,
  known: readonly ProductRow[],
  picked: boolean,
): Promise<ProductSource | undefined> {
  const items = known.map((product) => ({
    label: product.id,
    description: [product.version, product.platform].filter(Boolean).join(' · '),
    product,
    picked,
  }));
  const placeHolder = vscode.l10n.t('Tested products; select none to enter them later');
  const options = { title, placeHolder, canPickMany: true, matchOnDescription: true, ignoreFocusOut: true } as const;
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen && { products: chosen.map(({ product }) => product) };
}

async function askProductList(title: string): Promise<ProductSource | undefined> {
  const filters = { [vscode.l10n.t('Product list')]: ['csv', 'tsv', 'txt', 'xlsx'] };
  const [file] = (await vscode.window.showOpenDialog({ title, filters })) ?? [];
  return file && { productList: await readContent(file) };
}

/** Asks for release documents. @returns `undefined` if the user cancels */
export async function askReleases(title: string): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title,
    canSelectMany: true,
    openLabel: vscode.l10n.t('Import'),
    filters: { [vscode.l10n.t('Release documents (CVRF, CSAF)')]: ['xml', 'cvrf', 'json'] },
  });
}

/** Release documents for the server. They are read before other questions, since keys can be typed into one that is open. */
export async function readReleases(title: string, files: readonly vscode.Uri[]): Promise<ReleaseContent[]> {
  const where = { location: vscode.ProgressLocation.Window, title };
  return vscode.window.withProgress(where, async (progress) => {
    const documents: ReleaseContent[] = [];
    for (const [index, file] of files.entries()) {
      const name = nameOf(file);
      progress.report({ message: vscode.l10n.t('Reading {0} ({1} of {2})', name, index + 1, files.length) });
      documents.push({ name, content: await readContent(file) });
    }
    return documents;
  });
}

/** Asks the server for a new file, which takes time where release documents are large. */
export async function makeFile<Made>(
  title: string,
  ask: (token: vscode.CancellationToken) => Promise<Made>,
): Promise<Made> {
  const where = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(where, (progress, token) => {
    progress.report({ message: vscode.l10n.t('Making the file') });
    return ask(token);
  });
}

/**
 * A file for the server: the text of its document if that has unsaved changes, else the bytes on disk, since the editor may
 * have read them in another encoding.
 */
export async function readContent(uri: vscode.Uri): Promise<FileContent> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const isEdited = open !== undefined && (open.isDirty || open.isUntitled);
  return isEdited ? open.getText() : { base64: base64Of(await vscode.workspace.fs.readFile(uri)) };
}
