/** The format of an output file: its extension decides, or fits the format that an option names. */
import { usageError } from './io';
import { localize } from './language';

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
    throw usageError(
      localize('Unknown extension of --output {0}. Use one of {1}', output, [...endings.keys()].join(', ')),
    );
  }
  if (format !== undefined && format !== named) {
    throw usageError(localize('--output {0} does not fit --format {1}. Leave one of the two out', output, format));
  }
  return named;
}
