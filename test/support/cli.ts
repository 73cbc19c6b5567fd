import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../server/src/cli/io';
import { run } from '../../server/src/cli/run';
import { REFERENCE_VOCABULARY } from '../../server/src/domain/referenceVocabulary';
import { REFERENCE_SCHEMA_TEXT } from './documents';

/** The exit code and output of a run. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The environment of a run. */
export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly terminal?: boolean;
  /** The current folder; left out: this one. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stopped?: AbortSignal;
  /** The translations; left out: there are none. */
  readonly languages?: Io['languages'];
  /** Called for each text that is written to standard error. */
  readonly onError?: (text: string) => void;
}

/** What programs need to be found, and Git to find its own files. */
const SEARCH_PATHS = Object.fromEntries(
  ['PATH', 'Path', 'SystemRoot', 'HOME'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/** A folder, temporary as a rule, in which the command line runs, in this process. */
export class CliFolder {
  private constructor(readonly path: string) {}

  /** @param files contents by path in the folder */
  static async with(files: Readonly<Record<string, string | Uint8Array>>): Promise<CliFolder> {
    const folder = new CliFolder(await mkdtemp(join(tmpdir(), 'vpc-')));
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(dirname(join(folder.path, path)), { recursive: true });
      await writeFile(join(folder.path, path), contents);
    }
    return folder;
  }

  /** A folder that exists. */
  static at(path: string): CliFolder {
    return new CliFolder(path);
  }

  /** Runs `vpc` with these arguments. */
  async vpc(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const { input = '', terminal = false, cwd = this.path, env = {}, stopped, languages, onError } = options;
    const written = { out: '', err: '' };
    const sink = (name: 'out' | 'err') => ({
      write: (text: string | Uint8Array): void => {
        written[name] += Buffer.from(text).toString();
        if (name === 'err') onError?.(String(text));
      },
      isTerminal: terminal,
    });
    const code = await run(
      args,
      {
        version: '1.2.3',
        schema: { uri: 'vpc:/schemas/vpc.xsd', text: REFERENCE_SCHEMA_TEXT },
        vocabulary: REFERENCE_VOCABULARY,
      },
      {
        out: sink('out'),
        err: sink('err'),
        cwd,
        env: { ...SEARCH_PATHS, ...env },
        ...(stopped && { stopped }),
        ...(languages && { languages }),
        readInput: () => Promise.resolve(typeof input === 'string' ? Buffer.from(input) : input),
      },
    );
    return { code, ...written };
  }

  async read(path: string): Promise<string> {
    return readFile(join(this.path, path), 'utf8');
  }

  /** Names of the files in the folder itself, sorted. */
  async files(): Promise<string[]> {
    return (await readdir(this.path)).sort();
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
