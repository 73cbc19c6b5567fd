/** Finds files, also in file systems that cannot be searched: those of web and virtual workspaces often cannot. */
import * as vscode from 'vscode';
import { IGNORED_FOLDERS } from '../../../server/src/lsp/protocol/index';

/** VS Code waits for a search that nothing may ever provide. After this time the folders are read as well. */
const PATIENCE_MS = 2_000;
/** What can be searched always: the disk of this computer, or of the remote one. */
const SEARCHABLE: readonly string[] = ['file', 'vscode-remote'];
/** Each folder can take a question over a slow line. */
const MAX_FOLDERS = 2_000;
/** A file system can be without end, since a provider can make up its folders. */
const MAX_DEPTH = 20;
/** Folders that are read at the same time. */
const AT_ONCE = 8;

/** The schemes whose folders were read before a search answered. */
const unsearchable = new Set<string>();
const limited = new vscode.EventEmitter<vscode.Uri>();

/** Fires where a folder has more subfolders than are searched, or one that cannot be read. */
export const onDidReachLimit = limited.event;

/** What is looked for. */
export interface Wanted {
  /** A glob pattern, relative to the folder. */
  readonly glob: string;
  /** Maximum number of files. */
  readonly most: number;
  readonly token?: vscode.CancellationToken;
}

/** The files of the workspace, without {@link IGNORED_FOLDERS} and what `files.exclude` excludes. */
export async function filesInWorkspace(wanted: Wanted): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(folders.map(({ uri }) => filesIn(uri, wanted)));
  return found.flat().slice(0, wanted.most);
}

/** The files of a folder and its subfolders, without {@link IGNORED_FOLDERS} and what `files.exclude` excludes. */
export async function filesIn(folder: vscode.Uri, wanted: Wanted): Promise<vscode.Uri[]> {
  if (unsearchable.has(folder.scheme)) return walk(folder, wanted);
  const stop = new vscode.CancellationTokenSource();
  const stopping = wanted.token?.onCancellationRequested(() => stop.cancel());
  const pattern = new vscode.RelativePattern(folder, wanted.glob);
  const ignored = `**/{${IGNORED_FOLDERS.join(',')}}/**`;
  const searched = vscode.workspace.findFiles(pattern, ignored, wanted.most, stop.token);
  let isAnswered = false;
  const read = async (): Promise<vscode.Uri[]> => {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    const files = await walk(folder, wanted, () => isAnswered);
    if (isAnswered || wanted.token?.isCancellationRequested) return files;
    unsearchable.add(folder.scheme);
    stop.cancel();
    return files;
  };
  try {
    if (SEARCHABLE.includes(folder.scheme)) return await searched;
    return await Promise.race([searched.then(undefined, () => walk(folder, wanted)), read()]);
  } finally {
    isAnswered = true;
    stopping?.dispose();
  }
}

/** Reads folder after folder, those nearest to the top first. Links are not followed: they can lead out of the folder. */
async function walk(
  top: vscode.Uri,
  { glob, most, token }: Wanted,
  isEnded = (): boolean => false,
): Promise<vscode.Uri[]> {
  const isWanted = matcher(top, [glob]);
  const isExcluded = matcher(top, excludedIn(top));
  const found: vscode.Uri[] = [];
  let level = [top];
  let read = 0;
  for (let depth = 0; level.length > 0; depth++) {
    const below: vscode.Uri[] = [];
    for (let at = 0; at < level.length; at += AT_ONCE) {
      if (isEnded() || token?.isCancellationRequested || found.length >= most) return found.slice(0, most);
      if (depth > MAX_DEPTH || read >= MAX_FOLDERS) {
        limited.fire(top);
        return found;
      }
      const part = level.slice(at, at + Math.min(AT_ONCE, MAX_FOLDERS - read));
      read += part.length;
      const lists = await Promise.all(part.map((folder) => entriesOf(folder, () => limited.fire(top))));
      for (const { uri, type } of lists.flat()) {
        if (isExcluded(uri)) continue;
        if (type === vscode.FileType.Directory) below.push(uri);
        else if (type === vscode.FileType.File && isWanted(uri)) found.push(uri);
      }
    }
    level = below;
  }
  return found.slice(0, most);
}

interface Entry {
  readonly uri: vscode.Uri;
  readonly type: vscode.FileType;
}

/** What is in a folder, without {@link IGNORED_FOLDERS}. @param unread called where there is such a folder, which cannot be read */
async function entriesOf(folder: vscode.Uri, unread: () => void): Promise<Entry[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name]) => !IGNORED_FOLDERS.includes(name))
      .map(([name, type]) => ({ uri: vscode.Uri.joinPath(folder, name), type }));
  } catch (error) {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    if (!isGone) unread();
    return [];
  }
}

/** The patterns of `files.exclude` that hold whatever else is in the folder. */
function excludedIn(folder: vscode.Uri): string[] {
  const setting = vscode.workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude', {});
  return Object.entries(setting).flatMap(([glob, value]) => (value === true ? [glob] : []));
}

/** Whether a file matches one of the patterns, which VS Code decides. */
function matcher(folder: vscode.Uri, globs: readonly string[]): (file: vscode.Uri) => boolean {
  const selector = globs.map((glob) => ({ pattern: new vscode.RelativePattern(folder, glob) }));
  // Of the document, the patterns need only the uri.
  return (uri) => vscode.languages.match(selector, { uri, languageId: '' } as vscode.TextDocument) > 0;
}
