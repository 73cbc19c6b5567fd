/** What can be written into a publication, and what became of it. */
import type { Clock } from '../../domain/clock';
import type { DraftValue } from '../../domain/publicationText';
import type { Container, FieldRoleIn } from '../../domain/roles';
import type { Localize, Problem } from '../../xml/problem';
import type { TextEdit } from '../../xml/reparse';

/**
 * What becomes of a field: a value replaces its values, `null` takes them away, a list adds the values that are not there. Values are
 * as in the profile; dates as in XML Schema.
 */
export type FieldChange = string | null | readonly (string | DraftValue)[];

/** Fields of a patch or of the publication, by role. Those that the vocabulary does not have are left out. */
export type FieldChanges<C extends Container> = Readonly<Partial<Record<FieldRoleIn<C>, FieldChange>>>;

/** A patch, in any spelling that names it. */
export interface NamedPatch {
  /** The patch vendor; left out: any. A new patch needs one. */
  readonly vendor?: string | undefined;
  readonly id: string;
  /** Of a new patch only. */
  readonly title?: string | undefined;
  /** Release date of a new patch, see {@link Change.date}. */
  readonly released?: string | undefined;
}

/** A product, in any spelling that names it. */
export interface NamedProduct {
  /** Must be the supplier of the file; left out: it is. */
  readonly supplier?: string | undefined;
  readonly id: string;
  /** Left out: any that the patch has. `''`: a statement that names no version. */
  readonly version?: string | undefined;
  /** As for the version. */
  readonly platform?: string | undefined;
}

/**
 * One change of a publication:
 * - patch and product: changes the statements about them. A statement that is not there is added where patch and product are
 *   known in the file; where several versions or platforms are known, they must be named.
 * - patch, product and `remove`: removes these statements.
 * - product and `add`, with or without a patch: adds a statement about a product to the patch, or to all patches that have none.
 *   The file need not know the product; version and platform that are left out are empty. Nothing that is there is changed.
 * - patch and `add`: adds a patch, with `patchFields` besides its title and release date, and its vendor where the file does not
 *   have it.
 * - patch and `patchFields`: changes fields of a patch.
 * - `publicationFields` alone: changes fields of the publication.
 * - patch and `remove`: removes a patch with its statements. Product and `remove`: removes a product from all patches.
 *
 * A field that is left out is kept.
 */
export interface Change {
  readonly patch?: NamedPatch | undefined;
  readonly product?: NamedProduct | undefined;
  /** As in the profile, or one of its synonyms, in any case. Default with `add`: the profile's first state, without a date. */
  readonly state?: string | undefined;
  /**
   * Date of the state: a day (`2026-03-10`) or a date and time as in XML Schema; `now`: the clock's day; `keep`: is not touched;
   * `null` or empty: is taken away. Default: the clock's day for a state that changes, else not touched. A date on the clock's day
   * is not changed to that day.
   */
  readonly date?: string | null | undefined;
  /** Replaces all comments of the statement; `null` or empty: takes them away. */
  readonly comment?: string | null | undefined;
  /** As the comment. */
  readonly restriction?: string | null | undefined;
  /** Whether this product needs a restart; `null`: takes the indication away. */
  readonly reboot?: boolean | null | undefined;
  readonly patchFields?: FieldChanges<'patch'> | undefined;
  readonly publicationFields?: FieldChanges<'publication'> | undefined;
  readonly add?: boolean | undefined;
  readonly remove?: boolean | undefined;
}

/** Why a change was not done, by what can be done about it. */
export type ReasonKind =
  /** The change itself is wrong: a state, a date, a value. */
  | 'value'
  /** Patch, product or statement is not in the file. */
  | 'unknown'
  /** Several are meant; the change must name one. */
  | 'ambiguous'
  /** What is to be added is already in the file, or what the file says cannot be changed safely. */
  | 'conflict'
  /** The file is not well-formed there. */
  | 'ill-formed'
  /** The file would become invalid. */
  | 'invalid';

/** Why a change was not done. */
export interface Reason {
  readonly kind: ReasonKind;
  /** English template; see {@link reasonText}. */
  readonly message: string;
  readonly args: readonly string[];
  /** The problem that the change would cause; the last argument of the message. */
  readonly cause?: Pick<Problem, 'message' | 'args'> | undefined;
}

/** A reason as a sentence. */
export function reasonText({ message, args, cause }: Reason, localize: Localize): string {
  return localize(message, ...args, ...(cause === undefined ? [] : [localize(cause.message, ...cause.args)]));
}

/** A change that was not done. */
export interface NotDone {
  readonly change: Change;
  readonly reason: Reason;
}

/** How many statements were changed. */
export interface WriteCounts {
  readonly set: number;
  readonly added: number;
  readonly removed: number;
  /** Statements that already were as wanted. */
  readonly unchanged: number;
}

export interface WriteResult {
  /** Sorted; none touches another. Offsets in UTF-16 units of the document. */
  readonly edits: readonly TextEdit[];
  /** In the order of the changes. The edits do all others. */
  readonly notDone: readonly NotDone[];
  readonly counts: WriteCounts;
}

export interface WriteOptions {
  /** The present: the date of states that change. */
  readonly clock: Clock;
  /** Whether the products can be those of any supplier, as in the asset owner's own files. Default: false. */
  readonly anySupplier?: boolean | undefined;
}

/** Thrown where a change cannot be done; caught for each change. */
export class Refusal extends Error {
  readonly reason: Reason;

  constructor(kind: ReasonKind, message: string, ...args: string[]) {
    super(message);
    this.reason = { kind, message, args };
  }

  /** With a reason that is known. */
  static of({ kind, message, args }: Reason): Refusal {
    return new Refusal(kind, message, ...args);
  }
}
