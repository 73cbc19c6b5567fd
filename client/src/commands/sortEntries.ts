import * as vscode from 'vscode';
import {
  LANGUAGE_ID,
  SORT_ENTRIES,
  type SortEntriesParams,
  type SortEntriesResult,
  type SortKey,
} from '../../../server/src/lsp/protocol/index';
import { showStatus } from '../common/notify';
import { activeVpcEditor, type Command, type CommandContext } from './context';

interface Order extends vscode.QuickPickItem {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** Sorts the patches of each patch vendor. */
export const sortPatches: Command = {
  id: 'vpc.sortPatches',
  run: (context) =>
    sort(context, vscode.l10n.t('Sort Patches'), [
      { label: vscode.l10n.t('By identifier'), by: 'patch-id', descending: false },
      { label: vscode.l10n.t('By release date, newest first'), by: 'released', descending: true },
      { label: vscode.l10n.t('By release date, oldest first'), by: 'released', descending: false },
      { label: vscode.l10n.t('By severity, highest first'), by: 'severity', descending: true },
    ]),
};

/** Sorts the products of each patch. */
export const sortProducts: Command = {
  id: 'vpc.sortProducts',
  run: (context) =>
    sort(context, vscode.l10n.t('Sort Products'), [
      { label: vscode.l10n.t('By identifier and version'), by: 'product-id', descending: false },
      { label: vscode.l10n.t('By state'), by: 'state', descending: false },
    ]),
};

async function sort({ running }: CommandContext, title: string, orders: readonly Order[]): Promise<void> {
  const editor = activeVpcEditor(LANGUAGE_ID);
  const order = editor && (await vscode.window.showQuickPick(orders, { title }));
  if (editor === undefined || order === undefined) return;
  const client = await running();
  const { document } = editor;
  const { version } = document;
  const params: SortEntriesParams = {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    by: order.by,
    descending: order.descending,
  };
  const { edits, moved, refused } = await client.sendRequest<SortEntriesResult>(SORT_ENTRIES, params);
  if (refused !== null) return void vscode.window.showWarningMessage(refused);
  if (edits.length === 0) return showStatus(vscode.l10n.t('Already in that order.'));
  if (document.version !== version) return notifyEdited();
  const converted = await client.protocol2CodeConverter.asTextEdits([...edits]);
  await editor.edit((edit) => {
    for (const { range, newText } of converted) edit.replace(range, newText);
  });
  showStatus(vscode.l10n.t('Entries moved: {0}', moved));
}

function notifyEdited(): void {
  showStatus(vscode.l10n.t('The document was edited in the meantime. Try again.'));
}
