/** What the environment (Node or a web worker) gives the server. The server itself touches neither. */
export interface Runtime {
  /** Version of the package, as `serverInfo` reports it. */
  readonly version: string;
  /** Lets the event loop take its turn, so that a cancellation or a newer edit is seen. */
  yieldTurn(): Promise<void>;
  /** The text of a file; `null` where it is missing or unreadable. Never of a network; never rejects. */
  readFile(uri: string): Promise<string | null>;
}
