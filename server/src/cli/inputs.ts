/** The files that a run reads: no report and no other result is written over one of them. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from './io';

const inputs = new WeakMap<Io, Set<string>>();

/** Records a file that the run reads. @param path relative to the current folder or absolute */
export function noteInput(path: string, io: Io): void {
  const identity = identityOf(path, io);
  if (identity === null) return;
  const known = inputs.get(io);
  if (known === undefined) inputs.set(io, new Set([identity]));
  else known.add(identity);
}

/** Whether the run has read a file by now, by this or another name. */
export function isInput(path: string, io: Io): boolean {
  const identity = identityOf(path, io);
  return identity !== null && (inputs.get(io)?.has(identity) ?? false);
}

/** What all names and links of a file have in common; `null` for what is no regular file, or none that can be reached. */
function identityOf(path: string, { cwd }: Io): string | null {
  try {
    const stats = statSync(resolve(cwd, path), { bigint: true, throwIfNoEntry: false });
    return stats?.isFile() ? `${stats.dev}:${stats.ino}` : null;
  } catch {
    // Reading or writing it reports why.
    return null;
  }
}
