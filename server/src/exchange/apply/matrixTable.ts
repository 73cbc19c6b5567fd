/** A sheet with a row for each patch and a column for each product, as the matrix is exported. */
import { columnName } from '../../domain/columnName';
import { nearestStates, stateNamed } from '../../domain/stateNames';
import { comparableHead } from '../tables/heads';
import { placeIn, textAt, type TableRow, type TableSheet } from '../tables/sheets';
import type { NamedPatch, NamedProduct } from '../write/change';
import { cellLabel } from '../write/publication';
import type { Findings } from './applied';
import { recordKey, type ExportRecord } from './exported';
import { tellPlaces } from './longTable';
import { shownState, withoutApostrophes, type ShownState } from './shownState';
import type { Statements } from './statements';

/** Heads of columns about the patches, in English and German. Of those in brackets, none is a product. */
const PATCH_HEADS: readonly (readonly string[])[] = [['patchvendor', 'patchhersteller'], ['patch'], ['title', 'titel']];
const OTHER_HEADS = new Set(
  [
    ...[
      'type',
      'art',
      'severity',
      'schweregrad',
      'released',
      'erschienen',
      'for',
      'fuer',
      'superseded by',
      'ersetzt durch',
    ],
    ...[
      'stated by',
      'angaben von',
      'vulnerabilities',
      'schwachstellen',
      'restart',
      'neustart',
      'supersedes',
      'ersetzt',
    ],
    ...['change', 'aenderung'],
  ].map(comparableHead),
);
const PART_HEADS = {
  supplier: ['supplier', 'lieferant'],
  product: ['product', 'produkt'],
  version: ['version'],
  platform: ['platform', 'plattform'],
} as const;
type Part = keyof typeof PART_HEADS;

/** A column of a product. */
interface ProductColumn {
  /** From 0. */
  readonly column: number;
  /** As the heads name it. */
  readonly label: string;
  readonly supplier: string;
  /** As the file knows it; `null`: it does not. */
  readonly product: NamedProduct | null;
  /** The key of its statements in the file. */
  readonly key: string;
  /** Whether the heads say that it is of another supplier. */
  readonly isForeign: boolean;
  /** Its place in the record of the export; -1: it is not there. */
  readonly recorded: number;
}

/** Where a matrix has its heads. */
export interface MatrixHeads {
  /** The column of the patch vendor, from 0; patch and title follow. */
  readonly first: number;
  readonly row: TableRow;
  /** The rows before it with the parts of the products' names; empty: the heads have whole names. */
  readonly parts: ReadonlyMap<Part, TableRow>;
}

/** Finds the heads of a matrix among the first rows of a sheet; `null`: it is none. */
export function matrixHeads(rows: readonly TableRow[]): MatrixHeads | null {
  for (const [index, row] of rows.entries()) {
    const heads = new Map(row.cells.map(({ column, text }) => [column, comparableHead(text)]));
    const first = [...heads].find(([column]) =>
      PATCH_HEADS.every((names, offset) => names.includes(heads.get(column + offset) ?? '')),
    );
    if (first === undefined) continue;
    const parts = new Map<Part, TableRow>();
    for (const above of rows.slice(0, index)) {
      const label = comparableHead(above.cells[0]?.text ?? '');
      const part = (Object.keys(PART_HEADS) as Part[]).find((name) =>
        (PART_HEADS[name] as readonly string[]).includes(label),
      );
      if (part !== undefined) parts.set(part, above);
    }
    return { first: first[0], row, parts: parts.has('product') ? parts : new Map<Part, TableRow>() };
  }
  return null;
}

/** Reads the rows of a matrix. */
export class MatrixTable {
  private readonly columns: readonly ProductColumn[];
  private readonly emptied: string[] = [];
  private readonly foreign: string[] = [];
  private readonly toldColumns = new Set<number>();

  constructor(
    private readonly sheet: TableSheet,
    private readonly heads: MatrixHeads,
    private readonly record: ExportRecord | null,
    private readonly statements: Statements,
    private readonly findings: Findings,
  ) {
    this.columns = heads.parts.size > 0 ? this.columnsByParts() : this.columnsByNames();
  }

