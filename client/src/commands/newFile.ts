import * as vscode from 'vscode';
import { NEW_FILE, type NewFileParams, type NewFileResult } from '../../../server/src/lsp/protocol/index';
import { uriArgument, type Command } from './context';
import { openNew, showNothingCreated, showProblems } from './openNew';
import { askDate, askPlace, askProducts, askSupplier, knownIn } from './questions';

/** Asks for supplier, date and products, and opens a new VPC file with the cursor at the first value to type. */
export const newVpcFile: Command = {
  id: 'vpc.newFile',
  async run({ running, output }, ...args) {
    const title = vscode.l10n.t('New VPC File');
    const clicked = uriArgument(args);
    const client = await running();
    const place = clicked ? { folder: clicked } : await askPlace(title, vscode.window.activeTextEditor?.document.uri);
    if (place === undefined) return showNothingCreated();
    const known = await knownIn(client, place.folder ?? undefined);
    const supplier = await askSupplier(title, known.suppliers);
    if (supplier === undefined) return showNothingCreated();
    const date = await askDate(title);
    if (date === undefined) return showNothingCreated();
    const products = await askProducts(title, supplier, known);
    if (products === undefined) return showNothingCreated();

    const folder = place.folder && { folder: client.code2ProtocolConverter.asUri(place.folder) };
    const params: NewFileParams = { ...folder, ...products, supplier, date };
    const made = await client.sendRequest<NewFileResult | null>(NEW_FILE, params);
    if (made === null) return showProblems([failure()], null, output);
    if (made.snippet === null) return showProblems(made.problems, null, output);
    const isOpen = await openNew({ snippet: made.snippet }, place, made.fileName, output);
    if (made.problems.length > 0 || !isOpen) showProblems(made.problems, null, output);
  },
};

function failure() {
  return {
    severity: 'error',
    message: vscode.l10n.t('The file could not be created. See the output channel for details.'),
  } as const;
}
