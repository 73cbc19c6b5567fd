import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import { openPublication } from '../workspace/openPublication';
import { recordPublication } from '../workspace/publicationRecord';
import { IGNORED_FOLDERS, MAX_FILE_SIZE, FILES_LEFT_OUT, MAX_FILES, withinLimits } from '../workspace/fileLimits';
import { WorkspaceIndex, type OtherPublications, type PublicationRecord } from '../workspace/workspaceIndex';
import { Identifiers } from '../domain/identifiers/identifiers';
import type { Vocabulary } from '../domain/vocabulary';
import { withProblems } from '../xml/decode';
import { BudgetExceeded } from '../xml/budget';
import { parsing } from '../xml/parser';
import { resumable, type Task } from '../xml/task';
import type { XmlTree } from '../xml/tree';
import { candidatesIn } from './candidates';
import type { XmlDocument } from './documents';
import type { FoundFile } from './protocol';
import { readText, type Runtime } from './runtime';
import { BACKGROUND_SLICE_MS, runForDocument } from './timeSlicing';
import { type Workspace, keyOf } from './workspace';
import type { Localize, Problem } from '../xml/problem';
import { inBackground } from './runSafe';

/** Open documents are indexed this long after the last request for diagnostics, so that typing has priority. */
const QUIET_MS = 300;

/** The parts of the session that the indexer uses. */
interface Environment {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<XmlDocument>;
  readonly workspace: Workspace;
  readonly localize: Localize;
  /** Whether the client tells of changed files. */
  readonly isWatched: boolean;
}

/** Receives the tree of a VPC file, with the problems of its encoding. @param runtime lets those go first who are waited for */
export type Keep = (
  uri: string,
  tree: XmlTree,
  encoding: readonly Problem[],
  runtime: Pick<Runtime, 'yieldTurn'>,
  isWanted: () => boolean,
) => Promise<void>;

/** Who else needs the files that are indexed, and keeps what it needs of them, so that they are read once. */
export interface FileKeeper {
  /** Called before a file is read. */
  keeping(): Keep;
}

/**
 * Maintains the index of the VPC files of the workspace: finds and reads them in the background after the first query, updates
 * them when they change on disk, and replaces files by their open documents. If the workspace is not trusted, no file is read
 * and the index holds the open documents only.
 */
