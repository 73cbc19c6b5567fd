import type { Language } from '../disk/translations';
import type { Vocabulary } from '../domain/vocabulary';
import { terminalText } from '../xml/escape';
import type { SchemaSource } from '../xsd';

/** An output stream of a command. */
export interface Sink {
  write(text: string | Uint8Array): void;
  /** Settles when the reader has taken what was written, or is gone; without it, nothing waits. For those who write a lot. */
  drained?(): Promise<void> | undefined;
  /** Terminals get colours and progress. */
  readonly isTerminal: boolean;
  /** Whether it is a file: nothing acts on its text while it is written. */
  readonly isFile?: boolean;
  /** The same stream without the escaping of {@link notesSink}. */
  readonly bare?: Sink;
}

/** A sink for notes: whatever a text contains, neither a terminal nor a log acts on it. */
export function notesSink(bare: Sink): Sink {
  return {
    bare,
    isTerminal: bare.isTerminal,
    write: (text) => bare.write(typeof text === 'string' ? terminalText(text) : text),
  };
}

/** The stream itself, for those who escape what they write, or write control sequences. */
export function bareSink(sink: Sink): Sink {
  return sink.bare ?? sink;
}

/** What a command uses of its process; tests pass their own. */
export interface Io {
  /** Results. */
  readonly out: Sink;
  /** Notes, errors and progress. */
  readonly err: Sink;
  /** The folder that relative paths start from, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The translations beside this program; left out: there are none. */
  readonly languages?: {
    /** Those for a locale; `null` for English or a language that there is none of. */
    textsOf(locale: string): Language | null;
    /** The languages, without English. */
    known(): readonly string[];
  };
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** The file of this program, which other threads are started with; without it, there are no other threads. */
  readonly program?: string;
  /** Starts the language server in this process, with the arguments in `process.argv`; without it, there is none. */
  readonly serve?: () => void;
  /** Ends a command that runs until it is stopped. */
  readonly stopped?: AbortSignal;
}

/** Exit codes. They are documented, and scripts rely on them. */
export const ExitCode = {
  /** No problems at or above the threshold. */
  Clean: 0,
  Findings: 1,
  /** Wrong arguments, or a schema or profile that cannot be used. */
  Usage: 2,
  /** Some input could not be read, or the program itself failed. */
  Failure: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** An error that the user can correct; its message is printed without a stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** An error for wrong arguments or configuration. */
export function usageError(message: string): CommandError {
  return new CommandError(message, ExitCode.Usage);
}

/** What is bundled with the command line. */
export interface Bundled {
  readonly version: string;
  readonly schema: SchemaSource;
  readonly vocabulary: Vocabulary;
}

/** The first argument of a thread, which recognises itself by it before anything is loaded. There is no command of this name. */
export const THREAD = '#thread';
