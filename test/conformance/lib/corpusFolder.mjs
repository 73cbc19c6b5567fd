// The arguments of the conformance drivers.
import { statSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * The folder with the corpus, which is the first argument of a driver. Without one, prints the usage and ends the process with
 * exit code 2.
 * @returns {string} as it was given
 */
export function corpusFolder() {
  const [, driver, folder] = process.argv;
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  console.error(`Usage: node ${relative('', driver)} FOLDER [SHARED]
FOLDER has the unpacked corpus, SHARED is the folder of all corpora. .ci/run calls each driver with both.`);
  process.exit(2);
}
