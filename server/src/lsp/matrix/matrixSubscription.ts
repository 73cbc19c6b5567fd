import { changesIn, buildMatrix, type Matrix } from '../../matrix/matrix';
import { myColumns, type MyProducts } from '../../matrix/myProducts';
import { MATRIX_CHANGED, type MatrixChangedParams, type MatrixOpenParams, type MatrixSnapshot } from '../protocol';
import { runInSlices } from '../timeSlicing';
import type { Session } from '../session';
import { Updates, type Subscription } from '../subscriptions';
import { CommonVocabulary } from './commonVocabulary';
import { nameOf, type MatrixFiles, type ReadDocument, type ProductLists } from './files';
import { noteText, type Note } from '../../matrix/notes';
import type { Localize } from '../../xml/problem';
import { MatrixEncoder, type MatrixVersion } from './matrixEncoder';
import { ScopeFiles } from './scopeFiles';
import type { Task } from '../../xml/task';
import { keyOf } from '../workspace';

/** What a matrix is built from. */
interface MatrixInput {
  readonly documents: readonly ReadDocument[];
  readonly older: readonly ReadDocument[] | null;
  readonly products: MyProducts;
}

/** A matrix that a client shows. */
export class MatrixSubscription implements Subscription {
  private encoder = new MatrixEncoder();
  private current: MatrixVersion | null = null;
  private documents: readonly ReadDocument[] = [];
  private older: { readonly documents: readonly ReadDocument[]; readonly matrix: Matrix } | null = null;
  private readonly scope: ScopeFiles;
  private readonly vocabulary = new CommonVocabulary();
  private foundNotes: readonly Note[] = [];
  private isClosed = false;
  private readonly updates: Updates;

  constructor(
    private readonly session: Session,
    private readonly files: MatrixFiles,
    private readonly products: ProductLists,
    private readonly params: MatrixOpenParams,
  ) {
    this.scope = new ScopeFiles(session, params.scope);
    // Rows that did not fit into the answer are sent after it.
    const hasMore = (): boolean => this.encoder.isPartial;
    this.updates = new Updates(session, 'Matrix', (isOutdated) => this.sendChange(isOutdated), hasMore);
  }

  get matrix(): Matrix | null {
    return this.current?.matrix ?? null;
  }

  /** What is missing from the matrix or not certain, of its files too. */
  get notes(): readonly Note[] {
    return this.foundNotes;
  }

  /** The uris of the sources, in the order of `matrix.sources`. */
  get uris(): readonly string[] {
    return this.documents.map(({ uri }) => uri);
  }

  /** The older editions, in the order of the sources of the matrix that this one is compared with. */
  get editions(): NonNullable<MatrixOpenParams['compareWith']> {
    return this.params.compareWith ?? [];
  }

  close(): void {
    this.isClosed = true;
  }

  /** Whether a change of a document may change the matrix. */
  concerns(uri: string): boolean {
    const key = keyOf(uri);
    return this.scope.has(uri) || this.editions.some((edition) => keyOf(edition.uri) === key);
  }

  /** Searches the files of the workspace again, after files were created, deleted, opened or closed. */
  forgetFiles(): void {
    this.scope.forget();
  }

  /** Reads everything again, texts provided by the client included, after settings, profiles or schemas have changed. */
  forgetContents(): void {
    this.forgetFiles();
    this.older = null;
  }

  /** The answer to the request that opens the matrix; `null` if it was closed meanwhile. */
  open(): Promise<MatrixSnapshot | null> {
    return this.updates.answer(async () => {
      const shown = await this.buildCurrent();
      const snapshot = shown && (await this.runTask(this.encoder.snapshot(shown)));
      if (snapshot === null) return null;
      this.current = shown;
      return snapshot;
    });
  }

  /** Builds the matrix for an export alone: nothing of it is sent. */
  async load(): Promise<void> {
    this.current = await this.buildCurrent();
  }

  async update(): Promise<void> {
    await this.updates.outdated();
  }

  /** Sends what the client does not have yet. */
  private async sendChange(isOutdated: boolean): Promise<'go on' | 'stop'> {
    const shown = this.current === null || !isOutdated ? this.current : await this.buildCurrent();
    if (shown === null) return 'stop';
    this.current = shown;
    const message = await this.message(shown);
    if (this.isClosed) return 'stop';
    if (message !== null) await this.session.connection.sendRequest(MATRIX_CHANGED, message);
    return 'go on';
  }

  /** @returns `null` if closed meanwhile */
  private async buildCurrent(): Promise<MatrixVersion | null> {
    const input = await this.readInput();
    return input && (await this.build(input));
  }

  /** @returns `null` if there is no difference, or closed meanwhile */
  private async message(shown: MatrixVersion): Promise<MatrixChangedParams | null> {
    const { id } = this.params;
    const delta = await this.runTask(this.encoder.delta(shown));
    if (delta === null) return null;
    if (delta !== 'snapshot') return { id, delta };
    this.encoder = new MatrixEncoder();
    const snapshot = await this.runTask(this.encoder.snapshot(shown));
    return snapshot && { id, snapshot };
  }

