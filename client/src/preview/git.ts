/** The version of a file that git has last, through VS Code's own git extension. */
import * as vscode from 'vscode';
import { nameOf } from './subject';

/** What is used of the API of VS Code's git extension, version 1. */
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

/** Why there is no older version, as a sentence for the user. */
export class NoVersion extends Error {}

/** A version of a file, and news of another one. */
export interface HeadVersion {
  readonly text: string;
  /** Tells when the branch points to another commit. */
  onDidChange(listener: () => void): vscode.Disposable;
}

/** The version of a file in the last commit. Throws {@link NoVersion} where there is none. */
export async function headVersion(uri: vscode.Uri): Promise<HeadVersion> {
  const repository = await repositoryOf(uri);
  let text: string;
  try {
    text = await repository.show('HEAD', uri.fsPath);
  } catch {
    // Git's own words are about objects and paths.
    throw new NoVersion(vscode.l10n.t('{0} has no version in git yet: commit it first.', nameOf(uri)));
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
  if (!opened) throw new NoVersion(vscode.l10n.t('{0} is in no git repository.', nameOf(uri)));
  return opened;
}

async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) {
    throw new NoVersion(vscode.l10n.t('Git is not available here: its extension is missing or disabled.'));
  }
  const git = await extension.activate();
  if (!git.enabled) {
    throw new NoVersion(vscode.l10n.t('Git is switched off or not installed: see the setting "git.enabled".'));
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
