/** Git on the command line: its errors are those of the arguments. */
import { changedFiles as changed, filesAt as filesOf, GitRefusal, type CommittedFile } from '../disk/git';
import { usageError, type Io } from './io';
import { localize } from './language';

/** As of `disk/git.ts`, for `--changed`. Throws a usage error where Git gives no answer. */
export function changedFiles(files: readonly string[], since: string | undefined, io: Io): Promise<string[]> {
  return answered(() => changed(files, since, { ...where(io), purpose: '--changed' }));
}

/** As of `disk/git.ts`. Throws a usage error where Git gives no answer. @param option that names the commit, for messages */
export function filesAt(name: string, io: Io, option: string): Promise<CommittedFile[]> {
  return answered(async () =>
    (await filesOf(name, { ...where(io), purpose: option })).map((file) => ({
      ...file,
      bytes: () => answered(file.bytes),
    })),
  );
}

function where({ cwd, env }: Io): Pick<Io, 'cwd' | 'env'> {
  return { cwd, env };
}

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof GitRefusal ? usageError(localize(error.template, ...error.args)) : error;
  }
}
