import type { Helper } from './helper';

/** A stream that a command writes to. */
export interface Sink {
  write(text: string | Uint8Array): void;
  /** A terminal: colours and progress make sense. */
  readonly isTerminal: boolean;
}

/** What a command has of its process; tests give their own. */
export interface Io {
  /** Findings and what was asked for. */
  readonly out: Sink;
  /** Everything else. */
  readonly err: Sink;
  /** The folder that relative paths start from, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** Another thread; left out where there is none. */
  readonly helper?: Helper;
  /** The file of this program, to be started again in other threads; left out where there is none. */
  readonly program?: string;
  /** Says when a command that goes on by itself has to end; left out: never. */
  readonly stopped?: AbortSignal;
}

/** Exit codes, a contract with every script that calls `vpc`. */
export const ExitCode = {
  /** Nothing at or above the threshold. */
  Clean: 0,
  Findings: 1,
  /** Wrong arguments, or a schema or profile that cannot be used. */
  Usage: 2,
  /** Some input could not be read, or the program itself failed. */
  Failure: 3,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** A reason to stop that the user can do something about; its message is printed without a stack. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** Wrong arguments or configuration. */
export function usageError(message: string): CommandError {
  return new CommandError(message, ExitCode.Usage);
}
