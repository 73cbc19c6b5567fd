/** Entry of `vpc`, the command line: gives the program its process and ends with its exit code. */
import { buffer } from 'node:stream/consumers';
import { version } from '../../../package.json';
import { REFERENCE_SCHEMA } from '../service/referenceSchema';
import { REFERENCE_VOCABULARY } from '../vpc/bundled';
import { run } from './run';

const { stdout, stderr, stdin } = process;

// Whoever reads the output may stop early (`vpc lint | head`): that is no failure.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

void run(
  process.argv.slice(2),
  { version, schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY },
  {
    out: { write: (text) => stdout.write(text), isTerminal: stdout.isTTY },
    err: { write: (text) => stderr.write(text), isTerminal: stderr.isTTY },
    cwd: process.cwd(),
    env: process.env,
    readInput: () => buffer(stdin),
  },
).then((code) => {
  process.exitCode = code;
});
