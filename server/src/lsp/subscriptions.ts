/** What the client shows in panels and the server keeps up to date: matrices and plans. */
import { inBackground } from './runSafe';
import type { Session } from './session';

/** One panel. */
export interface Subscription {
  /** Something may have changed: sends the changes once the client is ready for them. */
  update(): Promise<void>;
  close(): void;
  /** Whether a change of a file may change what is shown. */
  concerns(uri: string): boolean;
  /** Searches the files again, after some were created, deleted, opened or closed. */
  forgetFiles(): void;
  /** Reads everything again, after settings, profiles or schemas have changed. */
  forgetContents(): void;
}

/** The panels of one kind, and when they are updated. */
export class Subscriptions<Shown extends Subscription> {
  private readonly byId = new Map<string, Shown>();
  private readonly outdated = new Set<Shown>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param name of the kind, for the log
   * @param delay how long an update waits for further changes, in milliseconds
   */
  constructor(
    private readonly session: Session,
    private readonly name: string,
    private readonly delay: number,
  ) {
    session.documents.onDidChangeContent(({ document: { uri } }) => this.changed(uri));
    session.documents.onDidOpen(() => this.forgetFiles());
    session.documents.onDidClose(({ document: { uri } }) => {
      this.forgetFiles();
      this.changed(uri);
    });
  }

  /** The one with an id; `undefined` if there is none. */
  get(id: string): Shown | undefined {
    return this.byId.get(id);
  }

  /** Adds a new one in place of that with the same id. */
  add(id: string, added: Shown): void {
    this.close(id);
    this.byId.set(id, added);
  }

  close(id: string): void {
    const closed = this.byId.get(id);
    if (closed === undefined) return;
    closed.close();
    this.byId.delete(id);
    this.outdated.delete(closed);
  }

  /** A file has changed. */
  changed(uri: string): void {
    for (const shown of this.byId.values()) if (shown.concerns(uri)) this.schedule(shown);
  }

  /** Anything may have changed. */
  allChanged(): void {
    for (const shown of this.byId.values()) this.schedule(shown);
  }

  forgetFiles(): void {
    for (const shown of this.byId.values()) shown.forgetFiles();
  }

  forgetContents(): void {
    for (const shown of this.byId.values()) shown.forgetContents();
  }

  /** Updates at once what is outdated, if a file is among what has changed. */
  hasten(uri: string): void {
    if (this.timer === null || ![...this.outdated].some((shown) => shown.concerns(uri))) return;
    clearTimeout(this.timer);
    this.timer = null;
    const { connection, runtime } = this.session;
    inBackground(
      connection,
      this.name,
      runtime.yieldTurn().then(() => this.update()),
    );
  }

  private schedule(shown: Shown): void {
    this.outdated.add(shown);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.update();
    }, this.delay);
  }

  private update(): void {
    const outdated = [...this.outdated];
    this.outdated.clear();
    for (const shown of outdated) inBackground(this.session.connection, this.name, shown.update());
  }
}

/** The messages about one panel. At most one is on its way: further changes are combined until the client has answered it. */
export class Updates {
  private isBusy = false;
  private isOutdated = false;

  /**
   * @param name of the panel's kind, for the log
   * @param send sends one message, if something has changed
   * @param hasMore whether there is something to send although nothing has changed
   */
  constructor(
    private readonly session: Session,
    private readonly name: string,
    private readonly send: (isOutdated: boolean) => Promise<'go on' | 'stop'>,
    private readonly hasMore: () => boolean = () => false,
  ) {}

  /** Answers the request that opens the panel. Changes meanwhile are sent after the answer. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    this.isBusy = true;
    try {
      return await work();
    } finally {
      this.isBusy = false;
      const { connection, runtime } = this.session;
      if (this.isOutdated || this.hasMore())
        inBackground(
          connection,
          this.name,
          runtime.yieldTurn().then(() => this.sendAll()),
        );
    }
  }

  /** Something may have changed. */
  async outdated(): Promise<void> {
    this.isOutdated = true;
    await this.sendAll();
  }

  private async sendAll(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      while (this.isOutdated || this.hasMore()) {
        const { isOutdated } = this;
        this.isOutdated = false;
        if ((await this.send(isOutdated)) === 'stop') return;
      }
    } finally {
      this.isBusy = false;
    }
  }
}
