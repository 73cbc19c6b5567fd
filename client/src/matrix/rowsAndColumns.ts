/** Adding products and patches to the files of a matrix: the questions, and the changes that the answers mean. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MatrixChangeRequest, MatrixSource, ProductRow } from '../../../server/src/lsp/protocol/index';
import type { ToPanel } from '../../webview/messages';
import type { CellChange } from '../../webview/writing/changes';
import { askDate, knownIn } from '../commands/questions';

/** Changes of one file, from the answers of the user. */
export interface Addition {
  readonly uri: string;
  /** What they do. */
  readonly label: string;
  readonly changes: readonly CellChange[];
}

interface ProductItem extends vscode.QuickPickItem {
  /** `undefined`: another one, which is typed. */
  readonly product?: ProductRow;
}

/** Asks for a product, and for the patches that get a statement about it. @returns `undefined` if the user cancels */
export async function askProduct(
  { shown, selected, all }: Extract<ToPanel, { type: 'addProduct' }>,
  sources: readonly MatrixSource[],
  client: BaseLanguageClient,
): Promise<Addition | undefined> {
  const title = vscode.l10n.t('Add a Product');
  const source = await askFile(title, sources);
  const product = source && (await askProductName(title, (await knownIn(client)).products));
  if (source === undefined || product === undefined) return undefined;
  const scopes = [
    { label: vscode.l10n.t('All patches ({0})', all), patches: null },
    ...(shown.length < all
      ? [{ label: vscode.l10n.t('The patches that are shown ({0})', shown.length), patches: shown }]
      : []),
    ...(selected.length > 0
      ? [{ label: vscode.l10n.t('The selected patches ({0})', selected.length), patches: selected }]
      : []),
  ];
  const scope = await vscode.window.showQuickPick(scopes, {
    title,
    placeHolder: vscode.l10n.t('Patches that get a statement about the product'),
    ignoreFocusOut: true,
  });
  if (scope === undefined) return undefined;
  const { id, version, platform } = product;
  const named: MatrixChangeRequest = { product: { id, version, platform }, add: true };
  const changes =
    scope.patches === null
      ? [wholeChange('', named)]
      : scope.patches.map(({ row, patch }) => wholeChange(row, { ...named, patch }));
  const label = vscode.l10n.t('Add {0}', [id, version, platform].filter(Boolean).join(' '));
  return { uri: source.uri, label, changes };
}

/** Asks for a patch, and whether it gets statements about all products. @returns `undefined` if the user cancels */
export async function askPatch(
  { vendors, columns }: Extract<ToPanel, { type: 'addPatch' }>,
  sources: readonly MatrixSource[],
): Promise<Addition | undefined> {
  const title = vscode.l10n.t('Add a Patch');
  const source = await askFile(title, sources);
  const vendor = source && (await askVendor(title, vendors));
  const id = vendor && (await askText(title, vscode.l10n.t('Identifier of the patch')));
  const name = id && (await askText(title, vscode.l10n.t('Title of the patch')));
  const released = name && (await askDate(title, new Date(), vscode.l10n.t('Release date (YYYY-MM-DD)')));
  if (!source || !vendor || !id || !name || !released) return undefined;
  // Another supplier's products are not in this file.
  const own = columns.filter(({ supplier }) => supplier === '' || supplier === source.supplier);
  const withProducts = vscode.l10n.t('A statement about each product of the file ({0})', own.length);
  const without = vscode.l10n.t('No statements yet');
  const chosen =
    own.length === 0
      ? without
      : await vscode.window.showQuickPick([withProducts, without], {
          title,
          placeHolder: vscode.l10n.t('Statements of the new patch'),
          ignoreFocusOut: true,
        });
  if (chosen === undefined) return undefined;
  const patch = { vendor, id };
  const products = chosen === withProducts ? own : [];
  const changes = [
    wholeChange('', { patch: { ...patch, title: name, released }, add: true }),
    ...products.map(({ product, version, platform }) =>
      wholeChange('', { patch, product: { id: product, version, platform }, add: true }),
    ),
  ];
  return { uri: source.uri, label: vscode.l10n.t('Add {0}', id), changes };
}

/** A change that is not about one cell. */
function wholeChange(row: string, change: MatrixChangeRequest): CellChange {
  return { row, column: '', isStated: false, change };
}

/** The file to write into, which is asked for if there are several; `undefined`: there is none, or the user cancels. */
export async function askFile(title: string, sources: readonly MatrixSource[]): Promise<MatrixSource | undefined> {
  const current = sources.filter(({ replaced, problem }) => replaced !== true && problem === undefined);
  if (current.length <= 1) return current[0];
  const items = current.map((source) => ({ label: source.name, description: source.supplier, source }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('File to write into'),
    ignoreFocusOut: true,
  });
  return chosen?.source;
}

async function askProductName(title: string, known: readonly ProductRow[]): Promise<ProductRow | undefined> {
  const items: ProductItem[] = [
    ...known.map((product) => ({
      label: product.id,
      description: [product.version, product.platform].filter(Boolean).join(' · '),
      product,
    })),
    { label: `$(add) ${vscode.l10n.t('Another product…')}` },
  ];
  const chosen =
    known.length === 0
      ? items[0]
      : await vscode.window.showQuickPick(items, {
          title,
          placeHolder: vscode.l10n.t('Product'),
          matchOnDescription: true,
          ignoreFocusOut: true,
        });
  if (chosen === undefined || chosen.product !== undefined) return chosen?.product;
  const id = await askText(title, vscode.l10n.t('Identifier of the product'));
  const version = id && (await askText(title, vscode.l10n.t('Version; empty: none'), true));
  const platform =
    version !== undefined && id ? await askText(title, vscode.l10n.t('Platform; empty: none'), true) : undefined;
  return !id || version === undefined || platform === undefined ? undefined : { id, version, platform };
}

async function askVendor(title: string, known: readonly string[]): Promise<string | undefined> {
  const prompt = vscode.l10n.t('Patch vendor');
  const other = vscode.l10n.t('Another vendor…');
  if (known.length > 0) {
    const chosen = await vscode.window.showQuickPick([...known, other], {
      title,
      placeHolder: prompt,
      ignoreFocusOut: true,
    });
    if (chosen !== other) return chosen;
  }
  return askText(title, prompt);
}

async function askText(title: string, prompt: string, canBeEmpty = false): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' && !canBeEmpty ? vscode.l10n.t('Enter a name.') : undefined),
  });
  return typed?.trim();
}
