/** All texts of the page, in English; the panel hands them over in the user's language. */
export const TEXTS = {
  title: 'VPC matrix',
  gridHelp:
    'Arrow keys move, Enter goes to the source, letters jump to a patch. On a column heading Enter sorts, Shift with the left or right arrow changes the width.',
  patch: 'Patch',
  loading: 'Reading the files…',
  empty: 'There are no patches in these files.',
  nothingLeft: 'No patch passes the filters.',
  clearFilters: 'Clear Filters',

  filters: 'Filters',
  filtersActive: 'Filters ({0})',
  states: 'State',
  severities: 'Severity',
  products: 'Product',
  vendors: 'Patch vendor',
  targets: 'Target product',
  released: 'Released',
  from: 'From',
  to: 'To',
  onlyMine: 'Only my products',
  onlyChanged: 'Only changed',
  onlyHoles: 'Only holes',
  noMine: 'No products are set. Name them in the setting "vpc.matrix.myProducts".',
  narrow: 'Narrow the list',
  none: 'not said',

  groupBy: 'Group by',
  'group.vendor': 'Patch vendor',
  'group.severity': 'Severity',
  'group.month': 'Month of release',
  'group.target': 'Target product',
  'group.none': 'No groups',
  sortBy: 'Sort by',
  'sort.newest': 'Newest first',
  'sort.oldest': 'Oldest first',
  'sort.severity': 'Worst first',
  'sort.id': 'Identifier',
  'sort.count': 'Most often: {0}',
  'sort.column': 'State beside {0}',

  find: 'Find',
  findHits: '{0} of {1}',
  findNone: 'No hits',
  findNext: 'Next hit',
  findPrevious: 'Previous hit',

  details: 'Details',
  detailsNone: 'Choose a cell to see all that is said there.',
  goToSource: 'Go to Source',
  export: 'Export',
  print: 'Print',
  picture: 'Picture of the Visible Part (PNG)',
  compare: 'Compare',
  stopComparing: 'Stop Comparing',
  comparedWith: 'Compared with {0}',
  was: '{0}, before: {1}',

  summary: 'Summary',
  patchCount: 'Patches: {0} of {1}',
  productCount: 'Products: {0} of {1}',
  hole: 'Nothing said',
  conflict: 'Contradiction',
  changes: 'Changed: {0}',
  oldestUntested: 'Oldest untested: {0}, {1}',
  lastPublished: 'Last publication: {0}',
  groupRows: '{0} ({1})',

  restart: 'restart needed',
  noRestart: 'no restart',
  restricted: 'with a restriction',
  commented: 'with a comment',
  repeated: 'said more than once',
  underCursor: "under the editor's cursor",
  patchAdded: 'new',
  patchRemoved: 'gone',
  patchChanged: 'changed',
  allVersions: 'all versions',
  width: 'Width: {0}',
} as const;

export type TextKey = keyof typeof TEXTS;
export type Texts = Readonly<Record<TextKey, string>>;

/** Longer texts are shown shortened: what a file says may be of any length, and would take a browser minutes to lay out. */
const LONGEST = 200;

/** A text of a file as it is shown where there is little room. */
export function shortened(text: string, most = LONGEST): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Puts values into the places `{0}`, `{1}` of a text; numbers as the user writes them. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, index: string) => {
    const value = values[Number(index)] ?? place;
    return typeof value === 'number' ? value.toLocaleString() : value;
  });
}
