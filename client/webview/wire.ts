/** Tests for what the server says of a matrix. It comes through the panel as it is; the page trusts nothing but its own eyes. */
import type {
  MatrixChange,
  MatrixColumn,
  MatrixContent,
  MatrixDelta,
  MatrixFieldChange,
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
} from './check';

const isEdition = isOptional(isOneOf('added', 'removed'));
const isStateId = isEither(isNull, isString);

const isSource = isShape<MatrixSource>({
  uri: isString,
  name: isString,
  supplier: isString,
  published: isString,
  version: isString,
  problem: isOptional(isString),
});

/** More would be a mistake, and would take the page's memory. */
const MOST_SLOTS = 1_000_000;

const isColumn = isShape<MatrixColumn>({
  key: isString,
  slot: (value): value is number => isNumber(value) && Number.isInteger(value) && value >= 0 && value < MOST_SLOTS,
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
  verdict: isOneOf('expected', 'not in the model', 'withdrawn', 'lost', 'unknown'),
});

const isContent = isShape<MatrixContent>({
  statements: isList(isStatement),
  conflict: isBoolean,
  change: isOptional(isContentChange),
});

const isState = isShape<MatrixState>({
  id: isString,
  value: isString,
  symbol: isString,
  party: isOneOf('supplier', 'asset-owner'),
});

// The page counts by itself what is shown.
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
  rest: isOptional(isNumber),
});

export const isChange = isShape<MatrixDelta>({
  revision: isNumber,
  sources: isOptional(isList(isSource)),
  columns: isOptional(isList(isColumn)),
  contents: isList(isContent),
  rows: isList(isRow),
  removed: isList(isString),
  summary: isSummary,
  rest: isOptional(isNumber),
});
