import { inBackground } from '../background';
import type { MatrixOpenParams, MatrixOpenResult } from '../protocol';
import type { Session } from '../session';
import { MatrixFiles } from './files';
import { ProductLists } from './productLists';
import { Subscription } from './subscription';

/**
 * So long a matrix waits for the problems of the document that was edited to be told first, and for the next letter. What
 * changes while a message is on its way is gathered anyway.
 */
const PATIENCE_MS = 20;

/** The matrices that the client looks at, kept up to date. */
export class Matrices {
  readonly files: MatrixFiles;
  private readonly products: ProductLists;
  private readonly open = new Map<string, Subscription>();
  private readonly waiting = new Set<Subscription>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly session: Session) {
    this.files = new MatrixFiles(session);
    this.products = new ProductLists(session);
    session.documents.onDidChangeContent(({ document: { uri } }) => this.changed(uri));
    session.documents.onDidOpen(() => this.forgetFiles());
    session.documents.onDidClose(({ document: { uri } }) => {
      this.files.changed([uri]);
      this.forgetFiles();
      this.changed(uri);
    });
    session.workspace.onDidChangeSettings(() => this.governingChanged());
  }

  /** The matrix that goes by an id; `undefined` where none does, or none is ready yet. */
  get(id: string): Subscription | undefined {
    return this.open.get(id);
  }

  /** Opens a matrix; the one that went by the same id is closed. */
  async show(params: MatrixOpenParams): Promise<MatrixOpenResult> {
    this.close(params.id);
    const subscription = new Subscription(this.session, this.files, this.products, params);
    this.open.set(params.id, subscription);
    return subscription.open();
  }

  close(id: string): void {
    const closed = this.open.get(id);
    if (closed === undefined) return;
    closed.close();
    this.open.delete(id);
    this.waiting.delete(closed);
  }

  /** The problems of a document have been told: now it is the turn of the matrices. */
  diagnosed(uri: string): void {
    if (this.timer === null || ![...this.waiting].some((subscription) => subscription.concerns(uri))) return;
    clearTimeout(this.timer);
    this.timer = null;
    inBackground(
      this.session.connection,
      'Matrix',
      this.session.runtime.yieldTurn().then(() => this.updateWaiting()),
    );
  }

  /** Files were made, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    this.files.changed(uris);
    this.products.clear();
    this.forgetFiles();
    for (const subscription of this.open.values()) this.schedule(subscription);
  }

  /** Settings, profiles, schemas or folders have changed: everything may be read in another way now. */
  governingChanged(): void {
    this.files.clear();
    this.products.clear();
    for (const subscription of this.open.values()) {
      subscription.forgetReading();
      this.schedule(subscription);
    }
  }

  private changed(uri: string): void {
    for (const subscription of this.open.values()) if (subscription.concerns(uri)) this.schedule(subscription);
  }

  private forgetFiles(): void {
    for (const subscription of this.open.values()) subscription.forgetFiles();
  }

  private schedule(subscription: Subscription): void {
    this.waiting.add(subscription);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.updateWaiting();
    }, PATIENCE_MS);
  }

  private updateWaiting(): void {
    const waiting = [...this.waiting];
    this.waiting.clear();
    for (const subscription of waiting) inBackground(this.session.connection, 'Matrix', subscription.update());
  }
}
