import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const CLI = join(__dirname, '..', '..', 'dist', 'cli.js');

interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** In addition to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Variables of the test runner and of a CI server that would change what the command prints. */
const UNSET = { FORCE_COLOR: undefined, NO_COLOR: undefined };

/** Runs the bundled command line as a process. */
export function runCli(
  args: readonly string[],
  { cwd, input = '', env = {} }: RunOptions = {},
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    env: { ...process.env, ...UNSET, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}
