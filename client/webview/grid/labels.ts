/** Texts of cells and headings, on the page and for screen readers and tooltips. */
import type {
  MatrixColumn,
  MatrixContent,
  MatrixContradiction,
  MatrixStatement,
} from '../../../server/src/lsp/protocol/index';
import { isWithdrawn, kindName } from '../model/kinds';
import { columnName, dayOf, supersedersOf, type Matrix, type Row } from '../model/matrix';
import { fill, shortened, type TextKey, type Texts } from '../texts';
import type { Field } from '../view/criteria';
import type { Rollup } from '../view/rollup';
import { extrasOf, lookOf, lookOfState, type Look } from './look';

/** The first line of the details of a cell. */
export interface Headline {
  readonly look: Look;
  readonly state: string;
  /** Patch and product. */
  readonly about: string;
  /** The statements, if there are several. */
  readonly sides: readonly { readonly look: Look; readonly state: string; readonly notes: readonly string[] }[];
}

/** Separates values that contradict each other. */
const AND = ' / ';

/** The texts of the grid, in the user's language. */
export class Labels {
  private readonly columns = new WeakMap<MatrixColumn, { readonly among: Matrix['columns']; readonly text: string }>();
  private readonly contents = new WeakMap<
    MatrixContent,
    { readonly sources: Matrix['sources']; readonly text: string }
  >();

  /** @param clock the time now, in milliseconds since 1970 */
  constructor(
    readonly texts: Texts,
    private readonly clock = (): number => Date.now(),
  ) {}

  text(key: TextKey, ...values: readonly (string | number)[]): string {
    return fill(this.texts[key], ...values);
  }

  /** The identifier of a patch, or a text for a missing one. */
  patch({ id }: Row): string {
    return this.name(id);
  }

  /** `Northwind Batch 8.2 (Windows Server 2022)`; after the supplier if there are several. */
  column(column: MatrixColumn, matrix: Matrix): string {
    const known = this.columns.get(column);
    // Whether suppliers are named depends on the other columns.
    if (known?.among === matrix.columns) return known.text;
    const text = this.name(columnName(column, matrix));
    this.columns.set(column, { among: matrix.columns, text });
    return text;
  }

  /** A name as written in a file, or a text for a missing one. */
  name(name: string): string {
    return shortened(name) || this.text('none');
  }

  /** The first line of a cell: its state, and that of the older edition if it has changed; empty for a hole. */
  state(content: MatrixContent): string {
    const { statements, dropped = [], change } = content;
    if (change !== undefined) return `${this.words(change.before) || this.text('hole')} → ${this.now(content)}`;
    return statements.length + dropped.length === 0 ? '' : this.now(content);
  }

  /** The second line of a cell: the date and symbols; of what is no longer listed, the last state. */
  note(content: MatrixContent): string {
    const {
      statements: [first],
      dropped = [],
      owner = [],
    } = content;
    if (first === undefined) return dropped.length === 0 ? '' : this.text('wasState', this.words(dropped));
    // The owner's state takes the place of the date.
    return [owner.length > 0 ? '' : dayOf(first.date), extrasOf(content)].filter(Boolean).join(' ');
  }

  /** The state in the owner's files; empty: none. */
  owner({ owner = [] }: MatrixContent): string {
    return this.words(owner);
  }

  /** The label of a cell: patch, product, state, what must be known with it, date and notes. */
  cell(row: Row, column: MatrixColumn, content: MatrixContent, matrix: Matrix, isMarked: boolean): string {
    const label = `${this.patch(row)}, ${this.column(column, matrix)}, ${this.contentLabel(content, matrix)}`;
    return isMarked ? `${label}, ${this.text('underCursor')}` : label;
  }

  /** The part of a label that many cells share. */
  private contentLabel(content: MatrixContent, matrix: Matrix): string {
    const known = this.contents.get(content);
    if (known?.sources === matrix.sources) return known.text;
    const { statements, dropped = [], change } = content;
    const now = this.now(content);
    // The remarks say what is no longer listed, and what it was.
    const isOnlyDropped = statements.length === 0 && dropped.length > 0;
    const before = change && (this.words(change.before) || this.text('hole'));
    const text = [
      ...(before === undefined ? (isOnlyDropped ? [] : [now]) : [this.text('was', now, before)]),
      ...this.cautions(content, matrix),
      ...statements.flatMap((statement) => this.extras(statement)),
      ...this.ownerRemarks(content, matrix),
    ].join(', ');
    this.contents.set(content, { sources: matrix.sources, text });
    return text;
  }

