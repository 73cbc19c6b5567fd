/** Where results may not be written to. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { CONFIG_FILE } from '../workspace/configuration/file';
import { isInput } from './inputs';
import { usageError, type Io } from './io';
import { localize } from './language';

/** Throws a usage error for an output that is an input, by this or another name, or a configuration. */
export function refuseInput(output: string, io: Io): void {
  if (isInput(output, io)) {
    throw usageError(localize('--output {0} would replace a file that this run reads. Name another file', output));
  }
  if (basename(output) === CONFIG_FILE && existsSync(resolve(io.cwd, output))) {
    throw usageError(localize('--output {0} would replace the configuration. Name another file', output));
  }
}
