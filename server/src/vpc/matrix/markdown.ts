/** A matrix as a Markdown table for each patch vendor. */
import { markdownText } from '../markdownText';
import { columnName } from './columns';
import { changeText } from './csv';
import { editionOf } from './matrix';
import type { Cell } from './row';
import { dayOf, ENGLISH, stateText, TEXTS, titleOf, type ExportOptions } from './texts';
import { cellsOf, type View } from './view';

/**
 * Writes the tables; texts of the files stand in them as text, without becoming markup.
 * @returns the text in pieces
 */
export function* matrixMarkdown(
  view: View,
  { translate = ENGLISH }: ExportOptions = {},
): Generator<string, void, undefined> {
  const { matrix, columns, groups } = view;
  const text = (key: keyof typeof TEXTS): string => markdownText(translate(TEXTS[key]));
  const compares = matrix.older !== null;
  const products = columns.map((column) => {
    const edition = editionOf(column, matrix);
    return markdownText(columnName(column)) + (edition === null ? '' : ` *${text(edition)}*`);
  });
  yield `# ${markdownText(titleOf(matrix, translate))}\n`;
  for (const { vendor, rows } of groups) {
    const named = vendor === null;
    const heads = [
      ...(named ? [text('vendor')] : []),
      ...[text('patch'), text('patchTitle'), text('severity'), text('released')],
      ...(compares ? [text('change')] : []),
    ];
    if (!named) yield `\n## ${markdownText(vendor)}\n`;
    yield `\n${line([...heads, ...products])}\n${line([...heads, ...products].map(() => '---'))}\n`;
    for (const row of rows) {
      const texts = line([
        ...(named ? [markdownText(row.vendor)] : []),
        ...[row.id, row.title, row.severity, dayOf(row.released)].map(markdownText),
        ...(compares ? [markdownText(changeText(row, translate))] : []),
        ...cellsOf(row, view).map(cellText),
      ]);
      yield `${texts}\n`;
    }
  }
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
