/** Entry of `vpc`, the command line: gives the program its process and ends with its exit code. */
import { availableParallelism } from 'node:os';
import { version } from '../../../package.json';
import { statSync } from 'node:fs';
import type { Bundled } from './bundled';
import type { LintTask } from './commands/lint/threads';
import type { Helper, HelperStart } from './helper';
import type { HelperThread } from './helperThread';
import type { Io } from './io';
import { SHARED_SIZE } from './sharedSize';
import { THREAD } from './threadArgument';
import { removePending } from './write';

const { stdout, stderr } = process;

// Whoever reads the output may stop early (`vpc lint | head`): that is no failure.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

const io: Io = {
  out: { write: (text) => stdout.write(text), isTerminal: stdout.isTTY },
  err: { write: (text) => stderr.write(text), isTerminal: stderr.isTTY },
  cwd: process.cwd(),
  env: process.env,
  // Standard input costs something as soon as it is named.
  readInput: async () => (await import('node:stream/consumers')).buffer(process.stdin),
  program: __filename,
};

let thread: Promise<HelperThread> | null = null;

/** This very file in another thread; one for all. */
function helperThread(): Promise<HelperThread> {
  return (thread ??= import('./helperThread').then(({ HelperThread }) => new HelperThread(__filename)));
}

const helper: Helper = { survey: async (task, take) => (await helperThread()).survey(task, take) };

/** Whether a large file is named to be checked: then a helper takes its time to start, and is started before all else. */
function isHelpWanted([command, ...files]: readonly string[]): boolean {
  return command === 'lint' && files.some((file) => sizeOf(file) >= SHARED_SIZE);
}

/** 0 where an argument is no file, or none that can be looked at: the command says so. */
function sizeOf(argument: string): number {
  try {
    return statSync(argument).size;
  } catch {
    return 0;
  }
}

/** Does what a thread was started for. @returns whether this is a thread */
async function isServed(bundled: Bundled): Promise<boolean> {
  const threads = await import('node:worker_threads');
  if (threads.parentPort === null) return false;
  const task = threads.workerData as HelperStart | LintTask;
  if (task.kind === 'lint') (await import('./commands/lint/threads')).serve(bundled, io);
  else (await import('./helper')).serve(threads.parentPort, bundled, io);
  return true;
}

/** Ends as the signal says, but leaves no temporary file behind. */
function endBy(signal: NodeJS.Signals): void {
  removePending();
  process.kill(process.pid, signal);
}

async function main(): Promise<void> {
  const isThread = process.argv[2] === THREAD;
  const isParallel = !isThread && availableParallelism() > 1;
  if (isParallel && isHelpWanted(process.argv.slice(2))) void helperThread();
  const { REFERENCE_SCHEMA } = await import('../service/referenceSchema');
  const { REFERENCE_VOCABULARY } = await import('../vpc/bundled');
  const bundled = { version, schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY };
  if (isThread && (await isServed(bundled))) return;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endBy);
  const { run } = await import('./run');
  process.exitCode = await run(process.argv.slice(2), bundled, {
    ...io,
    ...(isParallel && { helper }),
  });
}

void main();
