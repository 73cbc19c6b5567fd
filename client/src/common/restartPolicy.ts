import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type CloseHandlerResult,
  type ErrorHandler,
  type ErrorHandlerResult,
} from 'vscode-languageclient';

const MOST_RESTARTS = 4;
const WITHIN_MS = 3 * 60 * 1000;
const MOST_WRITE_ERRORS = 3;

/**
 * What happens when the language server dies: it is started again, and the user is told. A server that dies again and
 * again stays down, and the message says how to start it.
 */
export class RestartPolicy implements ErrorHandler {
  private crashes: number[] = [];

  /**
   * @param tell shows a message to the user
   * @param now the time in milliseconds
   */
  constructor(
    private readonly tell: (message: string) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** A message could not be read or written: a few are survivable. */
  error(_error: Error, _message: unknown, count: number | undefined): ErrorHandlerResult {
    return { action: (count ?? 0) <= MOST_WRITE_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown };
  }

  /** The connection is gone without having been closed. */
  closed(): CloseHandlerResult {
    const time = this.now();
    this.crashes = [...this.crashes.filter((crash) => time - crash < WITHIN_MS), time];
    const again = this.crashes.length <= MOST_RESTARTS;
    const message = again
      ? vscode.l10n.t('The VPC language server stopped unexpectedly and was restarted.')
      : vscode.l10n.t(
          'The VPC language server stopped {0} times within three minutes and stays down. The output channel says more; "VPC: Restart the Language Server" starts it again.',
          this.crashes.length,
        );
    this.tell(message);
    return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, message, handled: true };
  }
}
