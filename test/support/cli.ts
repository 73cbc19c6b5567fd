import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Helper } from '../../server/src/cli/helper';
import { run } from '../../server/src/cli/run';
import { REFERENCE_VOCABULARY } from '../../server/src/vpc/bundled';
import { REFERENCE_SCHEMA_TEXT } from './documents';

/** What a run of the command line left behind. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What a run finds besides its arguments. */
export interface RunOptions {
  readonly input?: string | Uint8Array;
  readonly terminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly stopped?: AbortSignal;
  readonly helper?: Helper;
  /** Called for each text that is written to standard error. */
  readonly onError?: (text: string) => void;
}

/** A folder of its own in which the command line is run, in this process. */
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

  /** Runs `vpc` with these arguments. */
  async vpc(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const { input = '', terminal = false, env = {}, stopped, helper, onError } = options;
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
        cwd: this.path,
        env,
        ...(stopped && { stopped }),
        ...(helper && { helper }),
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
