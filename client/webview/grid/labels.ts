/** What cells say in words: for screen readers and tooltips. */
import type { MatrixColumn, MatrixContent, MatrixStatement } from '../../../server/src/lsp/protocol';
import { columnName, dayOf, type Matrix, type Row } from '../model/matrix';
import { fill, shortened, type TextKey, type Texts } from '../texts';

/** The texts that a grid needs, as functions of what they are about. */
export class Labels {
  constructor(readonly texts: Texts) {}

  text(key: TextKey, ...values: readonly (string | number)[]): string {
    return fill(this.texts[key], ...values);
  }

  /** A patch: its identifier, or what stands for it. */
  patch({ id }: Row): string {
    return shortened(id) || this.text('none');
  }

  /** `Northwind Batch 8.2 (Windows Server 2022)` */
  column(column: MatrixColumn): string {
    return shortened(columnName(column)) || this.text('none');
  }

  /** The name of a group of patches. */
  group(name: string): string {
    return shortened(name) || this.text('none');
  }

  /** What a cell says, shortly: its states, and what they were. */
  states({ statements, change }: MatrixContent): string {
    const now = this.said(statements);
    if (change === undefined) return now;
    return `${this.said(change.before)} → ${now}`;
  }

  /** Patch, product, state, date, and whatever else is said of a cell. */
  cell(row: Row, column: MatrixColumn, content: MatrixContent, isMarked: boolean): string {
    const { statements, conflict, change } = content;
    const now = this.said(statements);
    const before = change && this.said(change.before);
    return [
      this.patch(row),
      this.column(column),
      ...(conflict ? [this.text('conflict')] : []),
      before === undefined ? now : this.text('was', now, before),
      ...statements.flatMap((statement) => this.notes(statement)),
      ...(statements.length > 1 && !conflict ? [this.text('repeated')] : []),
      ...(isMarked ? [this.text('underCursor')] : []),
    ].join(', ');
  }

  /** A patch with all that its heading says. */
  row(row: Row, isMarked: boolean): string {
    const { title, severity, released } = row;
    const change = this.rowChange(row);
    const facts = [
      this.patch(row),
      shortened(title),
      shortened(severity),
      dayOf(released),
      change,
      isMarked ? this.text('underCursor') : '',
    ];
    return facts.filter(Boolean).join(', ');
  }

  /** How a patch came into the newer edition; empty where it is as it was. */
  rowChange({ edition, changes = [] }: Row): string {
    if (edition === 'added') return this.text('patchAdded');
    if (edition === 'removed') return this.text('patchRemoved');
    return changes.length > 0 ? this.text('patchChanged') : '';
  }

  /** The words of a cell; a state may be an empty element. */
  private said(statements: readonly { readonly word: string }[]): string {
    if (statements.length === 0) return this.text('hole');
    return words(statements.map(({ word }) => word || this.text('none')));
  }

  private notes({ date, restart, restrictions, comments }: MatrixStatement): string[] {
    return [
      dayOf(date),
      restart === null ? '' : this.text(restart ? 'restart' : 'noRestart'),
      restrictions.length > 0 ? `${this.text('restricted')}: ${shortened(restrictions.join('; '))}` : '',
      comments.length > 0 ? `${this.text('commented')}: ${shortened(comments.join('; '))}` : '',
    ].filter(Boolean);
  }
}

/** The name of a matrix's patch counts in its grid. */
export function gridName(matrix: Matrix, labels: Labels): string {
  const suppliers = [...new Set(matrix.sources.map(({ supplier }) => supplier))]
    .filter(Boolean)
    .map((name) => shortened(name))
    .join(', ');
  return suppliers === '' ? labels.text('title') : `${labels.text('title')}: ${suppliers}`;
}

function words(all: readonly string[]): string {
  return shortened([...new Set(all)].join(' / '));
}
