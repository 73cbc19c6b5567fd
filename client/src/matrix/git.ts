/** The last committed version of a file, through VS Code's git extension. */
import * as vscode from 'vscode';
import { nameOf } from '../common/openFile';

/** The part of version 1 of the API of VS Code's git extension that is used here. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}
interface GitApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<string>;
  getRepository(uri: vscode.Uri): Repository | null;
  getRepositoryRoot(uri: vscode.Uri): Promise<vscode.Uri | null>;
  openRepository(root: vscode.Uri): Promise<Repository | null>;
}
interface Repository {
  readonly state: { readonly HEAD?: { readonly commit?: string }; readonly onDidChange: vscode.Event<void> };
  show(ref: string, path: string): Promise<string>;
}

/** There is no older version. The message is for the user. */
export class NoVersionError extends Error {}

/** The version of a file in the last commit. */
export interface HeadVersion {
  readonly text: string;
  /** Calls `listener` when the branch points to another commit. */
  onDidChange(listener: () => void): vscode.Disposable;
}

/** Reads the version of a file in the last commit. @throws NoVersionError if there is none */
export async function headVersion(uri: vscode.Uri): Promise<HeadVersion> {
  const repository = await repositoryOf(uri);
  let text: string;
  try {
    text = await repository.show('HEAD', uri.fsPath);
  } catch {
    // The message of git is about objects and paths, which does not help the user.
    throw new NoVersionError(vscode.l10n.t('{0} has no committed version in Git: commit it first.', nameOf(uri)));
  }
  let commit = repository.state.HEAD?.commit;
  return {
    text,
    onDidChange: (listener) =>
      repository.state.onDidChange(() => {
        const now = repository.state.HEAD?.commit;
        if (now === commit) return;
        commit = now;
        listener();
      }),
  };
}

async function repositoryOf(uri: vscode.Uri): Promise<Repository> {
  const api = await gitApi();
  const known = api.getRepository(uri);
  if (known !== null) return known;
  const root = await api.getRepositoryRoot(uri);
  const opened = root && (await api.openRepository(root));
  if (!opened) throw new NoVersionError(vscode.l10n.t('{0} is not in a Git repository.', nameOf(uri)));
  return opened;
}

async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) {
    throw new NoVersionError(vscode.l10n.t('Git is not available: the Git extension is missing or disabled.'));
  }
  const git = await extension.activate();
  if (!git.enabled) {
    throw new NoVersionError(vscode.l10n.t('Git is disabled or not installed. See the setting "git.enabled".'));
  }
  const api = git.getAPI(1);
  if (api.state === 'uninitialized') {
    await new Promise<void>((done) => {
      const waiting = api.onDidChangeState(() => {
        waiting.dispose();
        done();
      });
    });
  }
  return api;
}
