import type { MatrixOpenParams, MatrixOpenResult } from '../protocol';
import type { Session } from '../session';
import { MatrixFiles, ProductLists } from './files';
import { Subscriptions } from '../subscriptions';
import { MatrixSubscription } from './matrixSubscription';

/**
 * How long an update waits, so that the diagnostics of the edited document are sent first and further keystrokes are included.
 * Changes while a message is on its way are combined anyway.
 */
const UPDATE_DELAY_MS = 20;

/** The matrices that the client shows, and their updates. */
export class Matrices {
  readonly files: MatrixFiles;
  private readonly products: ProductLists;
  private readonly shown: Subscriptions<MatrixSubscription>;

  constructor(private readonly session: Session) {
    this.files = new MatrixFiles(session);
    this.products = new ProductLists(session);
    // Before the matrices, which read them again.
    session.documents.onDidClose(({ document: { uri } }) => this.files.changed([uri]));
    this.shown = new Subscriptions(session, 'Matrix', UPDATE_DELAY_MS);
    session.workspace.onDidChangeSettings(() => this.governingChanged());
  }

  /** The matrix with an id; `undefined` if there is none. */
  get(id: string): MatrixSubscription | undefined {
    return this.shown.get(id);
  }

  /** Opens a matrix. One with the same id is closed first. */
  async show(params: MatrixOpenParams): Promise<MatrixOpenResult> {
    const subscription = new MatrixSubscription(this.session, this.files, this.products, params);
    this.shown.add(params.id, subscription);
    return subscription.open();
  }

  /** A matrix that is not shown, and not updated. */
  async built(params: Omit<MatrixOpenParams, 'id'>): Promise<MatrixSubscription> {
    const subscription = new MatrixSubscription(this.session, this.files, this.products, { id: '', ...params });
    await subscription.load();
    return subscription;
  }

  close(id: string): void {
    this.shown.close(id);
  }

  /** The diagnostics of a document have been sent: the matrices that show it are updated next. */
  diagnosed(uri: string): void {
    this.shown.hasten(uri);
  }

  /** Files were created, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    this.files.changed(uris);
    this.products.clear();
    this.shown.forgetFiles();
    this.shown.allChanged();
  }

  /** Settings, profiles, schemas or folders have changed: everything is read again. */
  governingChanged(): void {
    this.files.clear();
    this.products.clear();
    this.shown.forgetContents();
    this.shown.allChanged();
  }
}
