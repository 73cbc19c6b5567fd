/** A table with one result a line, as test management exports it, or the sheet of details of an exported matrix. */
import { nearestStates, stateNamed } from '../../domain/stateNames';
import { placeIn, type TableCell, type TableRow, type TableSheet } from '../tables/sheets';
import type { Change, NamedPatch, NamedProduct } from '../write/change';
import { cellLabel, type ProductPlace } from '../write/publication';
import type { Findings } from './applied';
import { FINGERPRINT_HEAD, fingerprintOf, lineValues } from './exported';
import type { LongColumn, LongHeads } from './longColumns';
import { VALUE_COLUMNS } from './longColumns';
import { withoutApostrophes } from './shownState';
import type { Statements } from './statements';
import { readDate, readYesNo } from './values';

type ValueColumn = (typeof VALUE_COLUMNS)[number];

/** The values of a line that are given, as the writer takes them. */
type Given = Pick<Change, 'state' | 'date' | 'comment' | 'restriction' | 'reboot'>;

/** Reads the lines of such a table. */
export class LongTable {
  /** The column with fingerprints; -1: the table is not the details of a matrix. */
  private readonly fingerprints: number;
  private emptied: string[] = [];
  private withoutValues: string[] = [];

  constructor(
    private readonly sheet: TableSheet,
    heads: TableRow,
    private readonly columns: LongHeads,
    private readonly statements: Statements,
    private readonly findings: Findings,
  ) {
    this.fingerprints = heads.cells.find(({ text }) => text === FINGERPRINT_HEAD)?.column ?? -1;
  }

  /** Reads a line. */
  read(row: TableRow): void {
    const line = new Line(row, this.columns);
    const { findings, statements } = this;
    const at = (column: LongColumn): string => placeIn(this.sheet, row.number, line.columnOf(column));
    const printed = this.fingerprints < 0 ? '' : line.at(this.fingerprints);
    // A line of the details that nobody has changed can be about a patch or product of another file.
    if (printed !== '' && fingerprintOf(line.values()) === printed) return void findings.unchanged++;
    const [id, product] = [line.text('patch'), line.text('product')];
    if (id === '' && product === '' && VALUE_COLUMNS.every((column) => line.text(column) === '')) return;
    if (id === '') return findings.problem(at('patch'), 'No patch is named in this line.');
    if (product === '') return findings.problem(at('product'), 'No product is named in this line.');
    if (VALUE_COLUMNS.every((column) => line.text(column) === '')) return void this.withoutValues.push(at('patch'));
    const supplier = line.text('supplier');
    if (!statements.isOwn(supplier)) {
      const own = statements.publication.supplier;
      return findings.problem(at('supplier'), 'This file is published by "{0}", not by "{1}".', own, supplier);
    }
    const patch = statements.patch(line.text('vendor'), id);
    if (patch === null) {
      const name = line.text('vendor') === '' ? id : `${id} (${line.text('vendor')})`;
      return void findings.problems.push({ at: at('patch'), ...statements.unknownName('patch', name) });
    }
    const named = this.productOf(line, printed !== '');
    const known = statements.product(named);
    if (known === null) {
      const { id: name, version = '', platform = '' } = named;
      const label = cellLabel({ product: name, version, platform });
      return void findings.problems.push({ at: at('product'), ...statements.unknownName('product', label) });
    }
    const versions = statements.versionsLike(known, line.cell('version'));
    if (versions.length > 1) return findings.problem(at('version'), NUMBER, line.text('version'), versions.join(', '));
    const given = this.given(line, row);
    if (given === null) return;
    const full = supplier === '' ? known : { ...known, supplier };
    if (printed !== '') this.apply(line, at, patch, full, given, printed);
    else this.compare(at, patch, full, given);
  }

  /** Tells what was read and changes nothing. */
  end(): void {
    const { findings } = this;
    tellPlaces(findings, this.emptied, 'Empty cells take nothing away: {0}.');
    tellPlaces(findings, this.withoutValues, 'Lines without a state or another value are left out: {0}.');
  }

  /** In the details, an empty version is none; elsewhere any. */
  private productOf(line: Line, isExact: boolean): NamedProduct {
    const [id, version, platform] = (['product', 'version', 'platform'] as const).map((column) => line.text(column));
    if (isExact) return { id: id!, version: version!, platform: platform! };
    return { id: id!, ...(version !== '' && { version }), ...(platform !== '' && { platform }) };
  }

  /** The values of a line; `null` where one of them is not understood, which is reported. */
  private given(line: Line, row: TableRow): Given | null {
    const { vocabulary } = this.statements;
    const given: { -readonly [Key in keyof Given]: Given[Key] } = {};
    let isSound = true;
    const refuse = (column: ValueColumn, message: string, ...args: readonly string[]): void => {
      isSound = false;
      this.findings.problem(placeIn(this.sheet, row.number, line.columnOf(column)), message, ...args);
    };
    const [state, comment, restriction] = [line.text('state'), line.text('comment'), line.text('restriction')];
    if (state !== '') {
      const found = stateNamed(vocabulary, withoutApostrophes(state));
      if (found === null) {
        const expected = nearestStates(vocabulary, state).join(', ');
        refuse('state', '"{0}" is not a state of the profile. Expected: {1}.', state, expected);
      } else given.state = found.value;
    }
    const date = line.cell('date');
    if (date !== undefined) {
      const read = readDate(date.text, date.kind);
      if (read.problem !== null) refuse('date', read.problem, date.text);
      else given.date = read.value;
    }
    const restart = line.text('restart');
    if (restart !== '') {
      const read = readYesNo(restart);
      if (read.problem !== null) refuse('restart', read.problem, restart);
      else given.reboot = read.value;
    }
    if (comment !== '') given.comment = comment;
    if (restriction !== '') given.restriction = restriction;
    return isSound ? given : null;
  }

