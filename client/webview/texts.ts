import { PLAN_TEXTS } from './plan/texts';

/** All texts of the page, in English. The panel sends them in the user's language. */
export const TEXTS = {
  ...PLAN_TEXTS,
  title: 'VPC matrix',
  gridHelp:
    'Arrow keys move, with Shift they select. Control+Space selects the column, Shift+Space the line. In a cell of a product, letters begin the name of a state, Enter or F2 lists all states, Delete sets the first state, Shift+Delete removes the statement, Control+D and Control+R fill down and right. Shift+F10 opens the context menu. Control+Enter or F12 goes to the source, Alt+Enter edits the details. Alt+N goes to the next cell without a statement, Alt+C to the next contradiction, Alt+U to the next untested one, Control with an arrow to the next change of state. Beside a patch, letters jump to a patch. On a column heading, Enter sorts, Shift with the left or right arrow changes the width, Alt with it moves the column.',
  patch: 'Patch',
  loading: 'Reading the files…',
  empty: 'No patches in these files.',
  nothingLeft: 'No patches match the filters.',
  clearFilters: 'Clear Filters',

  filters: 'Filters',
  filtersActive: 'Filters ({0})',
  states: 'State',
  severities: 'Severity',
  suppliers: 'Supplier',
  products: 'Product',
  vendors: 'Patch vendor',
  targets: 'Target product',
  released: 'Released',
  from: 'From',
  to: 'To',
  onlyMine: 'Only my products',
  onlyChanged: 'Only changed',
  show: 'Show',
  onlyHoles: 'Only holes',
  onlyWithdrawn: 'Only withdrawn',
  onlyDropped: 'Only no longer listed',
  onlyDoubts: 'Only in doubt',
  onlyContradictions: 'Only contradictions',
  noMine: 'No products configured. List them in the setting "vpc.matrix.myProducts".',
  noneMine: 'No supplier lists your products. Correct them in the setting "vpc.matrix.myProducts".',
  narrow: 'Narrow the list',
  none: 'not stated',

  groupBy: 'Group by',
  'group.vendor': 'Patch vendor',
  'group.severity': 'Severity',
  'group.month': 'Release month',
  'group.target': 'Target product',
  'group.none': 'No groups',
  sortBy: 'Sort by',
  'sort.newest': 'Newest first',
  'sort.oldest': 'Oldest first',
  'sort.severity': 'Highest severity first',
  'sort.id': 'Identifier',
  'sort.count': 'Most often: {0}',
  'sort.column': 'State for {0}',

  moreColumns: 'More Columns',
  compact: 'Compact',
  compactHelp: 'Symbols only, in narrow columns. Without a choice: where the columns have no room otherwise.',

  find: 'Find',
  findHits: '{0} of {1}',
  findNone: 'No matches',
  findNext: 'Next match',
  findPrevious: 'Previous match',

  details: 'Details',
  detailsNone: 'Select a cell to see its statements.',
  goToSource: 'Go to Source',
  export: 'Export',
  print: 'Print',
  applyTable: 'Apply a Table…',
  applyTableHelp:
    'Write the states of an Excel or CSV file into a file of the matrix. A file can also be dropped here.',
  picture: 'Image of the Visible Part (PNG)',
  compare: 'Compare',
  stopComparing: 'Stop Comparing',
  comparedWith: 'Compared with {0}',
  was: '{0}, before: {1}',

  summary: 'Summary',
  patchCount: 'Patches: {0} of {1}',
  productCount: 'Products: {0} of {1}',
  hole: 'No statement',
  conflict: 'Contradiction',
  changes: 'Changed: {0}',
  oldestUntested: 'Oldest untested: {0}, {1}',
  lastPublished: 'Last publication: {0}',
  groupRows: '{0} ({1})',
  selectedCells: '{0} cells: {1}',
  selectedKind: '{0} {1}',

  entryState: 'State of the cell',
  entryStates: 'State of {0} cells',
  entryDate: 'Date',
  entryToday: 'Today',
  entryReleased: 'Release Date',
  entryReason: 'Reason',
  entryNone: 'No state begins so.',
  entryHint: 'Enter: write · Esc: leave',
  setCell: 'Set the cell to {0}',
  setCells: 'Set {0} cells to {1}',
  fillCells: 'Fill cells: {0}',
  removePatches: 'Remove patches: {0}',
  removeProducts: 'Remove products: {0}',
  removeStatements: 'Remove statements: {0}',
  nothingToWrite: 'Nothing to write.',
  tooManyCells: '{0} cells are too many for one step. Select at most {1}.',
  copiedCells: 'Copied cells: {0}',
  pasteCells: 'Paste cells: {0}',
  pasteNowhere: 'Nothing was pasted. Choose the cell of a patch and a product first.',
  pasteMisfits: 'Nothing is written yet, because some of it does not fit: {0}',
  pasteOthers: 'Write the Others ({0})',
  pastedOutside: 'Beyond the last patch or product: {0}',
  hiddenLeftOut: 'Hidden patches are left out.',
  isNoState: '"{0}" is not a state.',
  isNoDate: '"{0}" does not end with a day such as 2026-02-28.',
  notWritten: 'Not written: {0}',
  doubtful: 'Written, but not as the state model has it: {0}',
  editing: 'Edit the selected cells',
  editOne: 'Edit {0}, {1}',
  editSeveral: 'Edit {0} cells',
  comment: 'Comment',
  restriction: 'Restriction',
  several: 'different ones',
  write: 'Write',
  writeDetails: 'Write details: {0}',
  resultsLabel: 'Result of the last action',
  close: 'Close',
  cancel: 'Cancel',

  notes: 'Notes',
  notesCount: 'Read this first ({0})',
  notesMore: 'Show {0} more',
  notesLess: 'Show fewer',
  missing: 'Missing',
  openFile: 'Open File',

  withdrawn: 'Withdrawn',
  dropped: 'No longer listed',
  retired: 'Superseded',
  doubt: 'In doubt',
  contradictory: 'Contradictory patches',
  wasState: 'was {0}',
  says: '{0} ({1})',
  fact: '{0}: {1}',
  isWithdrawn: 'withdrawn',
  isInDoubt: 'in doubt',
  isDropped: 'no longer listed',
  droppedWas: 'no longer listed, was {0}',
  retiredWas: 'superseded and no longer listed, was {0}',
  droppedElsewhere: 'no longer listed in another file, was {0}',
  ownerState: 'own state: {0}',
  supersededBy: 'superseded by {0}',
  'fact.severity': 'Severity',
  'fact.released': 'Released',
  'fact.restart': 'Restart',
  'fact.supersedes': 'Supersedes',
  'field.cves': 'CVEs',
  'field.restart': 'Restart',
  more: '{0} more',
  yes: 'yes',
  no: 'no',

  restart: 'restart required',
  noRestart: 'no restart',
  restricted: 'with a restriction',
  commented: 'with a comment',
  repeated: 'stated more than once',
  underCursor: "at the editor's cursor",
  patchAdded: 'new',
  patchRemoved: 'removed',
  patchChanged: 'changed',
  allVersions: 'all versions',
  columnMenu: 'Columns',
  pinColumns: 'Pin',
  unpinColumns: 'Unpin',
  hideColumns: 'Hide',
  moveLeft: 'Move Left',
  moveRight: 'Move Right',
  suppliersOrder: "Suppliers' Order",
  showHidden: 'Show Hidden Products ({0})',
  worst: 'Worst: {0} · {1}',
  legend: 'Legend',
  'legend.mine': 'one of my products',
  'legend.bar': 'bars: the shares of the states of a row or column; before the name, the worst one',
  'none.hole': 'No cell without a statement.',
  'none.contradiction': 'No contradiction.',
  'none.untested': 'Nothing is untested.',
  width: 'Width: {0}',
  age: '{0} d',
  ageInDays: '{0} days old',
} as const;

export type TextKey = keyof typeof TEXTS;
export type Texts = Readonly<Record<TextKey, string>>;

/** In UTF-16 units. Texts of files can have any length, and a browser would take minutes to lay out a very long one. */
const MAX_LENGTH = 200;

/** A text of a file, as it is shown: isolated from the direction of its surroundings, cut to a length with an ellipsis. */
export function shortened(text: string, maxLength = MAX_LENGTH): string {
  return isolated(text.length > maxLength ? `${text.slice(0, maxLength)}…` : text);
}

/** They would turn the letters around a text, or in it, for example `exe.gnp` to `png.exe`. */
const DIRECTION_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** Hebrew, Arabic and the scripts between them, with their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A text that has no influence on the direction of the texts beside it (Unicode Bidirectional Algorithm, FSI and PDI). */
function isolated(text: string): string {
  const plain = text.replace(DIRECTION_CONTROLS, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** Replaces the placeholders `{0}`, `{1}` of a text by values; numbers in the user's locale. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => {
    const value = values[Number(index)] ?? place;
    return typeof value === 'number' ? value.toLocaleString() : value;
  });
}
