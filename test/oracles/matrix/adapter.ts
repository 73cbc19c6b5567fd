/** The only place that knows the keys of the command line's JSON and the shape of its CSV. */
import { parse } from 'csv-parse/sync';
import { decodeCells, type MatrixRow, type MatrixSnapshot } from '../../../server/src/lsp/protocol';
import type { CellStatus } from './expected';

/** A cell as the command line shows it. */
export interface ShownCell {
  readonly status: CellStatus;
  readonly state: string;
  /** The states of the statements that hold. */
  readonly states: readonly string[];
  readonly withdrawn: boolean;
  readonly contradiction: boolean;
  readonly doubt: boolean;
}

export interface ShownSource {
  readonly name: string;
  readonly status: string;
  readonly supplier: string;
}

export interface ShownNote {
  /** The name of the file; empty for a note about none. */
  readonly file: string;
  readonly kind: string;
  readonly message: string;
}

/** The matrix of the command line; keys as of `patchKey` and `cellKey`. */
export interface ShownMatrix {
  readonly notes: readonly ShownNote[];
  readonly sources: readonly ShownSource[];
  /** In the order of the columns. */
  readonly columns: readonly string[];
  /** The fields that contradict, sorted, by patch; in the order of the rows. */
  readonly patches: ReadonlyMap<string, readonly string[]>;
  readonly cells: ReadonlyMap<string, ShownCell>;
  readonly summary: {
    readonly patches: number;
    readonly columns: number;
    readonly states: ReadonlyMap<string, number>;
    readonly holes: number;
    readonly conflicts: number;
    readonly withdrawals: number;
  };
}

/** A changed cell of `vpc compare`. */
export interface ShownChange {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly verdict: string;
}

export interface ShownComparison {
  readonly notes: readonly ShownNote[];
  readonly changes: ReadonlyMap<string, ShownChange>;
  /** Keys of the cells that are regressions. */
  readonly regressions: readonly string[];
}

interface JsonNote {
  readonly kind: string;
  readonly message: string;
  readonly path?: string;
}

interface JsonColumn {
  readonly supplier: string;
  readonly product: string;
  readonly version: string;
  readonly platform: string;
}

interface JsonMatrix {
  readonly notes: readonly JsonNote[];
  readonly sources: readonly { readonly name: string; readonly status: string; readonly supplier: string }[];
  readonly columns: readonly JsonColumn[];
  readonly patches: readonly {
    readonly vendor: string;
    readonly id: string;
    readonly contradictions: readonly { readonly field: string }[];
    readonly cells: readonly {
      readonly column: number;
      readonly state: string;
      readonly status: CellStatus;
      readonly withdrawn: boolean;
      readonly contradiction: boolean;
      readonly doubt: boolean;
      readonly statements: readonly { readonly state: string; readonly status: string }[];
    }[];
  }[];
  readonly summary: {
    readonly patches: number;
    readonly columns: number;
    readonly states: readonly { readonly state: string; readonly cells: number }[];
    readonly holes: number;
    readonly conflicts: number;
    readonly withdrawals: number;
  };
}

interface JsonChange {
  readonly product: JsonColumn;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly verdict: string;
}

interface JsonPatch {
  readonly vendor: string;
  readonly id: string;
  readonly states?: readonly JsonChange[];
}

interface JsonComparison {
  readonly notes: readonly JsonNote[];
  readonly patches: { readonly removed: readonly JsonPatch[]; readonly changed: readonly JsonPatch[] };
  readonly regressions: { readonly states: readonly { readonly patch: JsonPatch; readonly change: JsonChange }[] };
}

/** The fields of `contradictions` under the names of the oracle. */
const FIELDS: Readonly<Record<string, string>> = { restart: 'reboot', supersedence: 'supersedes' };

/** Reads what `vpc matrix --format json` prints. */
export function matrixFromJson(text: string): ShownMatrix {
  const { notes, sources, columns, patches, summary } = JSON.parse(text) as JsonMatrix;
  const cells = new Map<string, ShownCell>();
  for (const patch of patches) {
    for (const { column, state, status, withdrawn, contradiction, doubt, statements } of patch.cells) {
      const states = statements.filter((statement) => statement.status === 'holds').map((statement) => statement.state);
      const key = cellKey(patchKey(patch), columnKey(columns[column]!));
      if (cells.has(key)) throw new Error(`two cells: ${key}`);
      cells.set(key, { status, state, states: sorted(states), withdrawn, contradiction, doubt });
    }
  }
  const fields = (patch: JsonMatrix['patches'][number]) =>
    patch.contradictions.map(({ field }) => FIELDS[field] ?? field);
  return {
    notes: notes.map(noteOf),
    sources: sources.map(({ name, status, supplier }) => ({ name: baseName(name), status, supplier })),
    columns: columns.map(columnKey),
    patches: new Map(patches.map((patch) => [patchKey(patch), sorted(fields(patch))])),
    cells,
    summary: { ...summary, states: new Map(summary.states.map(({ state, cells: count }) => [state, count])) },
  };
}

