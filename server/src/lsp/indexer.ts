import type { CancellationToken, Connection, TextDocuments } from 'vscode-languageserver';
import type { Localize } from '../service/localize';
import { openPublication } from '../service/publicationFacts';
import { recording } from '../service/publicationRecord';
import {
  HEAD_LENGTH,
  IGNORED_FOLDERS,
  INDEXED_EXTENSION,
  LARGEST_FILE,
  LEFT_OUT,
  MOST_FILES,
  withinBounds,
} from '../service/workspaceFiles';
import { WorkspaceIndex, type Elsewhere } from '../service/workspaceIndex';
import { Identifiers } from '../vpc/identifiers/identifiers';
import type { Vocabulary } from '../vpc/vocabulary';
import { parse, Parsing } from '../xml/parser';
import type { XmlTree } from '../xml/tree';
import { inBackground } from './background';
import type { XmlDocument } from './documents';
import { BACKGROUND_SLICE_MS, paced, sliceEnds } from './paced';
import type { FoundFile } from './protocol';
import type { Runtime } from './runtime';
import type { Workspace } from './workspace';
import { keyOf } from './workspaceFiles';

/** So long nobody must have asked for diagnostics before what is open is looked at: who types gets all of the time. */
const QUIET_MS = 300;
/** Between two looks at the clock. */
const TOKENS_PER_STEP = 2_000;

/** What the indexer takes of the session that it is a part of. */
interface Environment {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly documents: TextDocuments<XmlDocument>;
  readonly workspace: Workspace;
  readonly localize: Localize;
}

/**
 * Keeps the index of the workspace's VPC files: finds and reads them in the background once somebody asks, follows what
 * changes on disk, and lets open documents stand for their files. Where the workspace is not trusted, nothing is read, and
 * the index holds what is open.
 */
