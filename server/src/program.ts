/**
 * Entry of `dist/server.js`. It is one program for all places, because nearly all of their code is the same, and what is
 * downloaded with the extension is small. Only the part that is asked for is loaded:
 * in a web worker, the language server in a browser; in Node, `vpc` after the argument {@link CLI}, else the language server.
 */
import { THREAD } from './cli/io';

/** The first argument, before those of `vpc`. The extension's terminal and tasks write it. */
const CLI = 'cli';

function start(): Promise<unknown> {
  if (typeof process !== 'object' || typeof process.versions?.node !== 'string') return import('./lsp/browser');
  const [first, ...others] = process.argv.slice(2);
  if (first !== CLI && first !== THREAD) return import('./lsp/node');
  return import('./cli/process').then(({ runProcess }) =>
    runProcess(first === CLI ? others : [first, ...others], () => void import('./lsp/node')),
  );
}

void start();
