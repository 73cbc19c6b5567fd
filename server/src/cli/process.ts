/** `vpc` as a process: what it uses of Node, and its exit code. */
import { version } from '../../../package.json';
import { optimiseLess } from '../disk/engineFlags';
import { translatedLanguages, translationsFor } from '../disk/translations';
import { localize } from './language';
import { ExitCode, type Io, type Bundled, THREAD } from './io';
import { lastWord, processSink } from './processIo';

/** A command that runs until it is stopped has no reader any more when standard output is closed. */
const reader = new AbortController();
const out = processSink(process.stdout, () => reader.abort());
const err = processSink(process.stderr, () => undefined);

const io: Omit<Io, 'serve'> = {
  out,
  err,
  cwd: process.cwd(),
  env: process.env,
  languages: {
    textsOf: (locale) => translationsFor(locale, __dirname),
    known: () => translatedLanguages(__dirname),
  },
  // Touching process.stdin takes time, so it is done on demand.
  readInput: async () => (await import('node:stream/consumers')).buffer(process.stdin),
  program: __filename,
  stopped: reader.signal,
};

/** Serves the main thread if this is another thread. @returns whether it is */
async function servedAsThread(bundled: Bundled, io: Io): Promise<boolean> {
  const { parentPort } = await import('node:worker_threads');
  if (parentPort === null) return false;
  (await import('./commands/lint/threads')).serve(bundled, io);
  return true;
}

/**
 * Runs the command line with this process, which then exits with its exit code.
 * @param args without node and script
 * @param serve starts the language server in this process, which has its arguments in `process.argv`
 */
export async function runProcess(args: readonly string[], serve: () => void): Promise<void> {
  optimiseLess();
  const here: Io = { ...io, serve };
  const { REFERENCE_SCHEMA } = await import('../workspace/referenceSchema');
  const { REFERENCE_VOCABULARY } = await import('../domain/referenceVocabulary');
  const bundled = { version, schema: REFERENCE_SCHEMA, vocabulary: REFERENCE_VOCABULARY };
  if (args[0] === THREAD && (await servedAsThread(bundled, here))) return;
  const { run } = await import('./run');
  process.exitCode = await run(args, bundled, here);
  // Pipes can report an error after the last write.
  process.once('exit', () => {
    if (out.failure === null) return;
    lastWord(`vpc: ${localize('cannot write standard output: {0}', out.failure)}\n`);
    process.exitCode = ExitCode.Failure;
  });
}
