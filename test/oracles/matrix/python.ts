import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const COMMANDS = ['python3', 'python'];

/** The command that runs Python 3; `null` if there is none. */
export const PYTHON = COMMANDS.find((command) => {
  const { status, stdout, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return status === 0 && (stdout + stderr).startsWith('Python 3.');
});

export const NO_PYTHON = 'the independent matrix: Python 3 is not installed';

/**
 * Runs a script of this folder and returns the JSON that it prints.
 * @param script the name without its extension
 * @throws Error with what the script wrote to standard error, if it fails
 */
export function python<Result>(script: string, ...args: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(PYTHON!, [join(__dirname, `${script}.py`), ...args], {
    encoding: 'utf8',
    // The output is UTF-8 and no compiled script is written, whatever the environment says.
    env: { ...process.env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${script} ${args.join(' ')}: ${stderr}`);
  return (stdout === '' ? undefined : JSON.parse(stdout)) as Result;
}
