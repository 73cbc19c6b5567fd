/** Reads the rows of a table of patches: patches as releases have them, and statements about products. */
import { patchKey } from '../../domain/identifiers/keys';
import type { Identity } from '../../domain/identity';
import { PATCH_TYPE_IDS, SEVERITY_IDS, type PatchTypeId, type SeverityId } from '../../domain/roles';
import type { Vocabulary } from '../../domain/vocabulary';
import { hasIllegalCharacter } from '../../xml/characters';
import { readDate, readYesNo } from '../apply/values';
import { distinct } from '../releases/merge';
import type { ReleasedPatch } from '../releases/release';
import type { Heads } from '../tables/heads';
import { placeIn, type TableRow, type TableSheet } from '../tables/sheets';
import type { Change } from '../write/change';
import type { ImportColumn } from './columns';

/** Something that does not fit, with the place of its cell. */
export interface RowProblem {
  readonly at: string;
  /** English template with placeholders (`{0}`) for `args`. */
  readonly message: string;
  readonly args: readonly string[];
}

/** A statement of a row, and its cell. */
export interface RowStatement {
  readonly change: Change;
  readonly at: string;
}

/** A patch, and where its row is. */
interface FoundPatch {
  readonly patch: ReleasedPatch;
  readonly at: string;
}

/** Collects what the rows say. */
export class PatchRows {
  readonly problems: RowProblem[] = [];
  readonly statements: RowStatement[] = [];
  private readonly found = new Map<string, FoundPatch>();
  private readonly identity: Identity;

  /** @param vendor of patches whose row names none; empty: each row must */
  constructor(
    private readonly sheet: TableSheet,
    private readonly heads: Heads<ImportColumn>,
    private readonly vendor: string,
    private readonly vocabulary: Vocabulary,
  ) {
    this.identity = vocabulary.identity;
  }

  /** Each patch once, in the order of the rows. */
  get patches(): ReleasedPatch[] {
    return [...this.found.values()].map(({ patch }) => patch);
  }

  read(row: TableRow): void {
    const cells = new Cells(row, this.heads, this.sheet, this.problems);
    if (cells.isEmpty) return;
    const id = cells.text('patch');
    const vendor = cells.text('vendor') || this.vendor;
    if (id === '') return cells.refuse('patch', 'No patch is named in this row.');
    if (vendor === '')
      return cells.refuse('vendor', 'No patch vendor is named in this row. Add a column, or use --vendor.');
    const key = patchKey(this.identity, vendor, id);
    const known = this.found.get(key);
    const patch = this.patchOf(cells, vendor, id, known);
    if (patch === null) return;
    if (known === undefined) this.found.set(key, { patch, at: cells.at('patch') });
    else this.merge(key, known, patch, cells);
    this.addStatement(cells, { vendor, id });
  }

  /** @param known the same patch in a row before, which need not say everything again */
  private patchOf(cells: Cells, vendor: string, id: string, known: FoundPatch | undefined): ReleasedPatch | null {
    const released = cells.date('released') ?? known?.patch.released;
    if (released === undefined) {
      if (cells.text('released') === '') cells.refuse('released', 'Patch "{0}" has no release date.', id);
      return null;
    }
    const { profile } = this.vocabulary;
    const severity = cells.code('severity', SEVERITY_IDS, profile.severities);
    const type = cells.code('type', PATCH_TYPE_IDS, profile.patchTypes);
    return {
      vendor,
      id,
      title: cells.text('title') || known?.patch.title || null,
      type: (type as PatchTypeId | null) ?? null,
      severity: (severity as SeverityId | null) ?? null,
      released,
      revised: cells.date('revised') ?? null,
      vulnerabilities: cells.list('vulnerabilities', /[\s,;|]+/),
      bulletins: [],
      targets: cells.list('targets', /[;|\n]/),
      supersedes: cells.list('supersedes', /[\s,;|]+/),
      informationUrl: cells.text('url') || null,
      downloadUrls: [],
      restart: null,
      kind: '',
      statements: [],
    };
  }

