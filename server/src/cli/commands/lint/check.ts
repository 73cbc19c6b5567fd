import { checked } from '../../../service/diagnostics';
import type { Environment } from '../../environment';
import { isUnreadable, openInput, type SurveyElsewhere } from '../../input';
import type { Io } from '../../io';
import type { CheckOptions } from './options';
import type { Outcome } from './outcome';
import { bindingNotes, reportOn, roomsOf } from './report';

/** Checks one file, and mends it where that is asked. Never fails: what cannot be read is an outcome too. */
export async function check(file: string, options: CheckOptions, environment: Environment, io: Io): Promise<Outcome> {
  if (options.fix || options.dryRun) {
    const { mend } = await import('./mend');
    return mend(file, options, environment, io);
  }
  const { helper = null } = io;
  const { schema, profile, config, stdinFilename } = options;
  const elsewhere: SurveyElsewhere | null =
    helper && ((take) => helper.survey({ file, options: { schema, profile, config } }, take));
  const { beside } = environment;
  const isAskedAgain = (): boolean => beside !== null && !beside.isOnlyEdition(file);
  const input = await openInput(file, stdinFilename, io, elsewhere, isAskedAgain);
  if (isUnreadable(input)) return { result: input, notes: [] };
  try {
    const notes = await bindingNotes(input, environment, io);
    const governed = await environment.governed(input);
    const whole = await input.whole(governed);
    if (isUnreadable(whole)) return { result: whole, notes };
    const { tree, problems } = whole;
    const document = { ...governed, tree, now: Date.now() };
    const { problems: found, suppressed } = checked(document);
    const result = reportOn(input.path, [...problems, ...found], document, suppressed);
    // A streamed document is read again where it is asked, and it is closed soon.
    if (input.stream === null) beside?.wasRead(file, tree);
    return { result, notes: [...notes, ...(beside?.takeNotes() ?? [])], rooms: roomsOf(document) };
  } finally {
    input.close();
  }
}
