/**
 * The messages between the page and the panel around it. Both sides import this file and check what they receive: anything
 * that is not a valid message is ignored.
 */
import type {
  MatrixCellAtResult,
  MatrixColumn,
  MatrixDelta,
  MatrixDetails,
  MatrixFormat,
  MatrixSnapshot,
  PlanDetails,
  PlanSnapshot,
} from '../../server/src/lsp/protocol/index';
import {
  isBoolean,
  isEither,
  isList,
  isNull,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isString,
  type Check,
} from './typeChecks';
import { isDelta, isPlace, isSnapshot } from './matrixChecks';
import { isPlanDetails, isPlanSnapshot } from './plan/checks';
import { TEXTS, type Texts } from './texts';
import { FIELDS, type Field } from './view/criteria';
import type { CellChange } from './writing/changes';
import { STATE_DATES, type StateDate } from './writing/stateDates';

/** What a panel shows; enough to restore it after a restart. */
export interface Subject {
  /** The documents; empty: all VPC files of the workspace. */
  readonly uris: readonly string[];
  /** The folder of the documents, if all of its VPC files are shown; then there are no uris. */
  readonly folder?: string;
  /** The older edition to compare with: `HEAD`, or the uri of a document; empty: none. */
  readonly compareWith: string;
}

/** A message to the page. */
export type ToPage =
  /** The answer to `ready`. `isEditor`: whether VS Code undoes, redoes and saves; otherwise the page sends the keys. */
  | {
      readonly type: 'start';
      readonly view: 'matrix' | 'plan';
      readonly texts: Texts;
      readonly subject: Subject;
      readonly isEditor: boolean;
    }
  /** A whole plan. The page answers `drawn`. */
  | { readonly type: 'plan'; readonly snapshot: PlanSnapshot; readonly subject: Subject }
  /** What a decision rests on; `null`: the plan has changed. */
  | { readonly type: 'planDetails'; readonly question: number; readonly details: PlanDetails | null }
  /** A whole matrix, or its first part. `compared` is the display name of the older edition; empty: none. */
  | {
      readonly type: 'snapshot';
      readonly snapshot: MatrixSnapshot;
      readonly compared: string;
      readonly subject: Subject;
    }
  /** A change. The page answers `drawn`. */
  | { readonly type: 'delta'; readonly delta: MatrixDelta }
  /** The cell at the cursor of the editor; `null`: none. `show`: makes it the active cell. */
  | { readonly type: 'cursor'; readonly at: MatrixCellAtResult; readonly show: boolean }
  | { readonly type: 'details'; readonly question: number; readonly details: MatrixDetails | null }
  /** Why the matrix cannot be written, localised; empty: it can. */
  | { readonly type: 'writable'; readonly reason: string }
  /** The setting for the date of states that are set. */
  | { readonly type: 'stateDate'; readonly stateDate: StateDate }
  /** The answer to `write`. `isChanged`: whether a file has changed, so that a delta follows or has come already. */
  | {
      readonly type: 'written';
      readonly write: number;
      readonly isChanged: boolean;
      readonly notDone: readonly NotDone[];
      /** What was written although it is doubtful. */
      readonly warnings?: readonly NotDone[];
    }
  /** What is outdated by what is written, and the button that lets it follow; localised. Empty: nothing. */
  | { readonly type: 'behind'; readonly text: string; readonly button: string }
  /** A command or an item of the context menu was chosen. */
  | { readonly type: 'act'; readonly action: PageAction }
  /** What the panel did, or why it did not: a heading, and lines to be read. Localised. */
  | { readonly type: 'told'; readonly text: string; readonly lines: readonly string[] }
  /** A sentence to show above the matrix; empty: none. */
  | { readonly type: 'notice'; readonly text: string };

/** What is shown: rows and columns by keys in their order, and the fields of patches that have columns. */
export interface Selection {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly fields: readonly Field[];
}

/** A change that was not done, or is doubtful. */
export interface NotDone {
  /** Keys of the cell; empty: unknown. */
  readonly row: string;
  readonly column: string;
  /** Localised. */
  readonly reason: string;
}

/** What commands of VS Code ask the page to do, for the selected cells. */
export const PAGE_ACTIONS = [
  'setState',
  'fillDown',
  'fillRight',
  'clear',
  'removeStatements',
  'details',
  'openSource',
  'notApplicable',
  'addProduct',
  'addPatch',
  'removePatches',
  'removeProducts',
] as const;
export type PageAction = (typeof PAGE_ACTIONS)[number];

/** What VS Code does in an editor, and the panel elsewhere. */
export type HistoryAction = 'undo' | 'redo' | 'save';

/** A patch with the key of its row. */
export interface NamedRow {
  readonly row: string;
  readonly patch: { readonly id: string; readonly vendor?: string };
}

