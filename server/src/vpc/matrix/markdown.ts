/** A matrix as a Markdown table for each patch vendor. */
import { markdownText } from '../markdownText';
import { columnName } from './columns';
import { changeText } from './csv';
import { editionOf } from './matrix';
import type { Cell } from './row';
import { dayOf, ENGLISH, stateText, TEXTS, titleOf, type ExportOptions } from './texts';
import { cellsOf, type View } from './view';

/** Writes the tables; texts of the files stand in them as text, without becoming markup. */
export function matrixMarkdown(view: View, { translate = ENGLISH }: ExportOptions = {}): string {
  const { matrix, columns, groups } = view;
  const text = (key: keyof typeof TEXTS): string => markdownText(translate(TEXTS[key]));
  const compares = matrix.older !== null;
  const products = columns.map((column) => {
    const edition = editionOf(column, matrix);
    return markdownText(columnName(column)) + (edition === null ? '' : ` *${text(edition)}*`);
  });
  const tables = groups.map(({ vendor, rows }) => {
    const named = vendor === null;
    const heads = [
      ...(named ? [text('vendor')] : []),
      ...[text('patch'), text('patchTitle'), text('severity'), text('released')],
      ...(compares ? [text('change')] : []),
    ];
    const lines = rows.map((row) =>
      line([
        ...(named ? [markdownText(row.vendor)] : []),
        ...[row.id, row.title, row.severity, dayOf(row.released)].map(markdownText),
        ...(compares ? [markdownText(changeText(row, translate))] : []),
        ...cellsOf(row, view).map(cellText),
      ]),
    );
    const table = [line([...heads, ...products]), line([...heads, ...products].map(() => '---')), ...lines].join('\n');
    return named ? `${table}\n` : `## ${markdownText(vendor)}\n\n${table}\n`;
  });
  return [`# ${markdownText(titleOf(matrix, translate))}\n`, ...tables].join('\n');
}

/** Stands before states that contradict each other: the symbol of one of them would take its side. */
const CONFLICT = '⚠';

function cellText(cell: Cell | undefined): string {
  const symbol = cell?.conflict === true ? CONFLICT : (cell?.statements[0]?.statement.known?.symbol ?? '');
  return [markdownText(symbol), markdownText(stateText(cell))].filter(Boolean).join(' ');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
