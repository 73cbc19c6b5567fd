/** Entry of `vpc`, the command line: gives the program its process and ends with its exit code. */
import { availableParallelism } from 'node:os';
import { version } from '../../../package.json';
import type { PortablePart } from '../service/portableSurvey';
import type { Bundled } from './bundled';
import type { LintTask } from './commands/lint/threads';
import type { HelperTask } from './helper';
import type { Io } from './io';
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

/** This very file in another thread. */
async function startHelper(task: HelperTask): Promise<PortablePart | null> {
  const { startThread } = await import('./thread');
  return new Promise((done) => {
    const worker = startThread(__filename, task);
    worker.once('message', done);
    // Whoever waits can do the task without it.
    worker.once('error', () => done(null));
    worker.once('exit', () => done(null));
  });
}

/** Does what a thread was started for. @returns whether this is a thread */
async function isServed(bundled: Bundled): Promise<boolean> {
  const threads = await import('node:worker_threads');
  if (threads.parentPort === null) return false;
  const task = threads.workerData as HelperTask | LintTask;
  if ('kind' in task) (await import('./commands/lint/threads')).serve(bundled, io);
  else threads.parentPort.postMessage(await (await import('./helper')).help(task, bundled, io));
  return true;
}

/** Ends as the signal says, but leaves no temporary file behind. */
function endBy(signal: NodeJS.Signals): void {
  removePending();
  process.kill(process.pid, signal);
}

async function main(): Promise<void> {
  const { REFERENCE_SCHEMA } = await import('../service/referenceSchema');
  const { REFERENCE_VOCABULARY } = await import('../vpc/bundled');
  const bundled = { version, schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY };
  if (process.argv[2] === THREAD && (await isServed(bundled))) return;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, endBy);
  const { run } = await import('./run');
  process.exitCode = await run(process.argv.slice(2), bundled, {
    ...io,
    ...(availableParallelism() > 1 && { startHelper }),
  });
}

void main();
