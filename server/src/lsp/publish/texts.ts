/** What the editor says of a plan. */
import { INDEX, SUMS } from '../../exchange/publish/names';
import { ORDER_DOUBTS, type PublishNote, type Refusal } from '../../matrix/publish/refusal';
import type { Localize } from '../../xml/problem';

/** A note as a sentence. */
export function publishNoteText(note: PublishNote, localize: Localize): string {
  if (note.kind === 'order') return localize(ORDER_DOUBTS[note.doubt], note.name, note.other.shown);
  return localize('{0} is not listed: its name does not follow the filename convention.', note.edition.shown);
}

/** The reason of a refusal, in one or two sentences. */
export function refusalText(refusal: Refusal, localize: Localize): string {
  switch (refusal.kind) {
    case 'errors':
      return localize('The file has errors. Correct them first.');
    case 'unnamed':
      return localize('The file lacks a value that the filename convention needs.');
    case 'unreadable':
      return localize('Nothing of the file can be shown in the matrix.');
    case 'order':
      return `${publishNoteText(refusal, localize)} ${localize('Raise the version and the publication date.')}`;
    case 'clash':
      return localize('Two published files would have the name {0}. Change the filename pattern.', refusal.name);
    case 'content':
      return refusal.name === refusal.edition
        ? localize(
            '{0} is published with other content. Usually the version and the publication date are to be raised instead.',
            refusal.name,
          )
        : localize('{0} is published with other content, although {1} is the same.', refusal.name, refusal.edition);
    case 'changed':
      return localize('{0} was changed after it was published: {1} has another checksum.', refusal.name, SUMS);
    case 'index':
      return localize('{0} in this folder was made by another program.', INDEX);
  }
}
