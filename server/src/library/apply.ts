import type { ApplyProblem } from '../exchange/apply/applied';
import { applyTable, faultProblem } from '../exchange/apply/apply';
import { readTable } from '../exchange/tables/tableFile';
import { reasonText } from '../exchange/write/change';
import { Publication } from '../exchange/write/publication';
import { writeChanges } from '../exchange/write/write';
import type { TableColumns } from '../workspace/configuration/file';
import { english } from '../xml/problem';
import { edited } from './edits';
import { opened, type DocumentOptions } from './governed';

/** How {@link apply} reads a table. */
export interface ApplyOptions extends DocumentOptions {
  /** The name of the sheet; default: those that the matrix has exported, else the only one that fits. */
  readonly sheet?: string;
  /** The heads of columns, where they have other names than the tools know. */
  readonly columns?: TableColumns;
  /** The present in milliseconds since 1970, for states without a date; default: the system's time. */
  readonly now?: number;
}

/** What {@link apply} did. */
export interface ApplyResult {
  /** The text after the changes that fit; the given text where the table cannot be read. */
  readonly text: string;
  /** How many statements were set or added. */
  readonly written: number;
  /** What does not fit; `at` is the place of a cell (`Matrix!D7`), empty for the whole table. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/**
 * Writes the states of a table (CSV or XLSX) into a publication, as `vpc apply --partial` does.
 * @example apply(text, Buffer.from('patch,product,state\nKB1,Batch,Approved')).written // 1
 */
export function apply(text: string, table: Uint8Array, options: ApplyOptions = {}): ApplyResult {
  const { sheet, columns, now = Date.now(), ...rest } = options;
  const told = (at: string, message: string, args: readonly string[]) => ({ at, message: english(message, ...args) });
  const refused = ({ at, message, args }: ApplyProblem): ApplyResult => {
    return { text, written: 0, problems: [told(at, message, args)] };
  };
  const document = opened(text, rest);
  const publication = document.vocabulary && Publication.of(document.tree, document.vocabulary);
  if (document.vocabulary === null || publication === null) {
    return refused({ at: '', message: 'Not a VPC file.', args: [] });
  }
  const read = readTable(table);
  if (read.table === null) return refused(faultProblem(read.problem));
  const meant = applyTable(read.table, publication, document.vocabulary, { sheet, columns });
  if (meant.applied === null) return refused(meant.refused);
  const { changes, problems } = meant.applied;
  const places = new Map(changes.map(({ change, at }) => [change, at]));
  const clock = { instant: now, offset: 0 };
  const { edits, notDone, counts } = writeChanges(
    document,
    changes.map(({ change }) => change),
    { clock },
  );
  return {
    text: edited(text, edits),
    written: counts.set + counts.added,
    problems: [
      ...problems.map(({ at, message, args }) => told(at, message, args)),
      ...notDone.map(({ change, reason }) => ({ at: places.get(change)!, message: reasonText(reason, english) })),
    ],
  };
}