  /** @returns `null` if closed meanwhile */
  private async readInput(): Promise<MatrixInput | null> {
    const isWanted = (): boolean => !this.isClosed;
    const { compareWith = [] } = this.params;
    const documents: ReadDocument[] = [];
    for (const uri of await this.scope.uris()) {
      const read = await this.files.read(uri, nameOf(uri), isWanted);
      if (read === null) return null;
      if (!this.scope.isSearched || read.vocabulary !== null) documents.push(read);
    }
    const older: ReadDocument[] = [];
    for (const [index, { uri, name, text }] of compareWith.entries()) {
      const known = this.older?.documents[index];
      const read =
        text === undefined
          ? await this.files.read(uri, name, isWanted)
          : (known ?? (await this.files.readText({ uri, name, text }, isWanted)));
      if (read === null) return null;
      older.push(read);
    }
    const products = await this.products.of(documents[0]?.uri ?? '');
    if (this.isClosed) return null;
    return { documents, older: compareWith.length === 0 ? null : older, products };
  }

  /** @returns `null` if closed meanwhile */
  private async runTask<T>(task: Task<T>): Promise<T | null> {
    const done = await runInSlices(this.session.runtime, task, () => !this.isClosed);
    return done === null ? null : done.result;
  }

  /** @returns `null` if closed meanwhile */
  private async build({ documents, older, products }: MatrixInput): Promise<MatrixVersion | null> {
    const { current: shown, session } = this;
    const vocabulary = this.vocabulary.of(documents) ?? session.bundled.vocabulary;
    const before = older === null ? null : await this.olderMatrix(older, vocabulary);
    if (older !== null && before === null) return null;
    const sameSources =
      documents.length === this.documents.length &&
      documents.every(({ uri }, index) => uri === this.documents[index]!.uri);
    const sources = documents.map(({ source }) => source);
    const previous = sameSources ? (shown?.matrix ?? null) : null;
    const matrix = await this.runTask(buildMatrix(vocabulary, sources, { older: before, previous }));
    if (matrix === null) return null;
    this.documents = documents;
    const { keys: mine, notes: unmatched } = myColumns(matrix.columns, products, vocabulary.identity);
    const read = [...documents, ...(older ?? [])];
    const notes = [
      ...read.flatMap((document) => document.notes),
      ...(before?.notes ?? []),
      ...matrix.notes,
      ...unmatched,
    ];
    this.foundNotes = notes;
    return {
      matrix,
      sources: documents.map((document, index) => protocolSourceOf(document, matrix.editions.statuses[index]!.speaks)),
      compared: (older ?? []).map((document) => protocolSourceOf(document, true)),
      mine: shown !== null && isEqualSet(shown.mine, mine) ? shown.mine : mine,
      notes: notes.map((note) => protocolNoteOf(note, read, session.localize)),
    };
  }

  private async olderMatrix(
    documents: readonly ReadDocument[],
    vocabulary: Matrix['vocabulary'],
  ): Promise<Matrix | null> {
    const known = this.older;
    const sources = documents.map(({ source }) => source);
    const isKnown =
      known?.matrix.vocabulary === vocabulary &&
      documents.every((document, index) => document === known.documents[index]);
    if (isKnown) return known.matrix;
    const previous = known?.matrix ?? null;
    const made = await this.runTask(buildMatrix(vocabulary, sources, { previous }));
    if (made === null) return null;
    const matrix = previous !== null && hasSameContent(previous, made) ? previous : made;
    this.older = { documents, matrix };
    return matrix;
  }
}

function protocolSourceOf(
  { uri, source: { source }, problem }: ReadDocument,
  speaks: boolean,
): MatrixVersion['sources'][number] {
  const { name, supplier, published, version, documentId, isOwner } = source;
  return {
    ...{ uri, name, supplier, published, version, documentId, isOwner },
    ...(!speaks && { replaced: true }),
    ...(problem !== undefined && { problem }),
  };
}

/** @param documents their paths in notes are their display names; two can have the same */
function protocolNoteOf(
  note: Note,
  documents: readonly ReadDocument[],
  localize: Localize,
): MatrixVersion['notes'][number] {
  const about = documents.filter(({ source }) => source.source.path === note.path);
  return {
    kind: note.kind,
    text: noteText(note, localize),
    ...(about.length === 1 && { uri: about[0]!.uri }),
    severe: note.isFailure,
  };
}

function hasSameContent(before: Matrix, after: Matrix): boolean {
  const { rows, removed, columns, sources } = changesIn(before, after);
  const isSameReading =
    before.editions === after.editions &&
    before.given.every((given, index) => given.vendors === after.given[index]?.vendors);
  return (
    isSameReading &&
    rows.length + removed.length === 0 &&
    !columns &&
    !sources &&
    before.vocabulary === after.vocabulary
  );
}

function isEqualSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
