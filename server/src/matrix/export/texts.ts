/** The texts of the matrix's exports and their translation. */
import { AND, NONE, TO } from '../../exchange/apply/shownState';
import { render } from '../../xml/problem';
import type { Matrix } from '../matrix';
import { stateWords, type Cell, type SourcedStatement } from '../cell';
import type { Fact } from '../facts';
import type { Note } from '../notes';
import type { Source } from '../sources';
import type { Row } from '../row';
import type { Task } from '../../xml/task';

/** Translates an English template with placeholders (`{0}`), and fills in the arguments. */
export type Translate = (template: string, ...args: readonly string[]) => string;

/** English: fills in the arguments only. */
export const ENGLISH: Translate = (template, ...args) => render(template, args);

/** Options of all formats. */
export interface ExportOptions {
  readonly translate?: Translate;
  /** What was left out; default: the notes of the matrix. */
  readonly notes?: readonly Note[] | undefined;
  /** Further columns about the patch. */
  readonly fields?: readonly PatchField[] | undefined;
}

/** Fields of a patch that are shown on demand. */
export const PATCH_FIELDS = ['cves', 'restart', 'supersedes'] as const;
export type PatchField = (typeof PATCH_FIELDS)[number];

/** All templates of the exports. */
export const TEXTS = {
  title: 'Patch compatibility: {0}',
  titleWithout: 'Patch compatibility',
  titleOfMany: 'Patch compatibility: {0} suppliers',
  sources: 'Files',
  replaced: 'replaced by a later edition',
  ownFile: 'own file',
  caption: 'Patches (rows) by products (columns)',
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
  otherStates: 'Other state: {0}',
  changedCells: 'Changed: {0}',
  regressions: 'Regressions: {0}',
  oldestUntested: 'Oldest untested patch: {0}, released {1}',
  restart: 'restart',
  noRestart: 'no restart',
  conflict: 'contradiction',
  added: 'new',
  removed: 'removed',
  changed: 'changed',
  before: 'before: {0}',
  noStatement: 'no statement',
  emptyMatrix: 'No patches to show.',
  supersededBy: 'Superseded by',
  supersedes: 'Supersedes',
  cves: 'Vulnerabilities',
  restartNeeded: 'Restart',
  statedBy: 'Stated by',
  dropped: 'no longer listed',
  droppedWas: 'no longer listed, was {0}',
  retiredWas: 'superseded and no longer listed, was {0}',
  droppedElsewhere: 'no longer listed by {0}',
  withdrawn: 'withdrawn',
  doubt: 'in doubt',
  doubtAlso: 'in doubt: {0} says {1}',
  restriction: 'restriction: {0}',
  owner: 'own state: {0}',
  notes: 'Read this first',
  moreNotes: '{0} more',
  doubts: 'In doubt: {0}',
  droppedCells: 'No longer listed: {0}',
  withdrawals: 'Withdrawn: {0}',
  contradictions: 'Contradictory patches: {0}',
  show: 'Show',
  allPatches: 'All patches',
  yes: 'yes',
  no: 'no',
  sheetMatrix: 'Matrix',
  sheetDetails: 'Details',
  sheetChanges: 'Changes',
  sheetLegend: 'Legend',
  sheetNotes: 'Notes',
  supplier: 'Supplier',
  product: 'Product',
  version: 'Version',
  platform: 'Platform',
  state: 'State',
  date: 'Date',
  restrictionHead: 'Restriction',
  comment: 'Comment',
  file: 'File',
  mark: 'Mark',
  stateBefore: 'Before',
  stateNow: 'Now',
  verdict: 'Verdict',
  expected: 'expected',
  lost: 'no longer listed',
  retired: 'superseded and no longer listed',
  notInModel: 'not allowed by the state model',
  unknownStep: 'unknown',
  symbol: 'Symbol',
  otherNames: 'Other names',
  chooseState: 'Not a state of the list. A mark in brackets can follow a state.',
  notesHere: 'Notes: {0}. See sheet "{1}".',
  howToApply:
    'Change states here or values on sheet "{0}", save the file, and apply it with "vpc apply FILE TABLE.xlsx".',
  nothingRemoved: 'An empty cell takes no state away.',
  marksFollow: 'What must be known with a state follows it in brackets.',
  contradictory: 'Several states, or a mark "{0}": statements contradict each other.',
  cutTexts: 'Texts were cut to {0} characters: {1}. The files have them whole.',
  cutRows: 'Sheet "{0}" has only the first {1} lines of {2}: a sheet cannot have more.',
  cutColumns: 'Products that are left out: {0}. A sheet cannot have more than {1} columns.',
} as const;

