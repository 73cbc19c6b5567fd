import * as vscode from 'vscode';
import {
  IMPORT_RELEASE,
  type ImportReleaseParams,
  type ImportReleaseResult,
} from '../../../server/src/lsp/protocol/index';
import { uriArgument, type Command } from './context';
import { openNew, showProblems } from './openNew';
import { askPlace, askProducts, askSupplier, dayOf, knownIn, readContent } from './questions';
/** Creates a VPC file from a security release document (CVRF) and opens it unsaved. */
export const importRelease: Command = {
  id: 'vpc.importRelease',
  async run({ running, output }, ...args) {
    const title = vscode.l10n.t('Import a Release Document');
    const source = uriArgument(args) ?? activeRelease() ?? (await askRelease(title));
    if (source === undefined) return;
    const client = await running();
    const known = await knownIn(client);
    const supplier = await askSupplier(title, known.suppliers);
    if (supplier === undefined) return;
    const products = await askProducts(title, supplier, known);
    if (products === undefined) return;
    const place = await askPlace(title, source);
    if (place === undefined) return;

    const folder = place.folder && { folder: client.code2ProtocolConverter.asUri(place.folder) };
    const made = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        const text = await readContent(source);
        const params: ImportReleaseParams = { ...folder, ...products, supplier, date: dayOf(new Date()), text };
        return client.sendRequest<ImportReleaseResult | null>(IMPORT_RELEASE, params, token);
      },
    );
    if (!made?.text) return showProblems(made?.problems ?? [], made ? null : nothingImported(), output);
    if (await openNew({ text: made.text }, place, made.fileName)) {
      const { patches, vulnerabilities, products: entries } = made;
      const done = vscode.l10n.t(
        'Imported: {0} patches, {1} vulnerabilities, {2} product entries.',
        patches,
        vulnerabilities,
        entries,
      );
      showProblems(made.problems, done, output);
    }
  },
};

function nothingImported(): string {
  return vscode.l10n.t('Nothing was imported. See the output channel for details.');
}

/** The release document in the active editor. */
function activeRelease(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const head = document?.getText(new vscode.Range(0, 0, HEAD_LINES, 0)) ?? '';
  return /<(?:[\w.-]+:)?cvrfdoc[\s>]/.test(head) ? document?.uri : undefined;
}

/** How many lines are searched for the root element. */
const HEAD_LINES = 50;

async function askRelease(title: string): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t('Import'),
      filters: { [vscode.l10n.t('Security release document (CVRF)')]: ['xml', 'cvrf'] },
    })) ?? [];
  return file;
}
