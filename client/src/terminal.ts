/** The command line in the extension: a terminal with `vpc`, and tasks. VS Code's own Node runs it, so that none needs to be installed. */
import { delimiter } from 'node:path';
import * as vscode from 'vscode';

/** The type of the tasks, and the name of their problem matcher; as in package.json. */
const TASK = 'vpc';

/** A task as tasks.json has it. */
interface VpcTask extends vscode.TaskDefinition {
  /** The command of `vpc`. */
  readonly command: string;
  readonly args?: readonly string[];
}

/** The tasks that are offered without a tasks.json. */
const OFFERED: readonly Pick<VpcTask, 'command' | 'args'>[] = [
  { command: 'lint', args: ['.'] },
  { command: 'format', args: ['--check', '.'] },
  { command: 'matrix', args: ['.', '--output', 'vpc-matrix.html'] },
];

/** Registers the command that opens the terminal, and the tasks. */
export function registerTerminal({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath;
  return vscode.Disposable.from(
    vscode.commands.registerCommand('vpc.openTerminal', () => openTerminal(extensionUri)),
    vscode.tasks.registerTaskProvider(TASK, {
      provideTasks: () =>
        (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
          folder.uri.scheme === 'file'
            ? OFFERED.map((offered) => taskOf({ type: TASK, ...offered }, folder, program))
            : [],
        ),
      resolveTask: ({ definition, scope }) =>
        isVpcTask(definition) ? taskOf(definition, scope ?? vscode.TaskScope.Workspace, program) : undefined,
    }),
  );
}

function openTerminal(extensionUri: vscode.Uri): void {
  const folder = vscode.Uri.joinPath(extensionUri, 'terminal').fsPath;
  const terminal = vscode.window.createTerminal({
    name: 'vpc',
    env: {
      PATH: [folder, process.env.PATH].filter(Boolean).join(delimiter),
      VPC_NODE: process.execPath,
      VPC_LANG: language(),
    },
    message: vscode.l10n.t('The command vpc is available here. Start with: vpc --help'),
  });
  terminal.show();
}

/** The language of VS Code, unless the user has chosen one for vpc. */
function language(): string {
  return process.env.VPC_LANG || vscode.env.language;
}

function isVpcTask(definition: vscode.TaskDefinition): definition is VpcTask {
  const { command, args = [] } = definition as Partial<VpcTask>;
  return typeof command === 'string' && Array.isArray(args) && args.every((arg) => typeof arg === 'string');
}

function taskOf(definition: VpcTask, scope: vscode.WorkspaceFolder | vscode.TaskScope, program: string): vscode.Task {
  const { command, args = [] } = definition;
  const execution = new vscode.ProcessExecution(process.execPath, [program, 'cli', command, ...args], {
    cwd: typeof scope === 'object' ? scope.uri.fsPath : undefined,
    env: { ELECTRON_RUN_AS_NODE: '1', VPC_LANG: language() },
  });
  const matchers = command === 'lint' ? [`$${TASK}`] : [];
  const task = new vscode.Task(definition, scope, [command, ...args].join(' '), TASK, execution, matchers);
  if (command === 'lint') task.group = vscode.TaskGroup.Build;
  return task;
}
