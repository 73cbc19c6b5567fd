import * as vscode from 'vscode';
import { bytesOf } from '../../../server/src/lsp/protocol/base64';
import { isName } from '../common/openFile';
import type { PublishedFile } from '../../../server/src/lsp/protocol/index';

/** A file that is ready to be renamed to its place. */
interface ReadyFile {
  readonly target: vscode.Uri;
  /** `null`: the file is to be removed. */
  readonly temporary: vscode.Uri | null;
  /** The bytes before; `null` for a new file. */
  readonly before: Uint8Array | null;
}

/**
 * Writes files of a folder so that an error leaves it as it was: all are written under temporary names, then renamed in the given
 * order. A window that is closed between two of these leaves the first ones new: a file that vouches for others comes last. The
 * folder is created where it is missing. Rejects with the first error; its message begins with the name of the file.
 */
export async function writeTogether(folder: vscode.Uri, files: readonly PublishedFile[]): Promise<void> {
  const ready: ReadyFile[] = [];
  let done = 0;
  let name = '';
  try {
    await vscode.workspace.fs.createDirectory(folder);
    for (const file of files) {
      ({ name } = file);
      await prepare(file, folder, ready);
    }
    for (const [index, file] of ready.entries()) {
      ({ name } = files[index]!);
      // Counted before: a rename that fails can have removed the file.
      done++;
      if (file.temporary === null) await vscode.workspace.fs.delete(file.target);
      else await vscode.workspace.fs.rename(file.temporary, file.target, { overwrite: true });
    }
  } catch (error) {
    for (const file of ready.slice(0, done).reverse()) await quietly(() => restore(file));
    for (const { temporary } of ready)
      if (temporary !== null) await quietly(() => vscode.workspace.fs.delete(temporary));
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Writes a file under a temporary name. @param ready receives it before that, so that it is removed after an error */
async function prepare({ name, base64 }: PublishedFile, folder: vscode.Uri, ready: ReadyFile[]): Promise<void> {
  if (!isName(name)) throw new Error(vscode.l10n.t('is not a name of a file'));
  const target = vscode.Uri.joinPath(folder, name);
  const before = await bytesAt(target);
  const temporary = base64 === null ? null : vscode.Uri.joinPath(folder, temporaryName(ready.length));
  ready.push({ target, temporary, before });
  if (temporary !== null) await vscode.workspace.fs.writeFile(temporary, bytesOf(base64!));
}

/**
 * A name that `vpc publish` removes a day later where it is left over: the digits in the first place are those of a machine that it
 * does not know.
 */
function temporaryName(index: number): string {
  const [machine] = crypto.getRandomValues(new Uint32Array(1));
  return `.vpc-${machine!.toString(16).padStart(8, '0')}-0-${index.toString(36)}.tmp`;
}

/** The bytes of a file; `null` where there is none. Rejects for one that must not be replaced. */
async function bytesAt(file: vscode.Uri): Promise<Uint8Array | null> {
  let stat: vscode.FileStat;
  try {
    stat = await vscode.workspace.fs.stat(file);
  } catch {
    return null;
  }
  // A link would be replaced by a file.
  if (stat.type !== vscode.FileType.File) throw new Error(vscode.l10n.t('is not a regular file'));
  if (((stat.permissions ?? 0) & vscode.FilePermission.Readonly) !== 0) {
    throw new Error(vscode.l10n.t('the file is read-only'));
  }
  return vscode.workspace.fs.readFile(file);
}

async function restore({ target, before }: ReadyFile): Promise<void> {
  if (before === null) await vscode.workspace.fs.delete(target);
  else await vscode.workspace.fs.writeFile(target, before);
}

/** The error that is reported is the first one: what fails after it is tried, no more. */
async function quietly(work: () => Thenable<void>): Promise<void> {
  try {
    await work();
  } catch {
    // For example, the file is not there yet.
  }
}
