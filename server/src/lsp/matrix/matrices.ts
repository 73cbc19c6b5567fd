import type { MatrixOpenParams, MatrixOpenResult } from '../protocol';
import type { Session } from '../session';
import { MatrixFiles, ProductLists } from './files';
import { Subscription } from './subscription';
import { inBackground } from '../runSafe';

/**
 * How long an update waits, so that the diagnostics of the edited document are sent first and further keystrokes are included.
 * Changes while a message is on its way are combined anyway.
 */
const UPDATE_DELAY_MS = 20;

/** The matrices that the client shows, and their updates. */
export class Matrices {
  readonly files: MatrixFiles;
  private readonly products: ProductLists;
  private readonly open = new Map<string, Subscription>();
  private readonly outdated = new Set<Subscription>();
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

  /** The matrix with an id; `undefined` if there is none. */
  get(id: string): Subscription | undefined {
    return this.open.get(id);
  }

  /** Opens a matrix. One with the same id is closed first. */
  async show(params: MatrixOpenParams): Promise<MatrixOpenResult> {
    this.close(params.id);
    const subscription = new Subscription(this.session, this.files, this.products, params);
    this.open.set(params.id, subscription);
    return subscription.open();
  }

  /** A matrix that is not shown, and not updated. */
  async built(params: Omit<MatrixOpenParams, 'id'>): Promise<Subscription> {
    const subscription = new Subscription(this.session, this.files, this.products, { id: '', ...params });
    await subscription.load();
    return subscription;
  }

  close(id: string): void {
    const closed = this.open.get(id);
    if (closed === undefined) return;
    closed.close();
    this.open.delete(id);
    this.outdated.delete(closed);
  }

  /** The diagnostics of a document have been sent: the matrices that show it are updated next. */
  diagnosed(uri: string): void {
    if (this.timer === null || ![...this.outdated].some((subscription) => subscription.concerns(uri))) return;
    clearTimeout(this.timer);
    this.timer = null;
    inBackground(
      this.session.connection,
      'Matrix',
      this.session.runtime.yieldTurn().then(() => this.updateOutdated()),
    );
  }

  /** Files were created, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    this.files.changed(uris);
    this.products.clear();
    this.forgetFiles();
    for (const subscription of this.open.values()) this.schedule(subscription);
  }

  /** Settings, profiles, schemas or folders have changed: everything is read again. */
  governingChanged(): void {
    this.files.clear();
    this.products.clear();
    for (const subscription of this.open.values()) {
      subscription.forgetContents();
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
    this.outdated.add(subscription);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.updateOutdated();
    }, UPDATE_DELAY_MS);
  }

  private updateOutdated(): void {
    const outdated = [...this.outdated];
    this.outdated.clear();
    for (const subscription of outdated) inBackground(this.session.connection, 'Matrix', subscription.update());
  }
}
