/** Entry of `vpc`, the command line: `dist/cli.js`. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runProcess } from './process';

// The language server is a program of its own, beside this one, so that the command starts fast.
void runProcess(process.argv.slice(2), () => void createRequire(__filename)(join(__dirname, 'server.js')));
