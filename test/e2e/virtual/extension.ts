/**
 * An extension with two file systems in memory, for tests of virtual workspaces: `plant:` can be written, `archive:` cannot. Neither
 * can be searched, as most file systems of extensions.
 */
import * as vscode from 'vscode';

/** The files of both: path -> text. Set when the extension is bundled. */
declare const FILES: Readonly<Record<string, string>>;

class MemoryFiles implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly files = new Map<string, Uint8Array>(
    Object.entries(FILES).map(([path, text]) => [path, new TextEncoder().encode(text)]),
  );

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(path);
    if (bytes !== undefined) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (this.below(path).length === 0) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const entries = this.below(path).map((rest): [string, vscode.FileType] => {
      const [name = '', ...inside] = rest.split('/');
      return [name, inside.length === 0 ? vscode.FileType.File : vscode.FileType.Directory];
    });
    return [...new Map(entries)];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    const type = this.files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.files.set(uri.path, bytes);
    this.changed.fire([{ type, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.files.set(to.path, this.readFile(from));
    this.files.delete(from.path);
    this.changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Created, uri: to },
    ]);
  }

  delete(uri: vscode.Uri): void {
    this.files.delete(uri.path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {
    // A folder is there with its first file.
  }

  /** The paths of the files in a folder, relative to it. */
  private below(folder: string): string[] {
    const start = folder.endsWith('/') ? folder : `${folder}/`;
    return [...this.files.keys()].flatMap((path) => (path.startsWith(start) ? [path.slice(start.length)] : []));
  }
}

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.workspace.registerFileSystemProvider('plant', new MemoryFiles(), { isCaseSensitive: true }),
    vscode.workspace.registerFileSystemProvider('archive', new MemoryFiles(), {
      isCaseSensitive: true,
      isReadonly: true,
    }),
  );
}
