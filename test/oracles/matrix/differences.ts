import { cellKey, type ShownCell, type ShownComparison, type ShownMatrix } from './adapter';
import type { ExpectedCell, ExpectedChange, ExpectedComparison, ExpectedMatrix } from './expected';

/** As many as one can read; the rest of a fault is more of the same. */
const MAX_PRINTED = 20;

/**
 * Where the command line and the oracle differ in cells, columns, patches and contradictions between suppliers; one line
 * each, empty if they agree.
 */
export function differences(shown: ShownMatrix, expected: ExpectedMatrix): string[] {
  const found: string[] = [];
  const cells = new Map(expected.cells.map((cell) => [keyOf(cell), cell]));
  for (const [key, cell] of cells) {
    const actual = shown.cells.get(key);
    const difference = actual ? cellDifference(actual, cell) : 'no cell';
    if (difference !== null) found.push(`${key}: ${difference}`);
  }
  for (const key of shown.cells.keys()) if (!cells.has(key)) found.push(`${key}: a cell that must not be`);
  found.push(
    ...setDifferences(
      'column',
      shown.columns,
      expected.columns.map((column) => JSON.stringify(column)),
    ),
  );
  const patches = new Map(expected.patches.map(({ key, contradictions }) => [JSON.stringify(key), contradictions]));
  found.push(...setDifferences('patch', [...shown.patches.keys()], [...patches.keys()]));
  for (const [key, contradictions] of patches) {
    const actual = shown.patches.get(key)?.join(', ');
    const fields = Object.keys(contradictions).sort().join(', ');
    if (actual !== undefined && actual !== fields)
      found.push(`${key}: contradictions "${actual}", must be "${fields}"`);
  }
  return found;
}

/** Where the sources differ: which files were read and which editions speak. */
export function sourceDifferences({ sources }: ShownMatrix, expected: ExpectedMatrix): string[] {
  const actual = new Map(sources.map(({ name, status }) => [name, status]));
  return expected.sources.flatMap(({ name, status }) => {
    // A file that is not a VPC file is a note; it can be left out of the sources.
    const found = actual.get(name.normalize('NFC')) ?? 'unread';
    return found === status ? [] : [`${name}: ${found}, must be ${status}`];
  });
}

/** Where the summary differs from the oracle, or from the cells of the same answer. */
export function summaryDifferences({ summary, cells }: ShownMatrix, expected: ExpectedMatrix): string[] {
  // Of equally bad states, either may be shown: the cells say which.
  const states = new Map<string, number>();
  for (const { status, state } of cells.values()) {
    if (status === 'stated' && summary.states.has(state)) states.set(state, (states.get(state) ?? 0) + 1);
  }
  const pairs: [string, number | undefined, number][] = [
    ['patches', summary.patches, expected.summary.patches],
    ['columns', summary.columns, expected.summary.columns],
    ['holes', summary.holes, expected.summary.holes],
    ['conflicts', summary.conflicts, expected.summary.contradictions],
    ['withdrawals', summary.withdrawals, expected.summary.withdrawals],
    ...[...states].map(([state, count]): [string, number | undefined, number] => [
      state,
      summary.states.get(state),
      count,
    ]),
  ];
  return pairs.flatMap(([name, actual, must]) =>
    actual === must ? [] : [`${name}: ${actual ?? 'none'}, must be ${must}`],
  );
}

/** Where the cells of a CSV hide what the oracle says: a mark that is missing, a state that is not there. */
export function csvDifferences(cells: ReadonlyMap<string, string>, expected: ExpectedMatrix): string[] {
  const found: string[] = [];
  const marked = new Map(expected.cells.map((cell) => [keyOf(cell), cell]));
  for (const [key, text] of cells) {
    const cell = marked.get(key);
    if (!cell) {
      if (text !== '') found.push(`${key}: "${text}" in a hole`);
      continue;
    }
    const hasMark = !cell.shown.includes(text);
    const must = cell.status !== 'stated' || cell.withdrawn || cell.contradiction || cell.doubt || cell.restricted;
    if (cell.status === 'stated' && !cell.shown.some((state) => text.includes(state))) {
      found.push(`${key}: "${text}" does not say ${cell.shown.join(' or ')}`);
    } else if (must && !hasMark) found.push(`${key}: "${text}" without a mark`);
  }
  return found;
}

/** Where `vpc compare` and the oracle differ. Cells that are new need not be listed. */
export function changeDifferences(shown: ShownComparison, expected: ExpectedComparison): string[] {
  const changes = new Map(expected.changes.filter(({ kind }) => kind !== 'added').map((c) => [keyOf(c), c]));
  const found: string[] = [];
  for (const [key, { kind, before, after }] of changes) {
    const actual = shown.changes.get(key);
    if (!actual) found.push(`${key}: no change, must be ${kind}`);
    else {
      const is = `${actual.before.join('/')} -> ${actual.after.join('/')}`;
      const must = `${before.join('/')} -> ${after.join('/')}`;
      if (is !== must) found.push(`${key}: ${is}, must be ${must}`);
    }
  }
  for (const [key, { before }] of shown.changes) {
    if (!changes.has(key) && before.length > 0) found.push(`${key}: a change that must not be`);
  }
  const regressions = expected.changes.filter(({ regression }) => regression).map(keyOf);
  return [...found, ...setDifferences('regression', shown.regressions, regressions)];
}

function cellDifference(actual: ShownCell, cell: ExpectedCell): string | null {
  const parts: string[] = [];
  if (actual.status !== cell.status) parts.push(`${actual.status}, must be ${cell.status}`);
  if (cell.status === 'stated') {
    if (!cell.shown.includes(actual.state)) parts.push(`shows ${actual.state}, must be ${cell.shown.join(' or ')}`);
    const [hold, must] = [actual.states.join('/'), cell.states.join('/')];
    if (hold !== must) parts.push(`${hold} hold, must be ${must}`);
  }
  for (const mark of ['withdrawn', 'contradiction', 'doubt'] as const) {
    if (actual[mark] !== cell[mark]) parts.push(`${mark} ${actual[mark]}`);
  }
  return parts.length === 0 ? null : parts.join('; ');
}

function setDifferences(name: string, actual: readonly string[], must: readonly string[]): string[] {
  const [shown, wanted] = [new Set(actual), new Set(must)];
  return [
    ...must.filter((key) => !shown.has(key)).map((key) => `${name} ${key}: missing`),
    ...actual.filter((key) => !wanted.has(key)).map((key) => `${name} ${key}: must not be`),
    ...(shown.size === actual.length ? [] : [`${name}: ${actual.length - shown.size} occur twice`]),
  ];
}

function keyOf({ patch, column }: ExpectedCell | ExpectedChange): string {
  return cellKey(JSON.stringify(patch), JSON.stringify(column));
}

/** Fails with the number of differences and the first of them, if there are any. */
export function assertNone(found: readonly string[]): void {
  if (found.length === 0) return;
  throw new Error(`${found.length} differences:\n${found.slice(0, MAX_PRINTED).join('\n')}`);
}
