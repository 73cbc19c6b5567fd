import type { MatrixFiles } from '../matrix/files';
import type { PlanOpenParams, PlanOpenResult } from '../protocol';
import { inBackground } from '../runSafe';
import type { Session } from '../session';
import { PlanSubscription } from './planSubscription';

/**
 * How long an update waits: files that are copied into a folder arrive one by one, and somebody who types in one needs the editor first.
 */
const UPDATE_DELAY_MS = 200;

/** The plans that the client shows, and their updates. Told of changes after the matrices, whose files they read. */
export class Plans {
  private readonly open = new Map<string, PlanSubscription>();
  private readonly outdated = new Set<PlanSubscription>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly session: Session,
    readonly files: MatrixFiles,
  ) {
    session.documents.onDidChangeContent(({ document: { uri } }) => this.changed(uri));
    session.documents.onDidOpen(() => this.forgetFiles());
    session.documents.onDidClose(({ document: { uri } }) => {
      this.forgetFiles();
      this.changed(uri);
    });
    session.workspace.onDidChangeSettings(() => this.governingChanged());
  }

  /** The plan with an id; `undefined` if there is none. */
  get(id: string): PlanSubscription | undefined {
    return this.open.get(id);
  }

  /** Opens a plan. One with the same id is closed first. */
  async show(params: PlanOpenParams): Promise<PlanOpenResult> {
    this.close(params.id);
    const subscription = new PlanSubscription(this.session, this.files, params);
    this.open.set(params.id, subscription);
    return subscription.open();
  }

  close(id: string): void {
    const closed = this.open.get(id);
    if (closed === undefined) return;
    closed.close();
    this.open.delete(id);
    this.outdated.delete(closed);
  }

  /** Files were created, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    this.forgetFiles();
    for (const uri of uris) this.changed(uri);
  }

  /** Settings, profiles, schemas or folders have changed: everything is read again. */
  governingChanged(): void {
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

  private schedule(subscription: PlanSubscription): void {
    this.outdated.add(subscription);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const outdated = [...this.outdated];
      this.outdated.clear();
      for (const each of outdated) inBackground(this.session.connection, 'Plan', each.update());
    }, UPDATE_DELAY_MS);
  }
}
