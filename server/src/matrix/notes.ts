/** What a matrix leaves out or cannot know for sure. */
import type { Localize, Problem } from '../xml/problem';

/** A contract with programs that read the JSON. */
export type NoteKind =
  | 'unreadable'
  | 'ill-formed'
  | 'truncated'
  | 'undecodable'
  | 'invalid'
  | 'skipped'
  | 'limit'
  | 'decoded'
  | 'ambiguous-edition'
  | 'dropped'
  | 'left-out'
  | 'unmatched-product'
  | 'unmatched-patch'
  | 'unpaired';

export interface Note {
  readonly kind: NoteKind;
  /** English template with `{0}`-style placeholders; also the key of its translation. */
  readonly message: string;
  readonly args: readonly string[];
  /** The problem that it tells of: its message is the argument `{1}`. */
  readonly cause?: Pick<Problem, 'message' | 'args'> | undefined;
  /** The file, as the caller names it; left out where the note is about none or several. */
  readonly path?: string | undefined;
  /** Whose file it is, where nothing of it is shown and it tells that all the same; as written. */
  readonly supplier?: string | undefined;
  /** Whether nothing is shown of a file of the asset owner. */
  readonly isOwner?: true;
  /** Whether the result can lack something that was asked for: the command line ends with 3. */
  readonly isFailure: boolean;
}

/** A note as it is shown: `file: message`. */
export function noteText({ path, message, args, cause }: Note, translate: Localize): string {
  const [first = '', , ...others] = args;
  const filled = cause === undefined ? args : [first, translate(cause.message, ...cause.args), ...others];
  const text = translate(message, ...filled);
  return path === undefined ? text : `${path}: ${text}`;
}

/** A note for programs. */
export function noteJson(note: Note, translate: Localize): { kind: NoteKind; message: string; path?: string } {
  const { kind, path } = note;
  return { kind, message: noteText({ ...note, path: undefined }, translate), ...(path !== undefined && { path }) };
}
