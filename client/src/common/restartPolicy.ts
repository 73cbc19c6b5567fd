import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient';

const MAX_RESTARTS = 4;
const RESTART_WINDOW_MS = 3 * 60 * 1000;
const MAX_WRITE_ERRORS = 3;

/**
 * Restarts the language server when it ends unexpectedly, and notifies the user. A server that keeps ending is not restarted;
 * the message says how to start it.
 */
export class RestartPolicy implements ErrorHandler {
  private crashes: number[] = [];

  /**
   * @param showMessage shows a message to the user, and whether the server is started again
   * @param now the time in milliseconds
   */
  constructor(
    private readonly showMessage: (message: string, isRunningAgain: boolean) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** A message could not be read or written. A few such errors are tolerated. */
  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    return { action: (count ?? 0) <= MAX_WRITE_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown };
  }

  /** The connection ended unexpectedly. */
  closed(): CloseHandlerResult {
    const time = this.now();
    this.crashes = [...this.crashes.filter((crash) => time - crash < RESTART_WINDOW_MS), time];
    const again = this.crashes.length <= MAX_RESTARTS;
    const message = again
      ? vscode.l10n.t('The VPC language server stopped unexpectedly and was restarted.')
      : vscode.l10n.t(
          'The VPC language server stopped {0} times within three minutes and was not restarted. See the output channel for details; "VPC: Restart the Language Server" starts it again.',
          this.crashes.length,
        );
    this.showMessage(message, again);
    return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, message, handled: true };
  }
}
