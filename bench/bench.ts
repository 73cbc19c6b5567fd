/** What each part receives. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../scripts/lib/shell.mjs';
import { REFERENCE_VOCABULARY } from '../server/src/domain/referenceVocabulary';
import type { Build } from './builds';
import type { GeneratedFile } from './generator/file';
import type { Size } from './options';

export interface Bench {
  readonly sizes: readonly Size[];
  /** An empty folder for files. */
  readonly folder: string;
  /** Other builds that are measured in turns with this one. */
  readonly builds: readonly Build[];
  /** Keeps a chart beside the document. @returns the line of the document that shows it; none where nothing is written */
  readonly draw: (name: string, svg: string, title: string) => string[];
  /** Prints progress on the terminal. */
  readonly say: (what: string) => void;
}

/** The vocabulary of all measured files. */
export const VOCABULARY = REFERENCE_VOCABULARY;
/** The file name of the schema, which the root elements name; it is in the folder of the files. */
export const SCHEMA = 'vpc.xsd';

/** Writes the schema to a folder. @returns its path */
export function laySchema(folder: string): string {
  const path = join(folder, SCHEMA);
  copyFileSync(join(root, 'schemas', SCHEMA), path);
  return path;
}

/** Writes a file to a folder. @returns its path */
export function lay({ name, text }: GeneratedFile, folder: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