  /** Rows about one patch can each say a part; what only one can hold must be the same. */
  private merge(key: string, { patch: before, at }: FoundPatch, patch: ReleasedPatch, cells: Cells): void {
    const differs = (column: 'title' | 'released' | 'severity' | 'type'): boolean =>
      cells.text(column) !== '' && before[column] !== null && before[column] !== patch[column];
    for (const column of ['title', 'released', 'severity', 'type'] as const) {
      if (differs(column)) {
        cells.refuse(column, '{0} says something else about the same patch. Correct one of the two.', at);
      }
    }
    const both = (column: 'vulnerabilities' | 'targets' | 'supersedes'): string[] =>
      distinct([...before[column], ...patch[column]]);
    this.found.set(key, {
      at,
      patch: {
        ...before,
        title: before.title ?? patch.title,
        severity: before.severity ?? patch.severity,
        type: before.type ?? patch.type,
        revised: before.revised ?? patch.revised,
        informationUrl: before.informationUrl ?? patch.informationUrl,
        vulnerabilities: both('vulnerabilities'),
        targets: both('targets'),
        supersedes: both('supersedes'),
      },
    });
  }

  private addStatement(cells: Cells, patch: { vendor: string; id: string }): void {
    const product = cells.text('product');
    if (product === '') return;
    const [supplier, state, comment, restriction] = (['supplier', 'state', 'comment', 'restriction'] as const).map(
      (column) => cells.text(column),
    );
    const date = cells.date('date');
    const reboot = cells.yesNo('restart');
    this.statements.push({
      at: cells.at('product'),
      change: {
        patch,
        product: {
          ...(supplier !== '' && { supplier }),
          id: product,
          version: cells.text('version'),
          platform: cells.text('platform'),
        },
        add: true,
        ...(state !== '' && { state }),
        // Without a date of its own, a state has none: it is not known when it was given.
        date: date ?? 'keep',
        ...(comment !== '' && { comment }),
        ...(restriction !== '' && { restriction }),
        ...(reboot !== null && { reboot }),
      },
    });
  }
}

/** The cells of a row by column; what is not understood is a problem at its place. */
class Cells {
  constructor(
    private readonly row: TableRow,
    private readonly heads: Heads<ImportColumn>,
    private readonly sheet: TableSheet,
    private readonly problems: RowProblem[],
  ) {}

  get isEmpty(): boolean {
    return Object.keys(this.heads.index).every((column) => this.text(column as ImportColumn) === '');
  }

  at(column: ImportColumn): string {
    return placeIn(this.sheet, this.row.number, this.heads.index[column] ?? this.heads.index.patch ?? 0);
  }

  refuse(column: ImportColumn, message: string, ...args: readonly string[]): void {
    this.problems.push({ at: this.at(column), message, args });
  }

  text(column: ImportColumn): string {
    const text = this.cell(column)?.text ?? '';
    if (!hasIllegalCharacter(text)) return text;
    this.refuse(column, 'XML does not allow some characters of "{0}". Remove them.', text);
    return '';
  }

  /** A day or a date and time as xs:dateTime; `undefined` where there is none, or it is not understood. */
  date(column: ImportColumn): string | undefined {
    const cell = this.cell(column);
    if (cell === undefined || cell.text === '') return undefined;
    const read = readDate(cell.text, cell.kind);
    if (read.problem !== null) return void this.refuse(column, read.problem, cell.text);
    return read.value.includes('T') ? read.value : `${read.value}T00:00:00Z`;
  }

  yesNo(column: ImportColumn): boolean | null {
    const text = this.text(column);
    if (text === '') return null;
    const read = readYesNo(text);
    if (read.problem !== null) this.refuse(column, read.problem, text);
    return read.value;
  }

  /** The id of a code, by its id or its value in the profile. */
  code(
    column: 'severity' | 'type',
    ids: readonly string[],
    codes: readonly { readonly id: string; readonly value: string }[],
  ): string | null {
    const text = this.text(column).toLowerCase();
    if (text === '') return null;
    const found = ids.find((id) => id === text) ?? codes.find(({ value }) => value.toLowerCase() === text)?.id ?? null;
    if (found === null) {
      this.refuse(
        column,
        '"{0}" is not in the list of the profile. Expected: {1}.',
        this.text(column),
        codes.map(({ value }) => value).join(', '),
      );
    }
    return found;
  }

  list(column: ImportColumn, separator: RegExp): string[] {
    return distinct(
      this.text(column)
        .split(separator)
        .map((part) => part.trim()),
    );
  }

  private cell(column: ImportColumn): TableRow['cells'][number] | undefined {
    const index = this.heads.index[column];
    return index === undefined ? undefined : this.row.cells.find((cell) => cell.column === index);
  }
}