export class Indexer {
  private readonly index = new WorkspaceIndex();
  /** The version of each open document that is in the index, by uri. */
  private readonly indexedVersions = new Map<string, XmlDocument>();
  /** Uris of the files that are still to be read, by key. */
  private readonly pendingFiles = new Map<string, string>();
  /** Uris of the files that are in the index, by key. */
  private readonly readFiles = new Map<string, string>();
  /** The stamp of each file when it was read, by key; empty where the client tells of changes. */
  private readonly stamps = new Map<string, string | null>();
  /** Keys of the files in the index that are the asset owner's own. */
  private readonly ownersFiles = new Set<string>();
  /** Keys of the files that are not read because they are open. */
  private readonly openFiles = new Set<string>();
  private readonly listeners: (() => void)[] = [];
  private keeper: FileKeeper | null = null;
  /** Work that has priority over reading files. */
  private readonly urgent = new Set<Promise<unknown>>();
  /** Incremented when everything has to be read again; work of an earlier generation is dropped. */
  private generation = 0;
  private started = false;
  /** Whether the open documents will be indexed at the next quiet time. */
  private isUpdateScheduled = false;
  /** When that was requested last, as `performance.now()`. */
  private updateRequestedAt = 0;
  /** Whether an open document of a supplier has changed since the documents of the asset owner were checked. */
  private hasSupplierChanged = false;
  /** The vocabularies that the index was built with, by folder. */
  private vocabularies: readonly Vocabulary[] = [];
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly environment: Environment) {
    const { documents, isWatched } = environment;
    documents.onDidClose(({ document: { uri } }) => this.closed(uri));
    if (isWatched) return;
    // Who opens or saves a file may have changed others by other programs before.
    documents.onDidOpen(() => this.lookAgain());
    documents.onDidSave(() => this.lookAgain());
  }

  /** Looks which files have come, gone or changed, for a client that does not tell. */
  private lookAgain(): void {
    if (!this.started) return;
    const { generation } = this;
    this.schedule(async () => {
      const before = new Map(this.readFiles);
      for (const folder of this.environment.workspace.folders) await this.findIn(folder, generation);
      if (generation !== this.generation) return;
      const { runtime, workspace } = this.environment;
      for (const [key, uri] of this.pendingFiles) {
        before.delete(key);
        const known = this.stamps.get(key);
        const isSame =
          known !== undefined && known !== null && known === (await runtime.stampOf(uri, workspace.folders));
        if (isSame) this.pendingFiles.delete(key);
      }
      for (const [key, uri] of before) this.pendingFiles.set(key, uri);
      await this.readPending(generation);
    });
  }

  /**
   * Calls `listener` when files have been read: results that depend on them may have changed. Open documents of suppliers count
   * as well while one of the asset owner is open, which rules compare with them.
   */
  onDidRead(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** To be called before the first file is read. */
  shareWith(keeper: FileKeeper): void {
    this.keeper = keeper;
  }

  /** The publications other than that of a document (`null`: all), as far as they are indexed now. Does not wait for files. */
  async otherPublications(uri: string | null): Promise<OtherPublications> {
    this.start();
    await this.updateOpenDocuments(uri);
    return this.index.others(uri === null ? null : keyOf(uri));
  }

  /** Like {@link otherPublications}, after all files have been read or the request is cancelled. */
  async allOtherPublications(uri: string | null, token: CancellationToken): Promise<OtherPublications> {
    this.start();
    const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    do await Promise.race([this.queue, cancelled]);
    while (!this.index.complete && !token.isCancellationRequested);
    return this.otherPublications(uri);
  }

  /** Runs work that a user waits for. No files are read until it is done. */
  async runUrgent<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.urgent.add(done);
    try {
      return await done;
    } finally {
      this.urgent.delete(done);
    }
  }

  /** Files were created, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    if (!this.started || !this.environment.workspace.trusted) return;
    for (const uri of uris) if (this.isWanted(uri)) this.pendingFiles.set(keyOf(uri), uri);
    const { generation } = this;
    if (this.pendingFiles.size > 0) this.schedule(() => this.readPending(generation));
  }

  /**
   * Files or folders were deleted or moved away.
   * @returns the indexed files among them and in them, which are read again
   */
  filesGone(uris: readonly string[]): string[] {
    const gone = uris.map(keyOf);
    const isGone = (key: string): boolean => gone.some((other) => key === other || key.startsWith(`${other}/`));
    const files = [...this.readFiles].flatMap(([key, uri]) => (isGone(key) ? [uri] : []));
    this.filesChanged(files);
    return files;
  }

  /** A folder came with its files, for example because it was renamed. */
  folderAppeared(folder: string): void {
    if (!this.started || this.environment.workspace.folderOf(folder) === undefined) return;
    const { generation } = this;
    this.schedule(async () => {
      await this.findIn(folder, generation);
      await this.readPending(generation);
    });
  }

  /** Settings, profiles or schemas have changed: if the vocabulary of a folder is another now, everything is read again. */
  settingsChanged(): void {
    this.indexedVersions.clear();
    const { generation } = this;
    this.schedule(async () => {
      const before = this.vocabularies;
      const now = await this.currentVocabularies();
      const isSame = before.length === now.length && before.every((vocabulary, index) => vocabulary === now[index]);
      if (generation !== this.generation) return;
      if (!isSame) return this.restart();
      await this.rereadWhereOwnerChanged(generation);
    });
  }

  /** Reads files again that a configuration does not say the same of any more: whether they are the asset owner's own. */
  private async rereadWhereOwnerChanged(generation: number): Promise<void> {
    for (const [key, uri] of this.readFiles) {
      const isOwner = await this.environment.workspace.isOwnerFile(uri);
      if (isOwner !== this.ownersFiles.has(key)) this.pendingFiles.set(key, uri);
    }
    await this.readPending(generation);
  }

  /** Reads everything again, for example after the folders of the workspace have changed. */
  restart(): void {
    this.indexedVersions.clear();
    if (!this.started) return;
    this.started = false;
    this.pendingFiles.clear();
    this.readFiles.clear();
    this.stamps.clear();
    this.ownersFiles.clear();
    this.openFiles.clear();
    this.index.clear();
    this.start();
  }

  private start(): void {
    if (this.started) return;
    this.started = true;
    const generation = ++this.generation;
    this.schedule(async () => {
      try {
        this.vocabularies = await this.currentVocabularies();
        await this.find(generation);
        await this.readPending(generation);
      } finally {
        if (generation === this.generation) this.finished();
      }
    });
  }

  private finished(): void {
    const { connection, localize } = this.environment;
    this.index.complete = true;
    connection.console.info(localize('VPC files in the workspace: {0}', String(this.index.size + this.openFiles.size)));
  }

  private currentVocabularies(): Promise<Vocabulary[]> {
    const { workspace } = this.environment;
    return Promise.all(workspace.folders.map((folder) => workspace.vocabularyIn(folder)));
  }

  /** Whether a file that the client reported is one that a search of the folders would find. */
  private isWanted(uri: string): boolean {
    if (this.environment.workspace.folderOf(uri) === undefined) return false;
    if (IGNORED_FOLDERS.some((folder) => uri.includes(`/${folder}/`))) return false;
    return this.index.size < MAX_FILES || this.index.has(keyOf(uri));
  }

  /** Queues a task. Tasks run one after another, so that no file is read twice at the same time and the last read wins. */
  private schedule(task: () => Promise<void>): void {
    this.queue = this.queue.then(task).catch((error: unknown) => {
      this.environment.connection.console.warn(`Reading the workspace's files failed: ${String(error)}`);
    });
    inBackground(this.environment.connection, 'Indexing', this.queue);
  }

  private async find(generation: number): Promise<void> {
    for (const folder of this.environment.workspace.folders) await this.findIn(folder, generation);
  }

  private async findIn(folder: string, generation: number): Promise<void> {
    if (!this.environment.workspace.trusted) return;
    const found = await candidatesIn(folder, this.environment, MAX_FILES);
    if (generation !== this.generation) return;
    for (const { uri } of this.filesToRead(found)) this.pendingFiles.set(keyOf(uri), uri);
  }

  /** The files that are read. Logs when files are left out. */
  private filesToRead(files: readonly FoundFile[]): FoundFile[] {
    const taken = withinLimits(files);
    const { connection, localize } = this.environment;
    // Open documents are indexed in any case.
    if (taken.length < files.length || files.length >= MAX_FILES) {
      connection.console.info(localize(FILES_LEFT_OUT.message, ...FILES_LEFT_OUT.args));
    }
    return taken;
  }

  private async readPending(generation: number): Promise<void> {
    let count = 0;
    const { documents } = this.environment;
    for (const [key, uri] of this.pendingFiles) {
      if (generation !== this.generation) return;
      this.pendingFiles.delete(key);
      // The open document replaces the file, which is read when the document is closed.
      if (documents.keys().some((open) => keyOf(open) === key)) {
        this.openFiles.add(key);
        continue;
      }
      await this.tryToRead(key, uri, generation);
      count++;
    }
    if (count > 0) this.notify();
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }

  /** Yields to the event loop, then waits until all urgent work is done. */
  private async yieldTurn(): Promise<void> {
    await this.environment.runtime.yieldTurn();
    while (this.urgent.size > 0) {
      await Promise.allSettled(this.urgent);
      await this.environment.runtime.yieldTurn();
    }
  }

  /** Reads a file; one that cannot be read is left out, and the others are read. */
  private async tryToRead(key: string, uri: string, generation: number): Promise<void> {
    try {
      await this.read(key, uri, generation);
    } catch (error) {
      if (generation === this.generation) this.setRecord(key, uri, null);
      this.failed(uri, error);
    }
  }

  private setRecord(key: string, uri: string, record: PublicationRecord | null): void {
    if (record === null) this.readFiles.delete(key);
    else this.readFiles.set(key, uri);
    if (record?.isOwner === true) this.ownersFiles.add(key);
    else this.ownersFiles.delete(key);
    this.index.read(key, record);
  }

  private failed(uri: string, error: unknown): void {
    const { connection } = this.environment;
    if (error instanceof BudgetExceeded) connection.console.warn(`${uri}: it was stopped, because it took too long`);
    else connection.console.error(`Indexing ${uri} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }

  private async read(key: string, uri: string, generation: number): Promise<void> {
    const { runtime, workspace, connection, localize } = this.environment;
    const turns = { ...runtime, yieldTurn: () => this.yieldTurn() };
    const isWanted = (): boolean => generation === this.generation;
    await turns.yieldTurn();
    const keep = this.keeper?.keeping();
    if (!this.environment.isWatched) this.stamps.set(key, await runtime.stampOf(uri, workspace.folders));
    const file = workspace.trusted ? await readText(runtime, uri, workspace.folders) : null;
    if (file === null) {
      if (isWanted()) this.setRecord(key, uri, null);
      return;
    }
    const { text, problems } = withProblems(file);
    const vocabulary = await workspace.vocabularyOf(text, uri);
    if (!vocabulary || text.length > MAX_FILE_SIZE) {
      if (isWanted()) this.setRecord(key, uri, null);
      return;
    }
    // Reported with the file's other problems; what is indexed of it is as good as it can be read.
    const [first] = problems;
    if (first !== undefined) connection.console.warn(`${uri}: ${localize(first.message, ...first.args)}`);
    const isOwner = await workspace.isOwnerFile(uri);
    const done = await runForDocument(turns, recordOf(uri, text, vocabulary, isOwner), isWanted);
    if (done === null) return;
    const { tree, record } = done.result;
    this.setRecord(key, uri, record);
    await keep?.(uri, tree, problems, turns, isWanted);
  }

  /** Indexes the open documents once they have not been edited for a while: completion and other documents will need them. */
  updateOpenDocumentsSoon(): void {
    this.updateRequestedAt = performance.now();
    if (this.isUpdateScheduled) return;
    this.isUpdateScheduled = true;
    inBackground(this.environment.connection, 'Indexing', this.updateOnceQuiet());
  }

  private async updateOnceQuiet(): Promise<void> {
    const remaining = (): number => this.updateRequestedAt + QUIET_MS - performance.now();
    while (remaining() > 0) await this.environment.runtime.delay(remaining());
    this.isUpdateScheduled = false;
    this.schedule(async () => {
      await this.updateOpenDocuments(null, BACKGROUND_SLICE_MS);
      if (!this.hasSupplierChanged) return;
      this.hasSupplierChanged = false;
      if (this.index.hasOpenOwner) this.notify();
    });
  }

  /**
   * Indexes the open documents that have changed since they were indexed.
   * @param excludedUri a document that is indexed later
   * @param sliceMs see {@link runInSlices}
   */
  private async updateOpenDocuments(excludedUri: string | null, sliceMs?: number): Promise<void> {
    for (const document of this.environment.documents.all()) {
      const { uri } = document;
      if (uri === excludedUri || this.indexedVersions.get(uri) === document) continue;
      try {
        await this.updateOpenDocument(document, sliceMs);
      } catch (error) {
        // Every request for other documents comes by here.
        this.indexedVersions.set(uri, document);
        this.index.opened(keyOf(uri), null);
        this.failed(uri, error);
      }
    }
  }

  private async updateOpenDocument(document: XmlDocument, sliceMs?: number): Promise<void> {
    const { runtime, documents, workspace } = this.environment;
    const { uri, serviceLevel } = document;
    await document.ready(runtime);
    const { vocabulary, isOwner } =
      serviceLevel === 'full' ? await workspace.binding(document) : { vocabulary: null, isOwner: false };
    // False if it was closed or edited in the meantime.
    const isWanted = (): boolean => documents.get(uri) === document;
    if (vocabulary !== null)
      await runForDocument(runtime, memoiseIdentifiers(document.tree, vocabulary), isWanted, sliceMs);
    if (!isWanted()) return;
    this.indexedVersions.set(uri, document);
    if (!isOwner) this.hasSupplierChanged = true;
    this.index.opened(keyOf(uri), vocabulary && openPublication(uri, document.tree, vocabulary, isOwner));
  }

  private closed(uri: string): void {
    this.indexedVersions.delete(uri);
    this.openFiles.delete(keyOf(uri));
    this.index.closed(keyOf(uri));
    // A client that watches no files may have saved it since it was read.
    this.filesChanged([uri]);
  }
}

/** The tree and the facts of a file. The identifiers of its tree are memoised first, because the record is built from them. */
function* recordOf(
  uri: string,
  text: string,
  vocabulary: Vocabulary,
  isOwner: boolean,
): Task<{ readonly tree: XmlTree; readonly record: PublicationRecord | null }> {
  const tree = yield* parsing(text);
  yield* memoiseIdentifiers(tree, vocabulary);
  return { tree, record: yield* recordPublication(uri, tree, vocabulary, isOwner) };
}

/** Computes the identifiers of a tree, which are memoised with its nodes. */
function memoiseIdentifiers(tree: XmlTree, vocabulary: Vocabulary): Task<unknown> {
  return resumable(() => Identifiers.in(tree, vocabulary)?.values('patch'));
}
