/** Standard output and standard error of this process as sinks that do not end it when they cannot be written to. */
import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Sink } from './io';
import { reason } from './reason';

/** A stream of the process. */
interface ProcessSink extends Sink {
  /** Why it could not be written to, in a few words; `null` if it could, and where its reader has closed it: that is no failure. */
  readonly failure: string | null;
}

/**
 * A sink for a stream. After an error, it drops what is written to it: the run goes on, because it also writes files and has an
 * exit code.
 * @param onBroken called at the first error, also where the reader has closed the stream
 */
export function processSink(
  stream: Writable & { readonly isTTY?: boolean; readonly fd?: number },
  onBroken: () => void,
): ProcessSink {
  let failure: string | null = null;
  let isBroken = false;
  const fail = (error: unknown): void => {
    if (isBroken) return;
    isBroken = true;
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') failure = reason(error);
    onBroken();
  };
  stream.on('error', fail);
  return {
    isTerminal: stream.isTTY === true,
    isFile: isFile(stream.fd),
    get failure() {
      return failure;
    },
    write(text) {
      if (isBroken) return;
      try {
        stream.write(text);
      } catch (error) {
        // Files are written at once, and their errors are thrown.
        fail(error);
      }
    },
    drained() {
      if (isBroken || !stream.writableNeedDrain) return undefined;
      return new Promise((resolve) => {
        const events = ['drain', 'error', 'close'];
        const done = (): void => {
          for (const event of events) stream.off(event, done);
          resolve();
        };
        for (const event of events) stream.on(event, done);
      });
    },
  };
}

function isFile(descriptor: number | undefined): boolean {
  try {
    return descriptor !== undefined && fstatSync(descriptor).isFile();
  } catch {
    // A closed one is no file.
    return false;
  }
}

/** Writes a last line to standard error, past all that waits there. */
export function lastWord(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // There is nowhere left to write to; the exit code says that it failed.
  }
}
