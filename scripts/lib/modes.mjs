// File modes in archives: not those of this checkout, which depend on the umask of who made it.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

/** Programs that a user starts by their name. */
const PROGRAM = /^(?:(?:bin|terminal)\/[^/]+|dist\/cli\.js)$/;

/** Gives files, named by their paths from a folder, the modes that they have in every archive. */
export function setModes(files, folder = root) {
  for (const file of files) chmodSync(join(folder, file), PROGRAM.test(file) ? 0o755 : 0o644);
}
