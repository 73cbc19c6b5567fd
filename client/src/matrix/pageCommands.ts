/** The commands for the selected cells of the active matrix, which its page does. */
import * as vscode from 'vscode';
import { PAGE_ACTIONS, type PageAction } from '../../webview/messages';

const COMMANDS: Readonly<Record<PageAction, string>> = {
  setState: 'vpc.matrix.setState',
  fillDown: 'vpc.matrix.fillDown',
  fillRight: 'vpc.matrix.fillRight',
  clear: 'vpc.matrix.clear',
  removeStatements: 'vpc.matrix.removeStatements',
  details: 'vpc.matrix.details',
  openSource: 'vpc.matrix.openSource',
  notApplicable: 'vpc.matrix.notApplicable',
  addProduct: 'vpc.matrix.addProduct',
  addPatch: 'vpc.matrix.addPatch',
  removePatches: 'vpc.matrix.removePatches',
  removeProducts: 'vpc.matrix.removeProducts',
};

/** @param act lets the active matrix do something @returns the registered commands */
export function registerPageCommands(act: (action: PageAction) => void): vscode.Disposable {
  return vscode.Disposable.from(
    ...PAGE_ACTIONS.map((action) => vscode.commands.registerCommand(COMMANDS[action], () => act(action))),
  );
}
