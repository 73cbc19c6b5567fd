import type { MatrixFiles } from '../matrix/files';
import type { PlanOpenParams, PlanOpenResult } from '../protocol';
import type { Session } from '../session';
import { Subscriptions } from '../subscriptions';
import { PlanSubscription } from './planSubscription';

/**
 * How long an update waits: files that are copied into a folder arrive one by one, and somebody who types in one needs the editor first.
 */
const UPDATE_DELAY_MS = 200;

/** The plans that the client shows, and their updates. Told of changes after the matrices, whose files they read. */
export class Plans {
  private readonly shown: Subscriptions<PlanSubscription>;

  constructor(
    private readonly session: Session,
    readonly files: MatrixFiles,
  ) {
    this.shown = new Subscriptions(session, 'Plan', UPDATE_DELAY_MS);
    session.workspace.onDidChangeSettings(() => this.governingChanged());
  }

  /** The plan with an id; `undefined` if there is none. */
  get(id: string): PlanSubscription | undefined {
    return this.shown.get(id);
  }

  /** Opens a plan. One with the same id is closed first. */
  async show(params: PlanOpenParams): Promise<PlanOpenResult> {
    const subscription = new PlanSubscription(this.session, this.files, params);
    this.shown.add(params.id, subscription);
    return subscription.open();
  }

  close(id: string): void {
    this.shown.close(id);
  }

  /** Files were created, changed or deleted on disk. */
  filesChanged(uris: readonly string[]): void {
    this.shown.forgetFiles();
    for (const uri of uris) this.shown.changed(uri);
  }

  /** Settings, profiles, schemas or folders have changed: everything is read again. */
  governingChanged(): void {
    this.shown.forgetContents();
    this.shown.allChanged();
  }
}