/** The day of an xs:dateTime; any other text unchanged. */
export function dayOf(dateTime: string): string {
  return /^-?\d{4,}-\d\d-\d\d/.exec(dateTime)?.[0] ?? dateTime;
}

/** A source in one line: who published it and when, and its file. */
export function sourceName({ name, supplier, published, version }: Source, translate: Translate): string {
  const who = [supplier, version, name].filter(Boolean).join(' · ');
  return published === '' ? who : translate(TEXTS.publishedAs, who, dayOf(published));
}

/** The sources, each in one line, with what they count for. */
export function sourceLines(
  { sources, editions: { statuses } }: Pick<Matrix, 'sources' | 'editions'>,
  translate: Translate,
): string[] {
  return sources.map((source, index) => {
    const { speaks, isOwner } = statuses[index]!;
    const marks = [isOwner ? translate(TEXTS.ownFile) : '', speaks ? '' : translate(TEXTS.replaced)].filter(Boolean);
    return [sourceName(source, translate), ...marks].join(' · ');
  });
}

/** More suppliers than this are counted in the heading. */
const MAX_NAMED = 3;

/** In characters: a heading in one line. The files below the table have the whole names. */
const MAX_NAMES_LENGTH = 80;

/** The suppliers whose editions are shown, each once, in the spelling of the columns. */
function suppliersOf({ editions: { statuses } }: Matrix): string[] {
  const shown = new Map(
    statuses.filter(({ isOwner }) => !isOwner).map(({ supplier }) => [supplier.key, supplier.name]),
  );
  return [...shown.values()].filter((name) => name !== '');
}

/** The heading of an export. */
export function titleOf(matrix: Matrix, translate: Translate): string {
  const suppliers = suppliersOf(matrix);
  if (suppliers.length === 0) return translate(TEXTS.titleWithout);
  const names = suppliers.join(', ');
  const isLong = suppliers.length > MAX_NAMED || (suppliers.length > 1 && names.length > MAX_NAMES_LENGTH);
  if (isLong) return translate(TEXTS.titleOfMany, String(suppliers.length));
  const letters = [...names];
  const isCut = letters.length > MAX_NAMES_LENGTH;
  return translate(TEXTS.title, isCut ? `${letters.slice(0, MAX_NAMES_LENGTH).join('').trimEnd()}…` : names);
}

/**
 * A cell in one line: its states, preceded by the older ones where they have changed, and in brackets what must be known
 * with it: `In Test → Approved [restriction: only on clients]`.
 */
export function stateText(cell: Cell | undefined, sources: Matrix['sources'], translate: Translate): string {
  if (cell === undefined) return '';
  const now = [heldText(cell, sources), ...marksOf(cell, sources, translate).map((mark) => `[${mark}]`)]
    .filter(Boolean)
    .join(' ');
  if (cell.change === null) return now;
  const before = [...new Set(cell.change.before.map(({ word }) => word))].join(AND);
  return `${before || NONE}${TO}${now || NONE}`;
}

/**
 * A cell in one line that can be edited: its states as they are now, and in brackets what must be known with them, which can be that
 * they contradict each other, and what was before.
 */
export function shownText(cell: Cell, sources: Matrix['sources'], translate: Translate): string {
  const held = heldText(cell, sources);
  const before = cell.change === null ? [] : [...new Set(cell.change.before.map(({ word }) => word))];
  const marks = [
    // Statements can also contradict each other about a restart.
    ...(cell.conflict && !held.includes(AND) ? [translate(TEXTS.conflict)] : []),
    ...marksOf(cell, sources, translate),
    ...(cell.change === null ? [] : [translate(TEXTS.before, before.join(AND) || NONE)]),
  ];
  return [held, ...marks.map((mark) => `[${mark}]`)].filter(Boolean).join(' ');
}

