/** Why an edition is not published, as data: the command line and the editor name different remedies. */
import type { OrderDoubt } from '../../domain/editions';
import type { EditionFile } from './edition';

/** Why an edition is not published. */
export type Refusal =
  /** The file has errors; the caller has them. */
  | { readonly kind: 'errors' }
  /** The file lacks a value that the filename convention needs. */
  | { readonly kind: 'unnamed' }
  /** Nothing of the file can be shown; the notes tell why. */
  | { readonly kind: 'unreadable' }
  /** It is unknown whether a published edition is earlier or later. */
  | { readonly kind: 'order'; readonly name: string; readonly other: EditionFile; readonly doubt: OrderDoubt }
  /** Two published files would have the same name. */
  | { readonly kind: 'clash'; readonly name: string }
  /** A file of the edition is published with other content. @see ReplaceableRefusal */
  | ReplaceableRefusal;

/** What would change of that which is published: it can be replaced if the user wants that. */
export type ReplaceableRefusal =
  /** `name` is the file; `edition` the XML file that it belongs to, which can be the same. */
  | { readonly kind: 'content'; readonly name: string; readonly edition: string }
  /** A file was changed after it was published: its checksum is another. */
  | { readonly kind: 'changed'; readonly name: string }
  /** Another program, or a person, has made the index of the folder. */
  | { readonly kind: 'index' };

/** Whether an edition is published nevertheless where the user asks to replace what is published. */
export function isReplaceable(refusal: Refusal): refusal is ReplaceableRefusal {
  return ['content', 'changed', 'index'].includes(refusal.kind);
}

/** Why it is unknown which of two editions is the later one: templates for their names. */
export const ORDER_DOUBTS: Readonly<Record<OrderDoubt, string>> = {
  contradiction: 'The order of {0} and {1} is in doubt: version and date give different orders.',
  equal: 'The order of {0} and {1} is in doubt: version and date are the same, but not the content.',
  unreadable: 'The order of {0} and {1} is in doubt: a date cannot be read.',
};

/** What the user learns where an edition is published nevertheless. */
export type PublishNote =
  /** A file in the folder that is not published, because its name does not follow the convention. */
  | { readonly kind: 'draft'; readonly edition: EditionFile }
  /** The order to an edition that is not published is in doubt. */
  | { readonly kind: 'order'; readonly name: string; readonly other: EditionFile; readonly doubt: OrderDoubt };
