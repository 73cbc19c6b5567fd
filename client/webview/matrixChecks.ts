/** Type guards for a matrix from the server, which the panel passes on unchecked. */
import type {
  MatrixChange,
  MatrixColumn,
  MatrixContent,
  MatrixContradiction,
  MatrixDelta,
  MatrixFieldChange,
  MatrixNote,
  MatrixPlace,
  MatrixRow,
  MatrixSnapshot,
  MatrixSource,
  MatrixState,
  MatrixStatement,
  MatrixSummary,
} from '../../server/src/lsp/protocol';
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

const isEdition = isOptional(isOneOf('added', 'removed'));
const isStateId = isEither(isNull, isString);

const isSource = isShape<MatrixSource>({
  uri: isString,
  name: isString,
  supplier: isString,
  published: isString,
  version: isString,
  documentId: isString,
  isOwner: isBoolean,
  replaced: isOptional(isBoolean),
  problem: isOptional(isString),
});

const isPosition = isShape<{ line: number; character: number }>({ line: isNumber, character: isNumber });
const isRange = isShape<{ start: { line: number; character: number }; end: { line: number; character: number } }>({
  start: isPosition,
  end: isPosition,
});

/** Whether a value is a place in a file. */
export const isPlace = isShape<MatrixPlace>({ uri: isString, range: isRange, selection: isRange });

export const isNote = isShape<MatrixNote>({
  kind: isString,
  text: isString,
  uri: isOptional(isString),
  severe: isBoolean,
});

/** A higher number would be an error and would exhaust the memory of the page. */
const MAX_SLOTS = 1_000_000;

const isColumn = isShape<MatrixColumn>({
  key: isString,
  slot: (value): value is number => isNumber(value) && Number.isInteger(value) && value >= 0 && value < MAX_SLOTS,
  supplier: isString,
  product: isString,
  version: isString,
  platform: isString,
  mine: isBoolean,
  edition: isEdition,
});

const isRow = isShape<MatrixRow>({
  key: isString,
  vendor: isString,
  id: isString,
  title: isString,
  type: isString,
  severity: isString,
  released: isString,
  targets: isList(isString),
  vulnerabilities: isList(isString),
  restart: isEither(isNull, isBoolean),
  replacedBy: isOptional(isList(isString)),
  supersededBy: isOptional(isList(isString)),
  dropped: isOptional(isBoolean),
  contradictions: isOptional(
    isList(
      isShape<MatrixContradiction>({
        field: isOneOf('severity', 'released', 'restart', 'supersedes'),
        values: isList(isShape<MatrixContradiction['values'][number]>({ value: isString, sources: isList(isNumber) })),
      }),
    ),
  ),
  cells: isString,
  edition: isEdition,
  changes: isOptional(
    isList(
      isShape<MatrixFieldChange>({
        field: isOneOf('title', 'type', 'severity', 'released'),
        before: isString,
        after: isString,
      }),
    ),
  ),
});

const isStatement = isShape<MatrixStatement>({
  state: isStateId,
  word: isString,
  date: isString,
  restart: isEither(isNull, isBoolean),
  restrictions: isList(isString),
  comments: isList(isString),
  source: isOptional(isNumber),
});

const isContentChange = isShape<MatrixChange>({
  before: isList(isShape<MatrixChange['before'][number]>({ state: isStateId, word: isString })),
  verdict: isOneOf('expected', 'not in the model', 'withdrawn', 'lost', 'retired', 'unknown'),
});

const isContent = isShape<MatrixContent>({
  statements: isList(isStatement),
  conflict: isBoolean,
  doubt: isOptional(isBoolean),
  withdrawn: isOptional(isBoolean),
  dropped: isOptional(isList(isStatement)),
  retired: isOptional(isBoolean),
  owner: isOptional(isList(isStatement)),
  change: isOptional(isContentChange),
});

const isState = isShape<MatrixState>({
  id: isString,
  value: isString,
  symbol: isString,
  party: isOneOf('supplier', 'asset-owner'),
  next: isOptional(isList(isString)),
  synonyms: isOptional(isList(isString)),
  refuses: isOptional(isBoolean),
});

// The page does not use the summary: it counts what is shown.
const isSummary = isShape<object>({}) as Check<MatrixSummary>;

export const isSnapshot = isShape<MatrixSnapshot>({
  revision: isNumber,
  sources: isList(isSource),
  compared: isList(isSource),
  columns: isList(isColumn),
  rows: isList(isRow),
  contents: isList(isContent),
  states: isList(isState),
  severities: isList(isString),
  summary: isSummary,
  notes: isList(isNote),
  rest: isOptional(isNumber),
});

export const isDelta = isShape<MatrixDelta>({
  revision: isNumber,
  sources: isOptional(isList(isSource)),
  columns: isOptional(isList(isColumn)),
  contents: isList(isContent),
  rows: isList(isRow),
  removed: isList(isString),
  summary: isSummary,
  notes: isOptional(isList(isNote)),
  rest: isOptional(isNumber),
});
