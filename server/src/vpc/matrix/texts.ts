/** The words of the matrix's exports, and how they get into the reader's language. */
import { render } from '../../xml/problem';
import type { Matrix } from './matrix';
import { wordsOf, type Cell } from './row';

/** Fills and perhaps translates an English template with `{0}`-style places. */
export type Translate = (template: string, ...args: readonly string[]) => string;

/** English, as written. */
export const ENGLISH: Translate = (template, ...args) => render(template, args);

/** What every writer is told besides the matrix. */
export interface ExportOptions {
  readonly translate?: Translate;
}

/** All templates of the exports, so that a translation can find them in one place. */
export const TEXTS = {
  title: 'Patch compatibility: {0}',
  titleWithout: 'Patch compatibility',
  caption: 'Patches (rows) beside products (columns)',
  vendor: 'Patch vendor',
  patch: 'Patch',
  patchTitle: 'Title',
  type: 'Type',
  severity: 'Severity',
  released: 'Released',
  targets: 'For',
  change: 'Change',
  patches: 'Patches: {0}',
  columns: 'Products and versions: {0}',
  publishedAs: '{0}, published {1}',
  comparedWith: 'Compared with {0}',
  conflicts: 'Contradictions: {0}',
  holes: 'No statement: {0}',
  otherStates: 'Another state: {0}',
  changedCells: 'Changed: {0}',
  regressions: 'Steps back: {0}',
  oldestUntested: 'Not tested yet, the oldest: {0}, released {1}',
  restart: 'restart',
  noRestart: 'no restart',
  conflict: 'contradiction',
  added: 'new',
  removed: 'gone',
  changed: 'changed',
  before: 'before: {0}',
  noStatement: 'no statement',
  emptyMatrix: 'There are no patches to show.',
} as const;

/** The day of a dateTime, which is all that a cell has room for. */
export function dayOf(dateTime: string): string {
  return /^-?\d{4,}-\d\d-\d\d/.exec(dateTime)?.[0] ?? dateTime;
}

/** Who publishes: each supplier once. */
function suppliersOf({ sources }: Matrix): string {
  return [...new Set(sources.map(({ supplier }) => supplier))].filter((supplier) => supplier !== '').join(', ');
}

/** The heading of an export. */
export function titleOf(matrix: Matrix, translate: Translate): string {
  const suppliers = suppliersOf(matrix);
  return suppliers === '' ? translate(TEXTS.titleWithout) : translate(TEXTS.title, suppliers);
}

/** What stands between states that contradict each other. */
const AND = ' / ';
/** What stands between an older state and the one that it became. */
const TO = ' → ';
/** What stands for no statement where there was or will be one. */
const NONE = '–';

/** A cell in one line: its states, and, when comparing, what they were: `In Test → Approved`. Empty for a hole. */
export function stateText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  const now = wordsOf(cell).join(AND);
  if (cell.change === null) return now;
  const before = [...new Set(cell.change.before.map(({ word }) => word))].join(AND);
  return `${before || NONE}${TO}${now || NONE}`;
}
