/** Whether the files that decide how documents are checked have changed, for clients that do not watch files. */
import type { Runtime } from './runtime';
import { MAX_URI_LENGTH, normalUri } from './uris';

/** More are not looked at again, so that a question stays cheap. A workspace has a few dozen. */
const MAX_REMEMBERED = 200;

/**
 * Remembers the configurations, profiles and schemas that were read, also those that were not there, and looks again: a few
 * calls of the file system for each question.
 */
export class GoverningFiles {
  /** The stamp of each file, from before it was read, and how to get it again. */
  private readonly stamps = new Map<
    string,
    { readonly stamp: string | null; readonly look: () => Promise<string | null> }
  >();
  private readonly listeners: (() => void)[] = [];
  private looking: Promise<void> | null = null;

  /** @param isWatched whether the client tells of changed files, so that {@link check} has nothing to do */
  constructor(
    private readonly runtime: Runtime,
    private readonly isWatched: boolean,
  ) {}

  /** Calls `listener` when a file that was read is another now. */
  onDidChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Reads like the runtime, and remembers the file. */
  readonly readFile: Runtime['readFile'] = async (uri, within = null) => {
    if (uri.length > MAX_URI_LENGTH) return null;
    if (!this.stamps.has(uri) && (this.isWatched || this.stamps.size < MAX_REMEMBERED)) {
      const look = (): Promise<string | null> => this.runtime.stampOf(uri, within);
      const stamp = this.isWatched ? null : await look();
      if (!this.stamps.has(uri)) this.stamps.set(uri, { stamp, look });
    }
    return this.runtime.readFile(uri, within);
  };

  /** Looks whether a file has changed that the client does not watch. Calls at the same time look once. */
  check(): Promise<void> {
    if (this.isWatched) return Promise.resolve();
    this.looking ??= this.look().finally(() => (this.looking = null));
    return this.looking;
  }

  /** Whether a file was read or looked for, or one in a folder. @param uri of the file or the folder */
  has(uri: string): boolean {
    const key = normalUri(uri);
    return Array.from(this.stamps.keys(), normalUri).some((file) => file === key || file.startsWith(`${key}/`));
  }

  /** To be called before everything is read again. */
  clear(): void {
    this.stamps.clear();
  }

  private async look(): Promise<void> {
    const isSame = await Promise.all(
      Array.from(this.stamps.values(), async ({ stamp, look }) => stamp === null || (await look()) === stamp),
    );
    if (isSame.includes(false)) for (const listener of this.listeners) listener();
  }
}
