/**
 * What the page and the panel around it say to each other. Both sides import this file, and both test what they receive:
 * what is no such message is not listened to.
 */
import type {
  MatrixCellAtResult,
  MatrixDelta,
  MatrixDetails,
  MatrixFormat,
  MatrixPlace,
  MatrixSnapshot,
} from '../../server/src/lsp/protocol';
import { isEither, isList, isNull, isNumber, isOneOf, isOptional, isShape, isString, type Check } from './check';
import { isChange, isSnapshot } from './wire';
import { TEXTS, type Texts } from './texts';

/** What a panel shows, so that it can be opened again after a restart. */
export interface Subject {
  /** The documents; empty: all VPC files of the workspace. */
  readonly uris: readonly string[];
  /** The older edition that is compared with: `HEAD`, or the uri of a document; empty: none. */
  readonly compareWith: string;
}

/** To the page. */
export type ToPage =
  /** The answer to `ready`. */
  | { readonly type: 'start'; readonly texts: Texts; readonly subject: Subject }
  /** All of the matrix. @param compared what the older edition is called; empty: none */
  | {
      readonly type: 'snapshot';
      readonly snapshot: MatrixSnapshot;
      readonly compared: string;
      readonly subject: Subject;
    }
  /** A change. The page answers `drawn`. */
  | { readonly type: 'delta'; readonly delta: MatrixDelta }
  /** The cell that the editor's cursor is in; `null` where it is in none. */
  | { readonly type: 'cursor'; readonly at: MatrixCellAtResult }
  | { readonly type: 'details'; readonly question: number; readonly details: MatrixDetails | null }
  /** A sentence that is shown instead of the matrix, or above it; empty: none. */
  | { readonly type: 'notice'; readonly text: string };

/** What rows and columns are shown, by keys in their order. */
export interface Selection {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/** To the panel. */
export type ToPanel =
  /** The page is there and listens. */
  | { readonly type: 'ready' }
  /** A change was drawn: another may come. */
  | { readonly type: 'drawn' }
  /** A change was missed: all of the matrix is needed. */
  | { readonly type: 'again' }
  | { readonly type: 'details'; readonly question: number; readonly row: string; readonly column: string }
  /** Show the source of a cell, a row (no column) or a column (no row). */
  | { readonly type: 'open'; readonly row: string; readonly column: string }
  /** Show the source of a part of the details that were answered last. */
  | { readonly type: 'openPart'; readonly question: number; readonly part: number }
  | { readonly type: 'export'; readonly format: MatrixFormat; readonly selection: Selection }
  | { readonly type: 'print'; readonly selection: Selection }
  /** PNG in base64. */
  | { readonly type: 'picture'; readonly data: string }
  | { readonly type: 'compare' }
  | { readonly type: 'stopComparing' }
  | { readonly type: 'settings' };

export const FORMATS: readonly MatrixFormat[] = ['html', 'csv', 'markdown', 'json'];

const isSubject: Check<Subject> = isShape<Subject>({ uris: isList(isString), compareWith: isString });
const isSelection = isShape<Selection>({ rows: isList(isString), columns: isList(isString) });
const isTexts = isShape<Texts>(
  Object.fromEntries(Object.keys(TEXTS).map((key) => [key, isString])) as { [Key in keyof Texts]: Check<string> },
);
const isPosition = isShape<{ line: number; character: number }>({ line: isNumber, character: isNumber });
const isRange = isShape<{ start: { line: number; character: number }; end: { line: number; character: number } }>({
  start: isPosition,
  end: isPosition,
});
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
      place: isOptional(isShape<MatrixPlace>({ uri: isString, range: isRange, selection: isRange })),
    }),
  ),
});

const toPage: Readonly<Record<ToPage['type'], Check<object>>> = {
  start: isShape({ texts: isTexts, subject: isSubject }),
  snapshot: isShape({ snapshot: isSnapshot, compared: isString, subject: isSubject }),
  delta: isShape({ delta: isChange }),
  cursor: isShape({ at: isEither(isNull, isShape({ row: isString, columns: isList(isString) })) }),
  details: isShape({ question: isNumber, details: isEither(isNull, isDetails) }),
  notice: isShape({ text: isString }),
};

const toPanel: Readonly<Record<ToPanel['type'], Check<object>>> = {
  ready: isShape({}),
  drawn: isShape({}),
  again: isShape({}),
  details: isShape({ question: isNumber, row: isString, column: isString }),
  open: isShape({ row: isString, column: isString }),
  openPart: isShape({ question: isNumber, part: isNumber }),
  export: isShape({ format: isOneOf(...FORMATS), selection: isSelection }),
  print: isShape({ selection: isSelection }),
  picture: isShape({ data: isString }),
  compare: isShape({}),
  stopComparing: isShape({}),
  settings: isShape({}),
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

/** What the page keeps over hiding and restarts has this in it, whatever else: for the panel. */
export const isKept: Check<{ readonly subject: Subject }> = isShape<{ readonly subject: Subject }>({
  subject: isSubject,
});
