import { pathToFileURL } from 'node:url';
import { checkDocument } from '../../../language/diagnostics';
import type { Environment } from '../../environment';
import { withinFile } from '../../fileBudget';
import { STANDARD_INPUT } from '../../files';
import { isUnreadable, openInput, shownPath } from '../../input';
import type { Io } from '../../io';
import { deferredNames } from './deferredSpellings';
import { asksForFixes, type CheckOptions } from './options';
import { bindingNotes, reportOn, checkKindsOf, type Outcome } from './report';

/**
 * Checks one file, and fixes it with `--fix`. A file that cannot be read, takes more than its budget or makes this program fail is
 * an outcome, too. Files are checked one after another.
 */
export async function check(file: string, options: CheckOptions, environment: Environment, io: Io): Promise<Outcome> {
  return withinFile(
    file,
    async () => {
      const outcome = await checked(file, options, environment, io);
      // What rules could not compare the file with.
      const told = environment.siblings?.takeNotes() ?? [];
      return told.length === 0 ? outcome : { ...outcome, notes: [...outcome.notes, ...told] };
    },
    (reason) => stopped(file, reason, options, io),
  );
}

/** The outcome of a file whose check ended early. */
export function stopped(
  file: string,
  reason: string,
  { stdinFilename }: Pick<CheckOptions, 'stdinFilename'>,
  io: Pick<Io, 'cwd'>,
): Outcome {
  return { result: { path: shownPath(file, stdinFilename, io), reason, isStopped: true }, notes: [] };
}

async function checked(file: string, options: CheckOptions, environment: Environment, io: Io): Promise<Outcome> {
  if (options.fix || options.dryRun) {
    const { fixFile } = await import('./fix');
    return fixFile(file, options, environment, io);
  }
  const { siblings } = environment;
  // All statements of the asset owner's own file are compared with those of the suppliers.
  const isOwner = file !== STANDARD_INPUT && (await environment.configured(pathToFileURL(file).href)).isOwner;
  const input = await openInput(file, options.stdinFilename, io, isOwner && siblings !== null);
  if (isUnreadable(input)) return { result: input, notes: [] };
  try {
    const { document: governed, binding } = await environment.bound(input);
    const schema = await environment.schemaReports(binding);
    const notes = [...bindingNotes(input.path, binding), ...schema.notes];
    const whole = await input.whole(governed);
    if (isUnreadable(whole)) return { result: whole, notes };
    const { tree, problems } = whole;
    const document = { ...governed, tree, now: Date.now() };
    const { problems: found, suppressed } = checkDocument(document);
    const result = reportOn(input.path, [...problems, ...found], document, suppressed, asksForFixes(options));
    if (input.isInMemory) siblings?.wasRead(file, tree);
    const names = siblings?.hasDeferred(file) ? deferredNames(document) : undefined;
    return {
      ...(names && { names }),
      result,
      notes,
      schemas: schema.reports,
      checkKinds: checkKindsOf(document),
    };
  } finally {
    input.close();
  }
}
