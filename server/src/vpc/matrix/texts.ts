/** The words of the matrix's exports, and how they get into the reader's language. */
import { render } from '../../xml/problem';

/** Fills and perhaps translates an English template with `{0}`-style places. */
export type Translate = (template: string, args: readonly string[]) => string;

/** English, as written. */
export const ENGLISH: Translate = render;

/** What every writer is told besides the matrix. */
export interface ExportOptions {
  readonly translate?: Translate;
}

/** All templates of the exports, so that a translation can find them in one place. */
export const TEXTS = {
  title: 'Patch compatibility: {0}',
  caption: 'Patches (rows) beside products (columns)',
  vendor: 'Patch vendor',
  patch: 'Patch',
  patchTitle: 'Title',
  severity: 'Severity',
  released: 'Released',
  patches: 'Patches: {0}, products and versions: {1}',
  published: 'Published {0}',
  conflicts: 'Contradictions: {0}',
  holes: 'Cells without a statement: {0}',
  otherStates: 'State from another list: {0}',
  oldestUntested: 'Oldest patch that is not tested yet: {0}, released {1}',
  restart: 'restart',
  noRestart: 'no restart',
  conflict: 'contradiction',
  hole: 'no statement',
} as const;

/** The day of a dateTime, which is all that a cell has room for. */
export function dayOf(dateTime: string): string {
  return /^-?\d{4,}-\d\d-\d\d/.exec(dateTime)?.[0] ?? dateTime;
}
