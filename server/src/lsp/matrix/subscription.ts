import { changesIn, matrixInSteps, type Matrix } from '../../vpc/matrix/matrix';
import { myColumns, type MyProducts } from '../../vpc/matrix/mine';
import { inBackground } from '../background';
import { MATRIX_CHANGED, type MatrixChangedParams, type MatrixOpenParams, type MatrixSnapshot } from '../protocol';
import { inSlices } from '../paced';
import type { Session } from '../session';
import { keyOf, workspaceFiles } from '../workspaceFiles';
import { nameOf, type MatrixFiles, type ReadDocument } from './files';
import type { ProductLists } from './productLists';
import { Wire, type Shown } from './wire';

/** What a matrix is made with. */
interface Ingredients {
  readonly documents: readonly ReadDocument[];
  readonly older: readonly ReadDocument[] | null;
  readonly products: MyProducts;
}

/**
 * A matrix that a client looks at. At most one change is on its way: what changes meanwhile is gathered until the client
 * has taken it.
 */
export class Subscription {
  private wire = new Wire();
  private shown: Shown | null = null;
  private documents: readonly ReadDocument[] = [];
  private older: { readonly documents: readonly ReadDocument[]; readonly matrix: Matrix } | null = null;
  /** The files of the workspace that may be shown; `null`: they are to be looked for. */
  private found: readonly string[] | null = null;
  private isClosed = false;
  private isUpdating = false;
  private isOutdated = false;

  constructor(
    private readonly session: Session,
    private readonly files: MatrixFiles,
    private readonly products: ProductLists,
    private readonly params: MatrixOpenParams,
  ) {}

  get matrix(): Matrix | null {
    return this.shown?.matrix ?? null;
  }

  /** The uris of the sources, in step with those of the matrix. */
  get uris(): readonly string[] {
    return this.documents.map(({ uri }) => uri);
  }

  /** The older editions, in step with the sources of the matrix that it is compared with. */
  get editions(): NonNullable<MatrixOpenParams['compareWith']> {
    return this.params.compareWith ?? [];
  }

  close(): void {
    this.isClosed = true;
  }

  /** Whether a document is shown, or would be. */
  concerns(uri: string): boolean {
    const { scope } = this.params;
    if (scope.kind === 'workspace') return true;
    const key = keyOf(uri);
    return [...scope.uris, ...this.editions.map((edition) => edition.uri)].some((shown) => keyOf(shown) === key);
  }

  /** Files were made or deleted, opened or closed: those of the workspace are looked for again. */
  forgetFiles(): void {
    this.found = null;
  }

  /** Everything may be read in another way now, what the client has given, too. */
  forgetReading(): void {
    this.forgetFiles();
    this.older = null;
  }

  /** The first answer; `null` where it was closed meanwhile. */
  async open(): Promise<MatrixSnapshot | null> {
    this.isUpdating = true;
    try {
      const shown = await this.newest();
      const snapshot = shown && (await this.slices(this.wire.snapshotInSteps(shown)));
      if (snapshot === null) return null;
      this.shown = shown;
      return snapshot;
    } finally {
      this.isUpdating = false;
      // What has changed while it was made, and what the answer had no room for, follows it.
      if (this.isOutdated || this.wire.isPartial) inBackground(this.session.connection, 'Matrix', this.afterAnswer());
    }
  }

  private async afterAnswer(): Promise<void> {
    await this.session.runtime.yieldTurn();
    await this.follow();
  }

  /** Something may have changed: the client is told what, once it is ready. */
  async update(): Promise<void> {
    this.isOutdated = true;
    await this.follow();
  }

