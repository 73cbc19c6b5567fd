import type { FoundFile } from './protocol';

/** What the environment (Node or a web worker) gives the server. The server itself touches neither. */
export interface Runtime {
  /** Version of the package, as `serverInfo` reports it. */
  readonly version: string;
  /** Lets the event loop take its turn, so that a cancellation or a newer edit is seen. */
  yieldTurn(): Promise<void>;
  /** Waits so many milliseconds. */
  rest(milliseconds: number): Promise<void>;
  /** The text of a file; `null` where it is missing or unreadable. Never of a network; never rejects. */
  readFile(uri: string): Promise<string | null>;
  /**
   * The files below a folder whose names end in an extension, those of tools and packages left out.
   * @param most so many at most
   * @returns none where the folder cannot be read; never rejects
   */
  findFiles(folder: string, extension: string, most: number): Promise<readonly FoundFile[]>;
}
