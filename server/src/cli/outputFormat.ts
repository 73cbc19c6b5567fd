/** The format of an output file: its extension decides, or fits the format that an option names. */
import { usageError } from './io';

/**
 * The format: that of the option, else by the extension of the output, else the default. Throws a usage error for an extension that is
 * no format's, and for one that does not fit the option: programs choose by the extension how they read the file.
 * @param endings formats by extension, in the order in which messages name them
 */
export function outputFormat<Format extends string>(
  { format, output }: { readonly format?: Format | undefined; readonly output?: string | undefined },
  endings: ReadonlyMap<string, Format>,
  standard: Format,
): Format {
  if (output === undefined || output === '-') return format ?? standard;
  const ending = /\.[^./\\]*$/.exec(output)?.[0].toLowerCase() ?? '';
  const named = endings.get(ending);
  if (named === undefined) {
    throw usageError(`Unknown extension of --output ${output}. Use one of ${[...endings.keys()].join(', ')}`);
  }
  if (format !== undefined && format !== named) {
    throw usageError(`--output ${output} does not fit --format ${format}. Leave one of the two out`);
  }
  return named;
}
