import * as vscode from 'vscode';
import { IMPORT_RELEASE, type ImportReleaseParams, type ImportReleaseResult } from '../../../server/src/lsp/protocol';
import { uriArgument, type Command } from './context';
import { openNew } from './openNew';
import { showProblems } from './problems';
import { askPlace, askProducts, askSupplier, knownIn } from './questions';
import { readText } from './textFile';

/** Makes a VPC file out of a security release document (CVRF) and opens it, not saved yet. */
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
    const products = await askProducts(title, known.products);
    if (products === undefined) return;
    const place = await askPlace(title, source);
    if (place === undefined) return;

    const folder = place.folder && { folder: client.code2ProtocolConverter.asUri(place.folder) };
    const made = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, token) => {
        const params: ImportReleaseParams = { ...folder, ...products, supplier, text: await readText(source) };
        return client.sendRequest<ImportReleaseResult | null>(IMPORT_RELEASE, params, token);
      },
    );
    if (!made?.text) return showProblems(made?.problems ?? [], made ? null : unknown(), output);
    if (await openNew({ text: made.text }, place, made.fileName)) {
      const { patches, vulnerabilities, products: entries } = made;
      const done = vscode.l10n.t(
        'Imported: patches {0}, vulnerabilities {1}, product entries {2}.',
        patches,
        vulnerabilities,
        entries,
      );
      showProblems(made.problems, done, output);
    }
  },
};

function unknown(): string {
  return vscode.l10n.t('Nothing was imported. The output channel says why.');
}

/** The release document that is being looked at; a VPC file is none. */
function activeRelease(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const head = document?.getText(new vscode.Range(0, 0, HEAD_LINES, 0)) ?? '';
  return /<(?:[\w.-]+:)?cvrfdoc[\s>]/.test(head) ? document?.uri : undefined;
}

/** The root element stands within them. */
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
