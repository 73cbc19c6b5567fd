/** What the command line says of a plan. */
import { join } from 'node:path';
import type { OrderDoubt } from '../../../domain/editions';
import { INDEX, SUMS } from '../../../exchange/publish/names';
import type { PublishNote, Refusal } from '../../../matrix/publish/refusal';
import { displayPath } from '../../files';
import { CommandError, ExitCode, usageError, type Io } from '../../io';

const DOUBTS: Readonly<Record<OrderDoubt, string>> = {
  contradiction: 'version and date give different orders',
  equal: 'version and date are the same, but not the content',
  unreadable: 'a date cannot be read',
};

/** A note as a line. */
export function publishNoteText(note: PublishNote): string {
  if (note.kind === 'order') return doubtText(note);
  return `${note.edition.shown} is not listed: its name does not follow the filename convention`;
}

function doubtText({ name, other, doubt }: PublishNote & { readonly kind: 'order' }): string {
  return `The order of ${name} and ${other.shown} is in doubt: ${DOUBTS[doubt]}.`;
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
      return findings(`${path} is not published: it has errors`);
    case 'unnamed':
      return findings(`${path} is not published: it lacks a value that the filename convention needs`);
    case 'order':
      return findings(`${doubtText(refusal)} Raise the version and the publication date`);
    case 'clash':
      return usageError(`Two published files would have the name ${refusal.name}. Change the filename pattern`);
    case 'content':
      return findings(
        refusal.name === refusal.edition
          ? `${shown(refusal.name)} is published with other content. Raise the version and the publication date, or use --replace`
          : `${shown(refusal.name)} is published with other content, although ${refusal.edition} is the same. Use --replace to write it again`,
      );
    case 'changed':
      return findings(
        `${refusal.name} was changed after it was published: ${SUMS} has another checksum. Restore it, or use --replace`,
      );
    case 'index':
      return findings(`${shown(INDEX)} was not made by "vpc publish". Use another folder, or --replace`);
  }
}
