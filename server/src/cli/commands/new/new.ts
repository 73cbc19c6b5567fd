import { newFile } from '../../../language/newFile/newFile';
import { terminalLine } from '../../../xml/escape';
import { startOf } from '../../days';
import { Environment, type GovernanceOptions } from '../../environment';
import { ExitCode, usageError, type Io, type Bundled } from '../../io';
import { currentFolder, productsOf } from '../../productFile';
import { writePublicationFile } from '../../publicationFile';
import { localize } from '../../language';

/** The options of `vpc new`, as parsed. */
export interface NewOptions extends GovernanceOptions {
  readonly supplier: string;
  readonly date?: string;
  readonly products?: string;
  readonly output?: string;
}

/** `vpc new`: writes a VPC file with all required elements; values that only people know are empty. */
export async function newPublication(options: NewOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const environment = await Environment.create(options, bundled, io);
  const supplier = options.supplier.trim();
  if (supplier === '') throw usageError(localize('--supplier must not be empty'));
  const date = startOf(options.date).slice(0, 'yyyy-mm-dd'.length);
  const { vocabulary } = environment;
  const { products } = await productsOf(supplier, options.products, { environment, folder: currentFolder(io), io });

  const { schema } = (await environment.ownSchema()) ?? (await environment.bundledSchema());
  const { text, fileName } = newFile({ supplier, date, products, vocabulary, schema, snippets: false });
  const path = await writePublicationFile(text, fileName, options.output, io);
  if (path !== null) {
    io.err.write(`${terminalLine(localize('{0}: created; run "vpc lint" to see what is missing', path))}\n`);
  }
  return ExitCode.Clean;
}
