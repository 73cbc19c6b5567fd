import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../../server/src/lsp/protocol';
import { rootStart } from '../common/rootName';

/** Above the root element of a VPC file: the way to its matrix. */
export const matrixLens: vscode.CodeLensProvider = {
  provideCodeLenses(document) {
    const start = rootStart(document.getText(new vscode.Range(0, 0, HEAD_LINES, 0)));
    if (start === undefined) return [];
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start));
    return [
      new vscode.CodeLens(range, {
        command: 'vpc.openMatrix',
        title: `$(table) ${vscode.l10n.t('Open the Matrix')}`,
        tooltip: vscode.l10n.t('Which patch may be installed beside which product'),
        arguments: [document.uri],
      }),
    ];
  },
};

/** Where the lens is shown. */
export const lensSelector: vscode.DocumentSelector = { language: LANGUAGE_ID };

/** The root element stands within them. */
const HEAD_LINES = 200;
