import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readReleases } from '../../../exchange/importDocuments';
import type { Drop } from '../../../exchange/next/dropped';
import { nextEdition } from '../../../exchange/next/nextEdition';
import type { ImportProblem } from '../../../exchange/problem';
import type { NotContained } from '../../../exchange/releases/drafts';
import { terminalLine } from '../../../xml/escape';
import { clockNow, startOf } from '../../days';
import { encodedEdits } from '../../encodedEdits';
import { Environment, type GovernanceOptions } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { shownPath } from '../../input';
import { CommandError, ExitCode, usageError, type Bundled, type Io } from '../../io';
import { note } from '../../noteLines';
import { productsOf } from '../../productFile';
import { problemLine, readSources, writePublicationFile } from '../../publicationFile';
import { openToWrite } from '../../publicationWrite';
import { localize } from '../../language';

/** The options of `vpc next`, as parsed. */
export interface NextOptions extends GovernanceOptions {
  readonly release?: readonly string[];
  readonly products?: string;
  readonly notContained: NotContained;
  readonly date?: string;
  readonly drop?: Drop;
  readonly output?: string;
}

/** `vpc next`: makes the next edition of a file. With an error, nothing is written. */
export async function next(edition: string, options: NextOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  if (edition === STANDARD_INPUT) throw usageError(localize('vpc next reads a file; standard input is not possible'));
  const path = resolve(io.cwd, edition);
  return withinFile(
    path,
    () => nextOf(path, options, bundled, io),
    (reason) => {
      note(`${shownPath(path, undefined, io)}: ${reason}`, io);
      return ExitCode.Failure;
    },
  );
}

async function nextOf(path: string, options: NextOptions, bundled: Bundled, io: Io): Promise<ExitCode> {
  const published = startOf(options.date);
  const environment = await Environment.create(options, bundled, io);
  const { input, document, publication } = await openToWrite(path, environment, io);
  const folder = `${pathToFileURL(dirname(path)).href}/`;
  const { products, name } = await productsOf(publication.supplier, options.products, { environment, folder, io });
  const { releases, problems } = readReleases(await readSources(options.release ?? [], io));
  const [only, ...others] = options.release ?? [];
  const names = {
    document: others.length === 0 ? only : localize('{0} release documents', String(others.length + 1)),
    products: name,
    edition: input.path,
  };
  const print = (all: readonly ImportProblem[]): void => {
    for (const problem of all) io.err.write(`${problemLine(problem, names)}\n`);
  };
  print(problems);
  if (releases.length < (options.release?.length ?? 0)) return ExitCode.Failure;

  const { drop, notContained } = options;
  const made = nextEdition(document, {
    ...{ releases, published, drop, notContained },
    products: name === null ? null : products,
    clock: clockNow(),
  });
  print(made.problems);
  if (made.edits === null) return ExitCode.Findings;
  const bytes = encodedEdits(input, document.tree.text(), made.edits);
  if (bytes === null) {
    throw new CommandError(
      localize('{0}: the result cannot be encoded in {1}', input.path, input.encoding),
      ExitCode.Failure,
    );
  }
  const written = await writePublicationFile(bytes, made.fileName, options.output, io, dirname(path));
  if (written !== null) io.err.write(`${terminalLine(localize('{0}: created', written))}\n`);
  return ExitCode.Clean;
}
