import * as vscode from 'vscode';
import { chooseSchema } from './chooseSchema';
import type { Command, CommandContext } from './context';
import { copyReport } from './copyReport';
import { importRelease } from './importRelease';
import { newVpcFile } from './newFile';
import { nextEdition } from './nextEdition';
import { publish } from './publish';
import { sortPatches, sortProducts } from './sortEntries';
import { surroundCommands } from './surround';
import { ValidatedFiles } from './validateAll';

/** Registers the commands that belong to no other part of the extension. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const validated = new ValidatedFiles();
  const commands: Command[] = [
    newVpcFile,
    importRelease,
    nextEdition,
    publish,
    validated.command,
    sortPatches,
    sortProducts,
    ...surroundCommands,
    copyReport,
    chooseSchema,
  ];
  const registered = commands.map((command) =>
    vscode.commands.registerCommand(command.id, (...args: unknown[]) => command.run(context, ...args)),
  );
  return vscode.Disposable.from(validated, ...registered);
}