export class Indexer {
  private readonly index = new WorkspaceIndex();
  /** Which version of an open document the index knows. */
  private readonly known = new Map<string, XmlDocument>();
  /** Files that wait for being read, by key. */
  private readonly waiting = new Map<string, string>();
  /** Files that are not read because they are open, by key. */
  private readonly notRead = new Set<string>();
  private readonly listeners: (() => void)[] = [];
  /** What goes before the reading of files. */
  private readonly urgent = new Set<Promise<unknown>>();
  /** Rises when everything is to be read anew: what is under way for an earlier one is dropped. */
  private generation = 0;
  private started = false;
  /** Whether what is open is to be looked at as soon as there is time. */
  private isFollowing = false;
  /** When that was asked for last. */
  private followingAsked = 0;
  /** By folder: those that the index was made with. */
  private vocabularies: readonly Vocabulary[] = [];
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly environment: Environment) {
    environment.documents.onDidClose(({ document: { uri } }) => this.closed(uri));
  }

  /** Calls `listener` when files have been read: answers that looked into them may be others now. */
  onDidRead(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** What is known beyond a document (`null`: beyond none), as of now. Never waits for files. */
  async elsewhere(uri: string | null): Promise<Elsewhere> {
    this.start();
    await this.followOpenDocuments(uri);
    return this.index.elsewhere(uri === null ? null : keyOf(uri));
  }

  /** The same, once all files have been read or the request is cancelled. */
  async elsewhereCompletely(uri: string | null, token: CancellationToken): Promise<Elsewhere> {
    this.start();
    const cancelled = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
    do await Promise.race([this.work, cancelled]);
    while (!this.index.complete && !token.isCancellationRequested);
    return this.elsewhere(uri);
  }

  /** Does what somebody waits for; meanwhile no files are read, so that it gets all of the time. */
  async before<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.urgent.add(done);
    try {
      return await done;
    } finally {
      this.urgent.delete(done);
    }
  }

  /** Files were made, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    if (!this.started || !this.environment.workspace.trusted) return;
    for (const uri of uris) if (this.isWanted(uri)) this.waiting.set(keyOf(uri), uri);
    const { generation } = this;
    if (this.waiting.size > 0) this.schedule(() => this.readWaiting(generation));
  }

  /** Settings, profiles or schemas have changed: where that changes the vocabulary of a folder, all is read anew. */
  settingsChanged(): void {
    this.known.clear();
    const { generation } = this;
    this.schedule(async () => {
      const before = this.vocabularies;
      const now = await this.currentVocabularies();
      const isSame = before.length === now.length && before.every((vocabulary, index) => vocabulary === now[index]);
      if (!isSame && generation === this.generation) this.restart();
    });
  }

  /** There are other folders: all is read anew. */
  restart(): void {
    this.known.clear();
    if (!this.started) return;
    this.started = false;
    this.waiting.clear();
    this.notRead.clear();
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
        await this.readWaiting(generation);
      } finally {
        if (generation === this.generation) this.finished();
      }
    });
  }

  private finished(): void {
    const { connection, localize } = this.environment;
    this.index.complete = true;
    connection.console.info(
      localize('VPC files known in the workspace: {0}', String(this.index.size + this.notRead.size)),
    );
  }

  private currentVocabularies(): Promise<Vocabulary[]> {
    const { workspace } = this.environment;
    return Promise.all(workspace.folders.map((folder) => workspace.vocabularyIn(folder)));
  }

  /** Whether a file that was not found by looking into the folders belongs to them. */
  private isWanted(uri: string): boolean {
    if (this.environment.workspace.folderOf(uri) === undefined) return false;
    if (IGNORED_FOLDERS.some((folder) => uri.includes(`/${folder}/`))) return false;
    return this.index.size < MOST_FILES || this.index.has(keyOf(uri));
  }

  /** One thing after the other: a file is never read twice at a time, and what was read last holds. */
  private schedule(task: () => Promise<void>): void {
    this.work = this.work.then(task).catch((error: unknown) => {
      this.environment.connection.console.warn(`Reading the workspace's files failed: ${String(error)}`);
    });
    inBackground(this.environment.connection, 'Indexing', this.work);
  }

  private async find(generation: number): Promise<void> {
    const { runtime, workspace } = this.environment;
    if (!workspace.trusted) return;
    for (const folder of workspace.folders) {
      const found = await runtime.findFiles(folder, INDEXED_EXTENSION, MOST_FILES);
      if (generation !== this.generation) return;
      for (const { uri } of this.lookedInto(found)) this.waiting.set(keyOf(uri), uri);
    }
  }

  /** The files that are read; what is left out is logged. */
  private lookedInto(files: readonly FoundFile[]): FoundFile[] {
    const taken = withinBounds(files);
    const { connection, localize } = this.environment;
    // Whatever is open counts all the same.
    if (taken.length < files.length || files.length >= MOST_FILES) {
      connection.console.info(localize(LEFT_OUT.message, ...LEFT_OUT.args));
    }
    return taken;
  }

  private async readWaiting(generation: number): Promise<void> {
    let count = 0;
    const { documents } = this.environment;
    for (const [key, uri] of this.waiting) {
      if (generation !== this.generation) return;
      this.waiting.delete(key);
      // What is open stands for its file, which is read when it is closed.
      if (documents.keys().some((open) => keyOf(open) === key)) {
        this.notRead.add(key);
        continue;
      }
      await this.read(key, uri, generation);
      count++;
    }
    if (count > 0) for (const listener of this.listeners) listener();
  }

  /** Lets others have their turn, and those that somebody waits for come to an end. */
  private async yieldTurn(): Promise<void> {
    await this.environment.runtime.yieldTurn();
    while (this.urgent.size > 0) {
      await Promise.allSettled(this.urgent);
      await this.environment.runtime.yieldTurn();
    }
  }

  private async read(key: string, uri: string, generation: number): Promise<void> {
    const { runtime, workspace } = this.environment;
    const turns = { yieldTurn: () => this.yieldTurn() };
    const isWanted = (): boolean => generation === this.generation;
    await turns.yieldTurn();
    const text = workspace.trusted ? await runtime.readFile(uri) : null;
    const vocabulary = text !== null && (await workspace.vocabularyOf(parse(text.slice(0, HEAD_LENGTH)), uri));
    const tree = vocabulary && text.length <= LARGEST_FILE ? await parsedInSteps(text, turns) : null;
    if (!vocabulary || tree === null) {
      if (isWanted()) this.index.read(key, null);
      return;
    }
    // What is remembered of the tree is done first, and the record is made of it then.
    await paced(turns, () => Identifiers.in(tree, vocabulary)?.values('patch'), isWanted);
    const steps = recording(uri, tree, vocabulary);
    for (let isOver = sliceEnds(), step = steps.next(); isWanted(); step = steps.next()) {
      if (step.done) return this.index.read(key, step.value);
      if (!isOver()) continue;
      await turns.yieldTurn();
      isOver = sliceEnds();
    }
  }

  /** Looks at what is open once it has not been edited for a while: completion will ask for it, or another document. */
  followSoon(): void {
    this.followingAsked = performance.now();
    if (this.isFollowing) return;
    this.isFollowing = true;
    inBackground(this.environment.connection, 'Indexing', this.followOnceQuiet());
  }

  private async followOnceQuiet(): Promise<void> {
    const left = (): number => this.followingAsked + QUIET_MS - performance.now();
    while (left() > 0) await this.environment.runtime.rest(left());
    this.isFollowing = false;
    this.schedule(() => this.followOpenDocuments(null, BACKGROUND_SLICE_MS));
  }

  /**
   * Tells the index what is open in which version. Costs nothing for documents that did not change.
   * @param but a document that is left for later
   * @param slice see {@link paced}
   */
  private async followOpenDocuments(but: string | null, slice?: number): Promise<void> {
    const { runtime, documents, workspace } = this.environment;
    for (const document of documents.all()) {
      const { uri, care } = document;
      if (uri === but || this.known.get(uri) === document) continue;
      await document.ready(runtime);
      const { vocabulary } = care === 'full' ? await workspace.binding(document) : { vocabulary: null };
      // Closed, or changed again, in the meantime.
      const isWanted = (): boolean => documents.get(uri) === document;
      if (vocabulary !== null) {
        const { tree } = document;
        await paced(runtime, () => Identifiers.in(tree, vocabulary)?.values('patch'), isWanted, slice);
      }
      if (!isWanted()) continue;
      this.known.set(uri, document);
      this.index.opened(keyOf(uri), vocabulary && openPublication(uri, document.tree, vocabulary));
    }
  }

  private closed(uri: string): void {
    this.known.delete(uri);
    this.notRead.delete(keyOf(uri));
    this.index.closed(keyOf(uri));
    // It may have been saved since it was read, by a client that watches no files.
    this.filesChanged([uri]);
  }
}

async function parsedInSteps(text: string, runtime: Pick<Runtime, 'yieldTurn'>): Promise<XmlTree> {
  const parsing = new Parsing(text);
  for (let isOver = sliceEnds(), tree = parsing.advance(TOKENS_PER_STEP); ; tree = parsing.advance(TOKENS_PER_STEP)) {
    if (tree !== null) return tree;
    if (!isOver()) continue;
    await runtime.yieldTurn();
    isOver = sliceEnds();
  }
}