  /** What must be known with the state of a cell. */
  remarks(content: MatrixContent, matrix: Matrix): string[] {
    return [...this.cautions(content, matrix), ...this.ownerRemarks(content, matrix)];
  }

  /** What a cell says, the state first; of several statements, each with its source. */
  headline(row: Row, column: MatrixColumn, content: MatrixContent, matrix: Matrix): Headline {
    const { statements } = content;
    const several = statements.length > 1 ? statements : [];
    return {
      look: lookOf(matrix, content),
      state: this.now(content),
      about: `${this.patch(row)}, ${this.column(column, matrix)}`,
      sides: several.map(({ state, word, date, source, restrictions }) => {
        const from = source === undefined ? undefined : matrix.sources[source];
        const by = from && [from.supplier, from.name].filter(Boolean).map((name) => shortened(name));
        return {
          look: lookOfState(matrix, state),
          state: shortened(word) || this.text('none'),
          notes: [...(by ?? []), dayOf(date), ...restrictions.map((text) => shortened(text))].filter(Boolean),
        };
      }),
    };
  }

  private ownerRemarks({ owner = [] }: MatrixContent, matrix: Matrix): string[] {
    return owner.length === 0 ? [] : [this.text('ownerState', this.said(owner, matrix))];
  }

  /** Why the state does not hold without reserve. */
  private cautions(content: MatrixContent, matrix: Matrix): string[] {
    const { statements, conflict, doubt, dropped = [], retired } = content;
    const [first, ...others] = statements;
    const said = statements.map((statement) => this.saidBy(statement, matrix));
    return [
      isWithdrawn(content) ? this.text('isWithdrawn') : '',
      conflict ? this.text('fact', this.text('conflict'), said.join(AND)) : '',
      doubt && others.length > 0 && !conflict ? this.text('fact', this.text('doubt'), said.join(AND)) : '',
      doubt && (others.length === 0 || conflict) ? this.text('isInDoubt') : '',
      others.length > 0 && !conflict && !doubt ? this.text('repeated') : '',
      dropped.length === 0
        ? ''
        : first === undefined
          ? this.text(retired ? 'retiredWas' : 'droppedWas', this.said(dropped, matrix))
          : this.text('droppedElsewhere', this.said(dropped, matrix)),
      ...unique(statements.flatMap(({ restrictions }) => restrictions)).map(
        (restriction) => `${this.text('restricted')}: ${shortened(restriction)}`,
      ),
    ].filter(Boolean);
  }

  /** The label of a row: patch, title, severity, day of release, age, what must be known. */
  row(row: Row, matrix: Matrix, isMarked: boolean): string {
    const { title, severity, released } = row;
    const change = this.rowChange(row);
    const parts = [
      this.patch(row),
      shortened(title),
      shortened(severity),
      dayOf(released),
      this.age(row, 'ageInDays'),
      ...this.rowRemarks(row, matrix),
      change,
      isMarked ? this.text('underCursor') : '',
    ];
    return parts.filter(Boolean).join(', ');
  }

  /** The days since a patch was released; empty: unknown, or in the future. */
  age({ released }: Row, text: 'age' | 'ageInDays' = 'age'): string {
    const days = Math.floor((this.clock() - Date.parse(dayOf(released))) / MS_PER_DAY);
    return days >= 0 ? this.text(text, days) : '';
  }

  /** The worst state of a line or column, and how many cells have which state; empty: there are none. */
  rollup({ worst, kinds }: Rollup, matrix: Matrix): string {
    if (worst === undefined) return '';
    const counts = [...kinds]
      .sort(([, a], [, b]) => b - a)
      .map(([kind, cells]) => this.text('selectedKind', cells, shortened(kindName(matrix, kind, this.texts))));
    const content = matrix.contents[worst.content]!;
    const state = [this.now(content), isWithdrawn(content) ? this.text('isWithdrawn') : ''].filter(Boolean);
    return this.text('worst', state.join(', '), counts.join(', '));
  }

  /** Why a patch need not be installed, or is not listed; empty: nothing of that. */
  rowMark(row: Row, matrix: Matrix): string {
    const superseders = supersedersOf(matrix, row);
    const parts = [
      superseders.length > 0 ? this.text('supersededBy', shortened(superseders.join(', '))) : '',
      row.dropped ? this.text('isDropped') : '',
    ];
    return parts.filter(Boolean).join(' · ');
  }

