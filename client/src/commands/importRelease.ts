import * as vscode from 'vscode';
import {
  IMPORT_RELEASE,
  type ImportReleaseParams,
  type ImportReleaseResult,
} from '../../../server/src/lsp/protocol/index';
import { folderOf } from '../common/openFile';
import { uriArgument, type Command } from './context';
import { openNew, showNothingCreated, showProblems } from './openNew';
import { askPlace, askProducts, askReleases, askSupplier, dayOf, knownIn, makeFile, readReleases } from './questions';

/** Creates a VPC file from release documents (CVRF, CSAF) and opens it unsaved. */
export const importRelease: Command = {
  id: 'vpc.importRelease',
  async run({ running, output }, ...args) {
    const title = vscode.l10n.t('Import Release Documents');
    const sources = chosenFiles(args) ?? activeRelease() ?? (await askReleases(title));
    const [first] = sources ?? [];
    if (sources === undefined || first === undefined) return showNothingCreated();
    const documents = await readReleases(title, sources);
    const client = await running();
    const known = await knownIn(client, folderOf(first));
    const supplier = await askSupplier(title, known.suppliers);
    if (supplier === undefined) return showNothingCreated();
    const products = await askProducts(title, supplier, known);
    if (products === undefined) return showNothingCreated();
    const place = await askPlace(title, first);
    if (place === undefined) return showNothingCreated();

    const folder = place.folder && { folder: client.code2ProtocolConverter.asUri(place.folder) };
    const params: ImportReleaseParams = { ...folder, ...products, supplier, date: dayOf(new Date()), documents };
    const made = await makeFile(title, (token) =>
      client.sendRequest<ImportReleaseResult | null>(IMPORT_RELEASE, params, token),
    );
    if (!made?.text) return showProblems(made?.problems ?? [], made ? null : nothingImported(), output);
    if (await openNew({ text: made.text }, place, made.fileName, output)) {
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

/** The files that were clicked: menus give the clicked one, and all that are selected. */
function chosenFiles(args: readonly unknown[]): vscode.Uri[] | undefined {
  const clicked = uriArgument(args);
  if (clicked === undefined) return undefined;
  const [, selected] = args;
  const all = Array.isArray(selected) ? selected.filter((each) => each instanceof vscode.Uri) : [];
  return all.length > 0 ? all : [clicked];
}

/** The release document in the active editor. */
function activeRelease(): vscode.Uri[] | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const head = document?.getText(new vscode.Range(0, 0, HEAD_LINES, 0)) ?? '';
  const isRelease = /<(?:[\w.-]+:)?cvrfdoc[\s>]|"csaf_version"/.test(head);
  return document !== undefined && isRelease ? [document.uri] : undefined;
}

/** How many lines are searched for the root element, or the version of CSAF. */
const HEAD_LINES = 100;
