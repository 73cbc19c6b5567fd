/** Entry of `vpc`, the command line: gives the program its process and ends with its exit code. */
import { availableParallelism } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { version } from '../../../package.json';
import type { PortablePart } from '../service/portableSurvey';
import { REFERENCE_SCHEMA } from '../service/referenceSchema';
import { REFERENCE_VOCABULARY } from '../vpc/bundled';
import { help, type HelperTask } from './helper';
import type { Io } from './io';
import { run } from './run';

const { stdout, stderr, stdin } = process;
const bundled = { version, schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY };
const io: Io = {
  out: { write: (text) => stdout.write(text), isTerminal: stdout.isTTY },
  err: { write: (text) => stderr.write(text), isTerminal: stderr.isTTY },
  cwd: process.cwd(),
  env: process.env,
  readInput: () => buffer(stdin),
  ...(availableParallelism() > 1 && { startHelper }),
};

/** This very file in another thread. */
function startHelper(task: HelperTask): Promise<PortablePart | null> {
  return new Promise((done) => {
    const worker = new Worker(__filename, { workerData: task });
    worker.once('message', done);
    // Whoever waits can do the task without it.
    worker.once('error', () => done(null));
    worker.once('exit', () => done(null));
  });
}

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), bundled, io);
}

// Whoever reads the output may stop early (`vpc lint | head`): that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

if (parentPort === null) void main();
else {
  const port = parentPort;
  void help(workerData as HelperTask, bundled, io).then((part) => port.postMessage(part));
}