/** A message to the panel. */
export type ToPanel =
  /** The page is loaded and receives messages. */
  | { readonly type: 'ready' }
  /** A change was drawn: the next one can be sent. */
  | { readonly type: 'drawn' }
  /** A change was missed: the whole matrix is needed. */
  | { readonly type: 'again' }
  | { readonly type: 'details'; readonly question: number; readonly row: string; readonly column: string }
  /** Open the source of a cell, a row (empty column) or a column (empty row). */
  | { readonly type: 'open'; readonly row: string; readonly column: string }
  /** Open the source of a part of the details. `question`: the one whose answer is shown. */
  | { readonly type: 'openPart'; readonly question: number; readonly part: number }
  /**
   * All changes of one action. `write`: a number for the answer; `label`: what the action does, localised; `asksDate`: the panel asks
   * for the date of states without one.
   */
  | {
      readonly type: 'write';
      readonly write: number;
      readonly label: string;
      readonly changes: readonly CellChange[];
      readonly asksDate?: boolean;
    }
  /** Ask for a product, and add it to all patches of a file or to some of these. `all`: how many patches there are. */
  | {
      readonly type: 'addProduct';
      readonly all: number;
      readonly shown: readonly NamedRow[];
      readonly selected: readonly NamedRow[];
    }
  /** Ask for a patch, and add it. The vendors and the products of the matrix are offered. */
  | {
      readonly type: 'addPatch';
      readonly vendors: readonly string[];
      readonly columns: readonly Pick<MatrixColumn, 'supplier' | 'product' | 'version' | 'platform'>[];
    }
  /** Let follow what is outdated. */
  | { readonly type: 'follow' }
  /** Keys of a page that is not an editor. */
  | { readonly type: HistoryAction }
  /** Open the file that a note is about. */
  | { readonly type: 'openFile'; readonly uri: string }
  | { readonly type: 'export'; readonly format: MatrixFormat; readonly selection: Selection }
  | { readonly type: 'print'; readonly selection: Selection }
  /** Apply a table to a file of the matrix: the one that was dropped, in base64, or one that the panel asks for. */
  | { readonly type: 'applyTable'; readonly dropped?: { readonly name: string; readonly data: string } }
  /** PNG in base64. */
  | { readonly type: 'picture'; readonly data: string }
  | { readonly type: 'compare' }
  | { readonly type: 'stopComparing' }
  | { readonly type: 'settings' }
  /** Show the other view of the same files. */
  | { readonly type: 'showPlan' }
  | { readonly type: 'showMatrix' }
  /** What a decision of the plan rests on: `decision` is its place in the snapshot. */
  | { readonly type: 'planDetails'; readonly question: number; readonly revision: number; readonly decision: number }
  /** Open the place of a line of the details of a decision. */
  | { readonly type: 'openPlanPlace'; readonly question: number; readonly line: number }
  /** `format`: one of the snapshot's. */
  | { readonly type: 'planExport'; readonly format: string }
  /** Copy a text; `label`: what was done, localised. */
  | { readonly type: 'copy'; readonly text: string; readonly label: string }
  | { readonly type: 'since' }
  | { readonly type: 'stopSince' }
  | { readonly type: 'chooseLists' }
  | { readonly type: 'track' };

export const FORMATS: readonly MatrixFormat[] = ['xlsx', 'html', 'csv', 'markdown', 'json'];

const isSubject: Check<Subject> = isShape<Subject>({
  uris: isList(isString),
  folder: isOptional(isString),
  compareWith: isString,
});
const isSelection = isShape<Selection>({
  rows: isList(isString),
  columns: isList(isString),
  fields: isList(isOneOf(...FIELDS)),
});
const isTexts = isShape<Texts>(
  Object.fromEntries(Object.keys(TEXTS).map((key) => [key, isString])) as { [Key in keyof Texts]: Check<string> },
);
const isDetails = isShape<MatrixDetails>({
  parts: isList(
    isShape<MatrixDetails['parts'][number]>({
      title: isString,
      note: isOptional(isString),
      fields: isList(
        isShape<MatrixDetails['parts'][number]['fields'][number]>({
          label: isString,
          value: isString,
          link: isOptional(isString),
          documentation: isOptional(isString),
        }),
      ),
      place: isOptional(isPlace),
    }),
  ),
});