  /** What must be known about a patch. */
  rowRemarks(row: Row, matrix: Matrix): string[] {
    const { contradictions = [] } = row;
    return [this.rowMark(row, matrix), ...contradictions.map((one) => this.contradiction(one, matrix))].filter(Boolean);
  }

  /** Whether a patch was added, removed or changed since the older edition; empty: unchanged. */
  rowChange({ edition, changes = [] }: Row): string {
    if (edition === 'added') return this.text('patchAdded');
    if (edition === 'removed') return this.text('patchRemoved');
    return changes.length > 0 ? this.text('patchChanged') : '';
  }

  /** The values of a field of a patch: those that contradict each other, or all of a list. */
  field({ vulnerabilities, restart, contradictions = [] }: Row, field: Field): string[] {
    if (field === 'cves') return [...vulnerabilities];
    const contradiction = contradictions.find((one) => one.field === 'restart');
    if (contradiction !== undefined) return [contradiction.values.map(({ value }) => this.yesNo(value)).join(AND)];
    return restart === null ? [] : [this.yesNo(String(restart))];
  }

  /** The label of a field of a patch. */
  fieldLabel(row: Row, field: Field): string {
    const values = this.field(row, field);
    const text = values.length === 0 ? this.text('none') : shortened(values.join(', '), MAX_LIST_LENGTH);
    return `${this.patch(row)}, ${this.text('fact', this.text(`field.${field}`), text)}`;
  }

  /** `Severity: Critical (Alpha) / Low (Beta)` */
  private contradiction({ field, values }: MatrixContradiction, matrix: Matrix): string {
    const shown = {
      severity: shortened,
      released: dayOf,
      restart: (value: string) => this.yesNo(value),
      supersedes: shortened,
    };
    const text = values.map(({ value, sources }) => {
      const by = unique(sources.flatMap((source) => supplierOf(matrix, source)));
      return this.text('says', shown[field](value) || this.text('none'), shortened(by.join(', ')));
    });
    return this.text('fact', this.text(`fact.${field}`), text.join(AND));
  }

  private yesNo(value: string): string {
    return this.text(value === 'true' ? 'yes' : 'no');
  }

  /** What holds in a cell: the most cautious state, or all that contradict each other. */
  private now({ statements, conflict, dropped = [], retired }: MatrixContent): string {
    if (statements.length > 0) return this.words(conflict ? statements : statements.slice(0, 1));
    if (retired) return this.text('retired');
    return this.text(dropped.length === 0 ? 'hole' : 'dropped');
  }

  /** The states of statements, as written; an empty element gets a text. No statements: empty. */
  private words(statements: readonly { readonly word: string }[]): string {
    return shortened(unique(statements.map(({ word }) => word || this.text('none'))).join(AND));
  }

  private said(statements: readonly MatrixStatement[], matrix: Matrix): string {
    return unique(statements.map((statement) => this.saidBy(statement, matrix))).join(AND);
  }

  /** `Not Approved (b.xml, 2026-03-20)`: the state with its file and edition. */
  private saidBy({ word, source }: MatrixStatement, { sources }: Matrix): string {
    const state = shortened(word) || this.text('none');
    const from = source === undefined ? undefined : sources[source];
    if (from === undefined) return state;
    return this.text('says', state, [shortened(from.name), dayOf(from.published)].filter(Boolean).join(', '));
  }

  private extras({ date, restart, comments }: MatrixStatement): string[] {
    return [
      dayOf(date),
      restart === null ? '' : this.text(restart ? 'restart' : 'noRestart'),
      comments.length > 0 ? `${this.text('commented')}: ${shortened(comments.join('; '))}` : '',
    ].filter(Boolean);
  }
}

const MS_PER_DAY = 86_400_000;

/** In UTF-16 units: some sixty CVEs. */
const MAX_LIST_LENGTH = 1_000;

/** The label of the grid: the suppliers of the matrix. */
export function gridName(matrix: Matrix, labels: Labels): string {
  const suppliers = unique(matrix.sources.map(({ supplier }) => supplier))
    .filter(Boolean)
    .map((name) => shortened(name))
    .join(', ');
  return suppliers === '' ? labels.text('title') : `${labels.text('title')}: ${suppliers}`;
}

/** The supplier of a source, or its file if it names none. */
function supplierOf({ sources }: Matrix, source: number): string[] {
  const found = sources[source];
  return found === undefined ? [] : [found.supplier || found.name];
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all)];
}
