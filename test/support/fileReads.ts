import fs from 'node:fs';
import promises from 'node:fs/promises';

type Method = (path: unknown, ...more: unknown[]) => unknown;

/** How often files were read, by absolute path. */
export interface FileReads {
  /** In one call. */
  readonly whole: ReadonlyMap<string, number>;
  /** In any way. */
  readonly opened: ReadonlyMap<string, number>;
}

/** Counts how often files are read while some work is done. */
export async function countedReads(work: () => Promise<unknown>): Promise<FileReads> {
  const [whole, opened] = [new Map<string, number>(), new Map<string, number>()];
  const undo: (() => void)[] = [];
  let isInside = false;
  const counted = (owner: object, name: string, ...counts: Map<string, number>[]): void => {
    const methods = owner as Record<string, Method>;
    const before = methods[name]!;
    methods[name] = function (this: unknown, path, ...more): unknown {
      if (isInside) return before.call(this, path, ...more);
      if (typeof path === 'string') for (const count of counts) count.set(path, (count.get(path) ?? 0) + 1);
      // Node opens files by the same functions.
      isInside = true;
      try {
        return before.call(this, path, ...more);
      } finally {
        isInside = false;
      }
    };
    undo.push(() => (methods[name] = before));
  };
  counted(fs, 'openSync', opened);
  counted(fs, 'readFileSync', opened, whole);
  counted(promises, 'open', opened);
  counted(promises, 'readFile', opened, whole);
  try {
    await work();
  } finally {
    for (const reset of undo) reset();
  }
  return { whole, opened };
}