  /** Reads the row of a patch. */
  read(row: TableRow): void {
    const { first } = this.heads;
    const [vendor, id] = [textAt(row, first), textAt(row, first + 1)];
    const texts = new Map(row.cells.map(({ column, text }) => [column, text.replace(/\r\n?/g, '\n')]));
    const exported = this.record?.rows.get(recordKey(vendor, id));
    let patch: NamedPatch | null | undefined;
    for (const product of this.columns) {
      const text = texts.get(product.column) ?? '';
      const before = product.recorded < 0 ? undefined : exported?.[product.recorded];
      if (text === before) {
        if (text !== '') this.findings.unchanged++;
        continue;
      }
      const at = placeIn(this.sheet, row.number, product.column);
      // Without a record, a column of another supplier can be as it was exported.
      if (before === undefined && product.isForeign) continue;
      if (text === '' && before === undefined && product.product === null) continue;
      if (id === '') {
        if (text !== '') this.findings.problem(at, 'No patch is named in this row.');
        continue;
      }
      if (!this.isKnown(product, at, before !== undefined)) continue;
      patch ??= this.statements.patch(vendor, id);
      if (patch === null) {
        if (text !== '' || before !== undefined) this.tellPatch(row, vendor, id, text === '');
        if (text !== '') break;
        continue;
      }
      this.cell(at, text, before, patch, product);
    }
  }

  end(): void {
    tellPlaces(this.findings, this.emptied, 'Empty cells take no state away: {0}.');
    tellPlaces(this.findings, this.foreign, 'Columns of other suppliers are left out: {0}.');
  }

  private tellPatch(row: TableRow, vendor: string, id: string, isEmpty: boolean): void {
    if (isEmpty) return;
    const at = placeIn(this.sheet, row.number, this.heads.first + 1);
    const name = vendor === '' ? id : `${id} (${vendor})`;
    this.findings.problems.push({ at, ...this.statements.unknownName('patch', name) });
  }

  /** Whether the file has a product; reported once for a column that it does not have. */
  private isKnown(
    { product, supplier, label, column, isForeign }: ProductColumn,
    at: string,
    isExported: boolean,
  ): boolean {
    const { findings, statements } = this;
    if (isForeign) {
      findings.problem(at, 'This file is published by "{0}", not by "{1}".', statements.publication.supplier, supplier);
      return false;
    }
    if (product !== null) return true;
    if (!this.toldColumns.has(column)) {
      this.toldColumns.add(column);
      const place = isExported ? at : placeIn(this.sheet, this.heads.row.number, column);
      findings.problems.push({ at: place, ...statements.unknownName('product', label) });
    }
    return false;
  }

  /** A cell that differs from what was exported, or of which that is not known. @param before what was exported */
  private cell(at: string, text: string, before: string | undefined, patch: NamedPatch, column: ProductColumn): void {
    const { findings, statements } = this;
    const entries = statements.entries(patch, column.key);
    const now = new Set(entries.map(({ entry }) => statements.stateKey(entry.value('state') ?? '')));
    if (text === '') {
      if (now.size > 0) this.emptied.push(at);
      return;
    }
    const shown = this.shown(text);
    const exported = before === undefined ? null : shownState(before);
    const held = exported?.restrictions ?? entries.flatMap(({ entry }) => entry.values('restriction'));
    // The list of states replaces a whole cell: a restriction that is not there any more was not taken away on purpose.
    const isRestricted = shown.restrictions.length > 0 && !isSame(shown.restrictions, held);
    const wanted = new Set(shown.states.map((word) => statements.stateKey(word)));
    const isStated = isSame([...wanted], [...now]);
    if (isStated && !isRestricted) return void findings.unchanged++;
    const [unknown] = shown.unknownMarks;
    if (unknown !== undefined) return findings.problem(at, '"[{0}]" is not a mark of the matrix. Remove it.', unknown);
    const [word, ...others] = shown.states;
    if (word === undefined) {
      // What an exported cell has where nothing holds.
      if (exported === null && now.size === 0) return void findings.unchanged++;
      return findings.problem(at, '"{0}" names no state.', text);
    }
    if (others.length > 0) return findings.problem(at, '"{0}" names several states. Write one.', text);
    const state = stateNamed(statements.vocabulary, word);
    if (state === null) {
      const expected = nearestStates(statements.vocabulary, word).join(', ');
      return findings.problem(at, '"{0}" is not a state of the profile. Expected: {1}.', word, expected);
    }
    if (shown.restrictions.length > 1 && isRestricted) {
      return findings.problem(
        at,
        'Several restrictions cannot be changed here. Change them in the file or the details.',
      );
    }
    if (exported !== null) {
      const states = statements.anySupplier ? exported.ownStates : exported.states;
      const was = states.map((one) => statements.stateKey(one));
      const fits = now.size === 0 ? was.length === 0 : was.some((key) => now.has(key));
      if (!fits) {
        const says = entries.map(({ entry }) => entry.value('state') ?? '').join(' / ') || '–';
        return findings.problem(at, CONFLICT, word, before!, says);
      }
    }
    findings.add(statements.keysOf(patch, column.product!), at, {
      patch,
      product: column.product!,
      ...(!isStated && { state: state.value }),
      ...(isRestricted && { restriction: shown.restrictions[0] }),
    });
  }