const isCellChange = isShape<CellChange>({
  row: isString,
  column: isString,
  isStated: isBoolean,
  change: isShape<CellChange['change']>({
    patch: isOptional(
      isShape<NonNullable<CellChange['change']['patch']>>({
        vendor: isOptional(isString),
        id: isString,
        title: isOptional(isString),
        released: isOptional(isString),
      }),
    ),
    product: isOptional(
      isShape<NonNullable<CellChange['change']['product']>>({
        supplier: isOptional(isString),
        id: isString,
        version: isOptional(isString),
        platform: isOptional(isString),
      }),
    ),
    state: isOptional(isString),
    date: isOptional(isEither(isNull, isString)),
    comment: isOptional(isEither(isNull, isString)),
    restriction: isOptional(isEither(isNull, isString)),
    reboot: isOptional(isEither(isNull, isBoolean)),
    add: isOptional(isBoolean),
    remove: isOptional(isBoolean),
  }),
});

const isNamedRow = isShape<NamedRow>({
  row: isString,
  patch: isShape<NamedRow['patch']>({ id: isString, vendor: isOptional(isString) }),
});

const isNotDone = isShape<NotDone>({ row: isString, column: isString, reason: isString });

const toPage: Readonly<Record<ToPage['type'], Check<object>>> = {
  start: isShape({ view: isOneOf('matrix', 'plan'), texts: isTexts, subject: isSubject, isEditor: isBoolean }),
  plan: isShape({ snapshot: isPlanSnapshot, subject: isSubject }),
  planDetails: isShape({ question: isNumber, details: isEither(isNull, isPlanDetails) }),
  snapshot: isShape({ snapshot: isSnapshot, compared: isString, subject: isSubject }),
  delta: isShape({ delta: isDelta }),
  cursor: isShape({
    show: isBoolean,
    at: isEither(isNull, isShape({ row: isString, columns: isList(isString) })),
  }),
  details: isShape({ question: isNumber, details: isEither(isNull, isDetails) }),
  writable: isShape({ reason: isString }),
  stateDate: isShape({ stateDate: isOneOf(...STATE_DATES) }),
  written: isShape({
    write: isNumber,
    isChanged: isBoolean,
    notDone: isList(isNotDone),
    warnings: isOptional(isList(isNotDone)),
  }),
  behind: isShape({ text: isString, button: isString }),
  act: isShape({ action: isOneOf(...PAGE_ACTIONS) }),
  told: isShape({ text: isString, lines: isList(isString) }),
  notice: isShape({ text: isString }),
};

const toPanel: Readonly<Record<ToPanel['type'], Check<object>>> = {
  ready: isShape({}),
  drawn: isShape({}),
  again: isShape({}),
  details: isShape({ question: isNumber, row: isString, column: isString }),
  open: isShape({ row: isString, column: isString }),
  openPart: isShape({ question: isNumber, part: isNumber }),
  openFile: isShape({ uri: isString }),
  write: isShape({ write: isNumber, label: isString, changes: isList(isCellChange), asksDate: isOptional(isBoolean) }),
  addProduct: isShape({ all: isNumber, shown: isList(isNamedRow), selected: isList(isNamedRow) }),
  addPatch: isShape({
    vendors: isList(isString),
    columns: isList(
      isShape<Pick<MatrixColumn, 'supplier' | 'product' | 'version' | 'platform'>>({
        supplier: isString,
        product: isString,
        version: isString,
        platform: isString,
      }),
    ),
  }),
  follow: isShape({}),
  undo: isShape({}),
  redo: isShape({}),
  save: isShape({}),
  export: isShape({ format: isOneOf(...FORMATS), selection: isSelection }),
  print: isShape({ selection: isSelection }),
  applyTable: isShape({
    dropped: isOptional(isShape<{ name: string; data: string }>({ name: isString, data: isString })),
  }),
  picture: isShape({ data: isString }),
  compare: isShape({}),
  stopComparing: isShape({}),
  settings: isShape({}),
  showPlan: isShape({}),
  showMatrix: isShape({}),
  planDetails: isShape({ question: isNumber, revision: isNumber, decision: isNumber }),
  openPlanPlace: isShape({ question: isNumber, line: isNumber }),
  planExport: isShape({ format: isString }),
  copy: isShape({ text: isString, label: isString }),
  since: isShape({}),
  stopSince: isShape({}),
  chooseLists: isShape({}),
  track: isShape({}),
};

/** Whether a value is a message to the page. */
export function isToPage(value: unknown): value is ToPage {
  return isMessage(value, toPage);
}

/** Whether a value is a message to the panel. */
export function isToPanel(value: unknown): value is ToPanel {
  return isMessage(value, toPanel);
}

function isMessage(value: unknown, checks: Readonly<Record<string, Check<object>>>): boolean {
  if (!isShape<{ type: string }>({ type: isString })(value)) return false;
  return Object.hasOwn(checks, value.type) && checks[value.type]!(value);
}

/** Whether the persisted state of a page has a subject. The panel needs no other part of it. */
export const hasSubject: Check<{ readonly subject: Subject }> = isShape<{ readonly subject: Subject }>({
  subject: isSubject,
});
