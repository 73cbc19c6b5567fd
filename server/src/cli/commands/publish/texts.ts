/** What the command line says of a plan. */
import { join } from 'node:path';
import { INDEX, SUMS } from '../../../exchange/publish/names';
import { ORDER_DOUBTS, type PublishNote, type Refusal } from '../../../matrix/publish/refusal';
import { displayPath } from '../../files';
import { CommandError, ExitCode, usageError, type Io } from '../../io';
import { localize } from '../../language';

/** A note as a line. */
export function publishNoteText(note: PublishNote): string {
  if (note.kind === 'order') return doubtText(note);
  return localize('{0} is not listed: its name does not follow the filename convention', note.edition.shown);
}

function doubtText({ name, other, doubt }: PublishNote & { readonly kind: 'order' }): string {
  return localize(ORDER_DOUBTS[doubt], name, other.shown);
}

/**
 * The error of a refusal.
 * @param path the file, as messages name it
 * @param folder absolute
 */
export function refusalError(
  refusal: Exclude<Refusal, { kind: 'unreadable' }>,
  path: string,
  folder: string,
  io: Io,
): CommandError {
  const findings = (message: string): CommandError => new CommandError(message, ExitCode.Findings);
  const shown = (name: string): string => displayPath(join(folder, name), io);
  switch (refusal.kind) {
    case 'errors':
      return findings(localize('{0} is not published: it has errors', path));
    case 'unnamed':
      return findings(localize('{0} is not published: it lacks a value that the filename convention needs', path));
    case 'order':
      return findings(localize('{0} Raise the version and the publication date', doubtText(refusal)));
    case 'clash':
      return usageError(
        localize('Two published files would have the name {0}. Change the filename pattern', refusal.name),
      );
    case 'content':
      return findings(
        refusal.name === refusal.edition
          ? localize(
              '{0} is published with other content. Raise the version and the publication date, or use --replace',
              shown(refusal.name),
            )
          : localize(
              '{0} is published with other content, although {1} is the same. Use --replace to write it again',
              shown(refusal.name),
              refusal.edition,
            ),
      );
    case 'changed':
      return findings(
        localize(
          '{0} was changed after it was published: {1} has another checksum. Restore it, or use --replace',
          refusal.name,
          SUMS,
        ),
      );
    case 'index':
      return findings(localize('{0} was not made by "vpc publish". Use another folder, or --replace', shown(INDEX)));
  }
}