  /** A text as it is, or without the apostrophe of the CSV export where it names no state. */
  private shown(text: string): ShownState {
    const given = shownState(text);
    const isKnown = given.states.every((word) => stateNamed(this.statements.vocabulary, word) !== null);
    return isKnown ? given : shownState(withoutApostrophes(text));
  }

  private columnsByParts(): ProductColumn[] {
    const { parts } = this.heads;
    const products = parts.get('product')!;
    const places = new Map(this.record?.columns.map((column, index) => [JSON.stringify(column), index]));
    return products.cells.slice(1).map(({ column }) => {
      const [supplier, id, version, platform] = (['supplier', 'product', 'version', 'platform'] as const).map(
        (part) => {
          const row = parts.get(part);
          return row === undefined ? '' : textAt(row, column);
        },
      ) as [string, string, string, string];
      const isForeign = !this.statements.isOwn(supplier);
      const product = isForeign ? null : this.statements.product({ id, version, platform });
      const recorded = places.get(JSON.stringify([supplier, id, version, platform])) ?? -1;
      return {
        ...{ column, supplier, isForeign, recorded },
        label: cellLabel({ product: id, version, platform }),
        product: product && { ...product, ...(supplier !== '' && { supplier }) },
        key: product === null ? '' : this.keyOf(product),
      };
    });
  }

  private keyOf({ id, version = '', platform = '' }: NamedProduct): string {
    return this.statements.publication.cell(id, version, platform).key;
  }

  private columnsByNames(): ProductColumn[] {
    const { publication } = this.statements;
    const known = new Map<string, NamedProduct>();
    for (const { product: id, version, platform } of publication.columns.values()) {
      known.set(comparableName(columnName({ product: id, version, platform })), { id, version, platform });
    }
    const about = this.heads.first + PATCH_HEADS.length;
    const cells = this.heads.row.cells.filter(({ column }) => column >= about);
    // Products follow the columns about patches; one of them can be named as such a column.
    const start = cells.findIndex(({ text }) => !OTHER_HEADS.has(comparableHead(text)));
    return cells.slice(start < 0 ? cells.length : start).map(({ column, text }) => {
      const { supplier, product } = this.named(text, known);
      const isForeign = supplier !== '' && !this.statements.isOwn(supplier);
      const own = isForeign ? null : product;
      if (isForeign) this.foreign.push(placeIn(this.sheet, this.heads.row.number, column));
      const key = own === null ? '' : this.keyOf(own);
      return { column, label: text, supplier, isForeign, product: own, key, recorded: -1 };
    });
  }

  /** The product of a head: its name, of several suppliers after that of its own, perhaps with the edition in brackets. */
  private named(
    head: string,
    known: ReadonlyMap<string, NamedProduct>,
  ): { readonly supplier: string; readonly product: NamedProduct | null } {
    for (const text of [head, withoutApostrophes(head)]) {
      for (const name of [text, text.replace(EDITION, '')]) {
        const whole = known.get(comparableName(name));
        if (whole !== undefined) return { supplier: '', product: whole };
        for (let colon = name.indexOf(': '); colon >= 0; colon = name.indexOf(': ', colon + 1)) {
          const product = known.get(comparableName(name.slice(colon + 2)));
          const supplier = name.slice(0, colon);
          if (product !== undefined && this.statements.isOwn(supplier)) return { supplier, product };
        }
      }
    }
    const colon = head.indexOf(': ');
    return { supplier: colon < 0 ? '' : head.slice(0, colon), product: null };
  }
}

const EDITION = / \[(?:new|removed|neu|entfernt)\]$/;

const CONFLICT =
  'Conflict: the sheet has "{0}" and was exported with "{1}", but the file has changed since and says "{2}". Export it again.';

/** Versions differ by their punctuation. */
function comparableName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether lists have the same values, in any order. */
function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