/** The states that hold; of several, each with its file where they are from several. */
function heldText(cell: Cell, sources: Matrix['sources']): string {
  const { statements, conflict } = cell;
  if (!conflict) return statements[0]?.statement.word ?? '';
  const isOneFile = new Set(statements.map(({ source }) => source)).size === 1;
  if (isOneFile) return stateWords(cell).join(AND);
  return statements.map(({ statement, source }) => `${statement.word} (${sources[source]!.name})`).join(AND);
}

/** What must be known with the state of a cell. */
export function marksOf(cell: Cell, sources: Matrix['sources'], translate: Translate): string[] {
  const { statements, dropped, isRetired, withdrawal, doubt, conflict, owner } = cell;
  const words = (list: readonly SourcedStatement[]): string =>
    [...new Set(list.map(({ statement }) => statement.word))].join(AND);
  const marks: string[] = [];
  if (dropped.length > 0 && statements.length === 0) {
    marks.push(translate(TEXTS[isRetired ? 'retiredWas' : 'droppedWas'], words(dropped)));
  } else if (dropped.length > 0) {
    const by = [...new Set(dropped.map(({ source }) => sources[source]!.name))].join(', ');
    marks.push(translate(TEXTS.droppedElsewhere, by));
  }
  if (withdrawal !== null) marks.push(translate(TEXTS.withdrawn));
  if (doubt) {
    const [, ...others] = conflict ? [] : statements;
    marks.push(
      ...(others.length === 0
        ? [translate(TEXTS.doubt)]
        : others.map(({ statement, source }) => translate(TEXTS.doubtAlso, sources[source]!.name, statement.word))),
    );
  }
  const restrictions = new Set(statements.flatMap(({ statement }) => statement.restrictions));
  for (const restriction of restrictions) marks.push(translate(TEXTS.restriction, restriction));
  if (owner.length > 0) marks.push(translate(TEXTS.owner, words(owner)));
  return marks;
}

/** A fact about a patch; where suppliers contradict each other, all values, the most cautious first. */
export function factText(row: Row, field: Fact, shown: (value: string) => string = (value) => value): string {
  const contradiction = row.contradictions.find((found) => found.field === field);
  if (contradiction !== undefined) return contradiction.values.map(({ value }) => shown(value)).join(AND);
  switch (field) {
    case 'supersedes':
      return row.supersedes.join(', ');
    case 'restart':
      return row.restart === null ? '' : shown(String(row.restart));
    default:
      return shown(row[field]);
  }
}

/** A field that is shown on demand. */
export function patchFieldText(row: Row, field: PatchField, translate: Translate): string {
  if (field === 'cves') return row.vulnerabilities.join(', ');
  if (field === 'supersedes') return factText(row, 'supersedes');
  return factText(row, 'restart', (value) => translate(TEXTS[value === 'true' ? 'yes' : 'no']));
}

/** The heading of a field that is shown on demand. */
export function patchFieldHead(field: PatchField, translate: Translate): string {
  return translate(TEXTS[field === 'restart' ? 'restartNeeded' : field]);
}

/** Who speaks about a patch: the suppliers with the version, else the date, of their editions. */
export function statedBy(row: Row, { sources }: Matrix): string[] {
  const holding = new Set(
    row.cells.flatMap(({ statements, owner }) => [...statements, ...owner].map(({ source }) => source)),
  );
  return [...holding]
    .sort((a, b) => a - b)
    .map((index) => {
      const { supplier, name, version, published } = sources[index]!;
      const edition = [version, dayOf(published)].filter(Boolean).join(', ');
      return edition === '' ? supplier || name : `${supplier || name} (${edition})`;
    });
}

/** Runs a task while a text is written in pieces: each of its yields is an empty piece. */
export function* inPieces<T>(task: Task<T>): Generator<string, T, undefined> {
  for (;;) {
    const step = task.next();
    if (step.done === true) return step.value;
    yield '';
  }
}
