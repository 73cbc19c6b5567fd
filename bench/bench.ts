/** What every part is given. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/shell.mjs';
import { REFERENCE_VOCABULARY } from '../server/src/vpc/bundled';
import type { GeneratedFile } from './generator/file';
import type { Size } from './options';

export interface Bench {
  readonly sizes: readonly Size[];
  /** An empty folder for files. */
  readonly folder: string;
  /** Says on the terminal how far it is. */
  readonly say: (what: string) => void;
}

/** All that is measured is about files of this vocabulary. */
export const VOCABULARY = REFERENCE_VOCABULARY;
/** The name under which the schema lies beside the files, which name it in their root elements. */
export const SCHEMA = 'vpc.xsd';

/** Lays the schema into a folder. @returns its path */
export function laySchema(folder: string): string {
  const path = join(folder, SCHEMA);
  copyFileSync(join(root, 'schemas', SCHEMA), path);
  return path;
}

/** Writes a file into a folder. @returns its path */
export function lay({ name, text }: GeneratedFile, folder: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