  /** Sends the client what it does not know yet, a message at a time. */
  private async follow(): Promise<void> {
    if (this.isUpdating || this.shown === null) return;
    this.isUpdating = true;
    try {
      while (this.isOutdated || this.wire.isPartial) {
        const shown: Shown | null = this.takeOutdated() ? await this.newest() : this.shown;
        if (shown === null) return;
        this.shown = shown;
        const message = await this.message(shown);
        if (this.isClosed) return;
        if (message !== null) await this.session.connection.sendRequest(MATRIX_CHANGED, message);
      }
    } finally {
      this.isUpdating = false;
    }
  }

  /** @returns `null` where it was closed meanwhile */
  private async newest(): Promise<Shown | null> {
    const ingredients = await this.gather();
    return ingredients && (await this.make(ingredients));
  }

  /** Whether something has changed since this was asked last. */
  private takeOutdated(): boolean {
    const wasOutdated = this.isOutdated;
    this.isOutdated = false;
    return wasOutdated;
  }

  /** @returns `null` where there is nothing to tell, or it was closed meanwhile */
  private async message(shown: Shown): Promise<MatrixChangedParams | null> {
    const { id } = this.params;
    const delta = await this.slices(this.wire.deltaInSteps(shown));
    if (delta === null) return null;
    if (delta !== 'anew') return { id, delta };
    this.wire = new Wire();
    const snapshot = await this.slices(this.wire.snapshotInSteps(shown));
    return snapshot && { id, snapshot };
  }

  /** @returns `null` where it was closed meanwhile */
  private async gather(): Promise<Ingredients | null> {
    const isWanted = (): boolean => !this.isClosed;
    const { scope, compareWith = [] } = this.params;
    const uris = scope.kind === 'workspace' ? await this.workspaceUris() : scope.uris;
    const documents: ReadDocument[] = [];
    for (const uri of uris) {
      const read = await this.files.read(uri, nameOf(uri), isWanted);
      if (read === null) return null;
      if (scope.kind === 'documents' || read.vocabulary !== null) documents.push(read);
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

  private async workspaceUris(): Promise<readonly string[]> {
    this.found ??= [...(await workspaceFiles(this.session)).values()].sort();
    return this.found;
  }

  /** @returns `null` where it was closed meanwhile */
  private async slices<T>(work: Generator<void, T, undefined>): Promise<T | null> {
    const done = await inSlices(this.session.runtime, work, () => !this.isClosed);
    return done === null ? null : done.result;
  }

  /** @returns `null` where it was closed meanwhile */
  private async make({ documents, older, products }: Ingredients): Promise<Shown | null> {
    const { shown, session } = this;
    const vocabulary =
      documents.find((document) => document.vocabulary !== null)?.vocabulary ?? session.bundled.vocabulary;
    const before = older === null ? null : await this.olderMatrix(older, vocabulary);
    if (older !== null && before === null) return null;
    const sameSources =
      documents.length === this.documents.length &&
      documents.every(({ uri }, index) => uri === this.documents[index]!.uri);
    const sources = documents.map(({ source }) => source);
    const previous = sameSources ? (shown?.matrix ?? null) : null;
    const matrix = await this.slices(matrixInSteps(vocabulary, sources, { older: before, previous }));
    if (matrix === null) return null;
    this.documents = documents;
    const mine = myColumns(matrix.columns, products);
    return {
      matrix,
      sources: documents.map(told),
      compared: (older ?? []).map(told),
      mine: shown !== null && isEqual(shown.mine, mine) ? shown.mine : mine,
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
    const made = await this.slices(matrixInSteps(vocabulary, sources, { previous }));
    if (made === null) return null;
    const matrix = previous !== null && isSame(previous, made) ? previous : made;
    this.older = { documents, matrix };
    return matrix;
  }
}

function told({ uri, source: { source }, problem }: ReadDocument): Shown['sources'][number] {
  return { uri, ...source, ...(problem !== undefined && { problem }) };
}

function isSame(before: Matrix, after: Matrix): boolean {
  const { rows, removed, columns, sources } = changesIn(before, after);
  return rows.length + removed.length === 0 && !columns && !sources && before.vocabulary === after.vocabulary;
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}