  /** Adds the change of a line of the details: the values that differ from those that were exported. */
  private apply(
    line: Line,
    at: (column: LongColumn) => string,
    patch: NamedPatch,
    product: NamedProduct,
    given: Given,
    printed: string,
  ): void {
    const { findings, statements } = this;
    const now = statements.entries(patch, product).map(valuesOf);
    const wanted = line.values();
    const base = now.find((values) => fingerprintOf(values) === printed);
    if (base === undefined) {
      if (now.some((values) => values.every((value, index) => value === wanted[index])))
        return void findings.unchanged++;
      return findings.problem(at('state'), CONFLICT, line.text('state'), told(now));
    }
    const differs = (column: ValueColumn): boolean => {
      const index = ORDER.indexOf(column);
      if (wanted[index] === '' && base[index] !== '') this.emptied.push(at(column));
      return wanted[index] !== '' && wanted[index] !== base[index];
    };
    const change: Given = {
      ...(differs('state') && { state: given.state }),
      ...(differs('date') && { date: given.date }),
      ...(differs('restart') && { reboot: given.reboot }),
      ...(differs('restriction') && { restriction: given.restriction }),
      ...(differs('comment') && { comment: given.comment }),
    };
    if (Object.keys(change).length === 0) return void findings.unchanged++;
    findings.add(statements.keysOf(patch, product), at('state'), { patch, product, ...change });
  }

  /** Adds the change of any other line, unless the file says so already. */
  private compare(at: (column: LongColumn) => string, patch: NamedPatch, product: NamedProduct, given: Given): void {
    const { findings, statements } = this;
    const wanted = lineValues({
      ...{ state: given.state ?? '', date: given.date ?? '', restart: given.reboot ?? null },
      ...{ restrictions: [given.restriction ?? ''], comments: [given.comment ?? ''] },
    });
    const now = statements.entries(patch, product).map(valuesOf);
    const isSame =
      now.length > 0 && now.every((values) => wanted.every((value, index) => value === '' || value === values[index]));
    if (isSame) findings.unchanged++;
    else {
      const place = VALUE_COLUMNS.find((column) => this.columns.index[column] !== undefined)!;
      findings.add(statements.keysOf(patch, product), at(place), { patch, product, ...given });
    }
  }
}

const NUMBER = 'Version {0} is a number here, which can be one of: {1}. Format the cell as text, and write it again.';

const CONFLICT =
  'Conflict: the sheet has "{0}", but the file has changed since the export and says {1}. Export it again.';

/** The values of a line by column, in the order of {@link lineValues}. */
const ORDER: readonly ValueColumn[] = ['state', 'date', 'restart', 'restriction', 'comment'];

/** A line and its columns. */
class Line {
  constructor(
    private readonly row: TableRow,
    private readonly columns: LongHeads,
  ) {}

  columnOf(column: LongColumn): number {
    return this.columns.index[column] ?? this.columns.index.patch ?? 0;
  }

  at(column: number): string {
    return this.row.cells.find((cell) => cell.column === column)?.text ?? '';
  }

  cell(column: LongColumn): TableCell | undefined {
    const index = this.columns.index[column];
    return index === undefined ? undefined : this.row.cells.find((cell) => cell.column === index);
  }

  text(column: LongColumn): string {
    return this.cell(column)?.text ?? '';
  }

  /** As {@link lineValues} has them; what is not understood stays as it is. */
  values(): string[] {
    const date = this.cell('date');
    const restart = this.text('restart');
    const read = date === undefined ? null : readDate(date.text, date.kind);
    const yesNo = readYesNo(restart);
    const [state, day, , restriction, comment] = lineValues({
      ...{ state: this.text('state'), date: read?.value ?? date?.text ?? '', restart: null },
      ...{ restrictions: [this.text('restriction')], comments: [this.text('comment')] },
    });
    return [state!, day!, yesNo.value === null ? restart : String(yesNo.value), restriction!, comment!];
  }
}

/** The values that an entry has now. */
function valuesOf({ entry }: ProductPlace): string[] {
  const reboot = entry.value('reboot');
  return lineValues({
    state: entry.value('state') ?? '',
    date: entry.value('state-date') ?? '',
    restart: reboot === 'true' || reboot === '1' ? true : reboot === 'false' || reboot === '0' ? false : null,
    restrictions: entry.values('restriction'),
    comments: entry.values('comment'),
  });
}

/** What entries say, for a message. */
function told(now: readonly (readonly string[])[]): string {
  if (now.length === 0) return '–';
  return now.map((values) => `"${values.filter(Boolean).join(', ')}"`).join('; ');
}

/** How many places a message lists. */
const MAX_PLACES = 10;

/** Adds a note with the places of cells, if there are any. */
export function tellPlaces(findings: Findings, places: readonly string[], message: string): void {
  if (places.length === 0) return;
  const more = places.length > MAX_PLACES ? `, … (${places.length})` : '';
  findings.note('', message, places.slice(0, MAX_PLACES).join(', ') + more);
}