/** Reads the message that the panel gets. */
export function matrixFromSnapshot({
  notes,
  sources,
  columns,
  rows,
  contents,
  summary,
  states,
}: MatrixSnapshot): ShownMatrix {
  const cells = new Map<string, ShownCell>();
  const slots = Math.max(-1, ...columns.map(({ slot }) => slot)) + 1;
  for (const row of rows) {
    const numbers = decodeCells(row.cells, slots);
    for (const column of columns) {
      const content = contents[numbers[column.slot]! - 1];
      if (content === undefined) continue;
      const { statements, dropped, retired, withdrawn = false, conflict, doubt = false } = content;
      const status = statements.length > 0 ? 'stated' : retired ? 'retired' : 'dropped';
      if (statements.length === 0 && dropped === undefined) continue;
      const words = statements.map(({ word }) => word);
      const shown = { status, state: words[0] ?? '', states: sorted(words), withdrawn, doubt } as const;
      cells.set(cellKey(patchKey(row), columnKey(column)), { ...shown, contradiction: conflict });
    }
  }
  const named = new Map(states.map(({ id, value }) => [id, value]));
  const fields = ({ contradictions = [] }: MatrixRow) => contradictions.map(({ field }) => FIELDS[field] ?? field);
  return {
    notes: notes.map(({ kind, text }) => ({ file: text.split(':')[0]!, kind, message: text })),
    sources: sources.map(({ name, supplier, replaced }) => ({
      name: baseName(name),
      status: replaced ? 'replaced' : 'current',
      supplier,
    })),
    columns: columns.map(columnKey),
    patches: new Map(rows.map((row) => [patchKey(row), sorted(fields(row))])),
    cells,
    summary: {
      ...summary,
      states: new Map(summary.states.map(({ state, cells: count }) => [named.get(state)!, count])),
    },
  };
}

/** Reads what `vpc compare --format json` prints. */
export function comparisonFromJson(text: string): ShownComparison {
  const { notes, patches, regressions } = JSON.parse(text) as JsonComparison;
  const changes = new Map<string, ShownChange>();
  for (const patch of [...patches.changed, ...patches.removed]) {
    for (const { product, before, after, verdict } of patch.states ?? []) {
      changes.set(cellKey(patchKey(patch), columnKey(product)), {
        before: sorted(before),
        after: sorted(after),
        verdict,
      });
    }
  }
  return {
    notes: notes.map(noteOf),
    changes,
    regressions: regressions.states.map(({ patch, change }) => cellKey(patchKey(patch), columnKey(change.product))),
  };
}

/**
 * The cells of `vpc matrix --format csv`: a line for each patch, in the order of the JSON, whose last values belong to the
 * columns, in the order of the JSON.
 */
export function cellsFromCsv(text: string, { columns, patches }: ShownMatrix): ReadonlyMap<string, string> {
  const rows: string[][] = parse(text, { bom: true });
  const [header, ...lines] = rows;
  if (lines.length !== patches.size) throw new Error(`${lines.length} lines for ${patches.size} patches`);
  const first = header!.length - columns.length;
  const cells = new Map<string, string>();
  [...patches.keys()].forEach((patch, row) => {
    columns.forEach((column, index) => cells.set(cellKey(patch, column), lines[row]![first + index]!));
  });
  return cells;
}

/** The key of a patch, independent of its spelling. */
export function patchKey({ vendor, id }: { readonly vendor: string; readonly id: string }): string {
  const name = normalised(vendor);
  const identifier = normalised(id);
  return JSON.stringify([name, name === 'microsoft' ? identifier.replace(/^kb ?(?=\d)/, '') : identifier]);
}

/** The key of a column, independent of its spelling. */
export function columnKey({ supplier, product, version, platform }: JsonColumn): string {
  const plainVersion = visible(version).toLowerCase().replace(/\s+/g, ' ').trim();
  return JSON.stringify([normalised(supplier), normalised(product), plainVersion, normalised(platform)]);
}

/** The key of a cell. */
export function cellKey(patch: string, column: string): string {
  return `${patch} ${column}`;
}

function noteOf({ kind, message, path = '' }: JsonNote): ShownNote {
  return { file: baseName(path), kind, message };
}

function baseName(path: string): string {
  return path.replace(/.*[/\\]/, '').normalize('NFC');
}

function normalised(name: string): string {
  // In upper case first: case folding makes "ss" of "ß".
  const folded = visible(name).toUpperCase().toLowerCase().normalize('NFKC');
  return folded.replace(/[\s\p{P}]+/gu, ' ').trim();
}

function visible(text: string): string {
  return text.normalize('NFKC').replace(/[\p{Cf}\u034f\ufe00-\ufe0f]/gu, '');
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
