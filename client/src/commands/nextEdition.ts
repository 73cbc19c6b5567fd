import * as vscode from 'vscode';
import {
  LANGUAGE_ID,
  NEXT_EDITION,
  type NextEditionParams,
  type NextEditionResult,
} from '../../../server/src/lsp/protocol/index';
import { folderOf } from '../common/openFile';
import { activeVpcEditor, uriArgument, type Command } from './context';
import { openNew, showNothingCreated, showProblems } from './openNew';
import { askDate, askReleases, configuredList, knownIn, makeFile, readReleases } from './questions';

/** Months after which patches are left out, where that is wanted. */
const MONTHS = 12;

/** Makes the next edition of a VPC file, and opens it unsaved beside the file. */
export const nextEdition: Command = {
  id: 'vpc.nextEdition',
  async run({ running, output }, ...args) {
    const title = vscode.l10n.t('New Edition from This File');
    const edition = uriArgument(args) ?? activeVpcEditor(LANGUAGE_ID)?.document.uri;
    if (edition === undefined) return;
    const releases = await chooseReleases(title);
    if (releases === undefined) return showNothingCreated();
    const documents = await readReleases(title, releases);
    const drop = await chooseDrop(title);
    if (drop === undefined) return showNothingCreated();
    const date = await askDate(title);
    if (date === undefined) return showNothingCreated();

    const client = await running();
    const { productList: configured } = await knownIn(client, edition);
    const productList = await configuredList(configured);
    const params: NextEditionParams = {
      uri: client.code2ProtocolConverter.asUri(edition),
      documents,
      date,
      ...(productList !== undefined && { productList }),
      ...(drop !== 'none' && { drop }),
    };
    const made = await makeFile(title, (token) =>
      client.sendRequest<NextEditionResult | null>(NEXT_EDITION, params, token),
    );
    if (!made?.text) {
      const failed = vscode.l10n.t('No edition was made. See the output channel for details.');
      return showProblems(made?.problems ?? [], made ? null : failed, output);
    }
    const folder = folderOf(edition) ?? null;
    if (await openNew({ text: made.text }, { folder }, made.fileName, output)) {
      showProblems(made.problems, vscode.l10n.t('The next edition is open. Save it to keep it.'), output);
    }
  },
};

/** The release documents with new patches; empty: none. @returns `undefined` if the user cancels */
async function chooseReleases(title: string): Promise<readonly vscode.Uri[] | undefined> {
  const choose = {
    label: `$(cloud-download) ${vscode.l10n.t('Release documents (CVRF, CSAF)…')}`,
    description: vscode.l10n.t('adds their patches for the products that they concern'),
  };
  const none = {
    label: `$(copy) ${vscode.l10n.t('No new patches')}`,
    description: vscode.l10n.t('carries everything over, with the next version and date'),
  };
  const chosen = await vscode.window.showQuickPick([choose, none], { title, ignoreFocusOut: true });
  if (chosen === undefined) return undefined;
  return chosen === none ? [] : askReleases(title);
}

type Dropped = Exclude<NextEditionParams['drop'], undefined> | 'none';

async function chooseDrop(title: string): Promise<Dropped | undefined> {
  const items: (vscode.QuickPickItem & { readonly drop: Dropped })[] = [
    {
      label: vscode.l10n.t('Keep all patches'),
      description: vscode.l10n.t('superseded ones are marked'),
      drop: 'none',
    },
    {
      label: vscode.l10n.t('Drop superseded patches'),
      description: vscode.l10n.t('where their replacement is listed and not refused'),
      drop: 'superseded',
    },
    {
      label: vscode.l10n.t('Drop patches released more than {0} months before', MONTHS),
      drop: { months: MONTHS },
    },
  ];
  const placeHolder = vscode.l10n.t('Patches of the edition');
  return (await vscode.window.showQuickPick(items, { title, placeHolder, ignoreFocusOut: true }))?.drop;
}
