import type { State } from '../domain/profile';

/** A publication's statement about a patch and a product. */
export interface Statement {
  /** The state as written in the file. */
  readonly word: string;
  /** The state of the profile; `null` where the word is none of its states. */
  readonly known: State | null;
  /** As written in the file; empty where there is none. */
  readonly date: string;
  /** Whether a restart is needed; `null` where the file does not say. */
  readonly restart: boolean | null;
  readonly restrictions: readonly string[];
  readonly comments: readonly string[];
  readonly url: string;
}
