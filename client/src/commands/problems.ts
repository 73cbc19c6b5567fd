import * as vscode from 'vscode';
import type { CreationProblem } from '../../../server/src/lsp/protocol';

/**
 * Shows what is wrong with what a file was made from: the first of it, and the rest in the output channel.
 * @param done what was made, as a sentence; `null` where nothing was
 */
export function showProblems(
  problems: readonly CreationProblem[],
  done: string | null,
  output: vscode.LogOutputChannel,
): void {
  for (const { severity, message } of problems) {
    if (severity === 'error') output.error(message);
    else output.warn(message);
  }
  void tell(problems, done, output);
}

async function tell(
  problems: readonly CreationProblem[],
  done: string | null,
  output: vscode.LogOutputChannel,
): Promise<void> {
  const [worst] = [...problems].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'));
  if (worst === undefined) {
    if (done !== null) await vscode.window.showInformationMessage(done);
    return;
  }
  const more = problems.length > 1 ? ` ${vscode.l10n.t('({0} more in the output channel)', problems.length - 1)}` : '';
  const message = [done, worst.message].filter(Boolean).join(' ') + more;
  const show = vscode.l10n.t('Show Output');
  const answer =
    done === null
      ? await vscode.window.showErrorMessage(message, show)
      : await vscode.window.showWarningMessage(message, show);
  if (answer === show) output.show();
}
