/** A matrix as a Markdown table for each patch vendor. */
import { columnNames } from '../columns';
import { changeText } from './csv';
import { editionOf } from '../matrix';
import type { Cell } from '../cell';
import { noteText } from '../notes';
import {
  dayOf,
  ENGLISH,
  factText,
  patchFieldHead,
  patchFieldText,
  stateText,
  TEXTS,
  titleOf,
  type ExportOptions,
} from './texts';
import { supersedersOf } from '../supersedence';
import { cellsOf, type View } from '../view';
import { markdownText } from '../../xml/escape';

/**
 * Writes the tables. All texts from files are escaped.
 * @returns the text in pieces
 */
export function* matrixMarkdown(
  view: View,
  { translate = ENGLISH, notes = view.matrix.notes, fields = [] }: ExportOptions = {},
): Generator<string, void, undefined> {
  const { matrix, columns, groups } = view;
  const text = (key: keyof typeof TEXTS): string => markdownText(translate(TEXTS[key]));
  const compares = matrix.older !== null;
  const names = columnNames(columns);
  const products = columns.map((column, index) => {
    const edition = editionOf(column, matrix);
    return markdownText(names[index]!) + (edition === null ? '' : ` *${text(edition)}*`);
  });
  const cellText = (cell: Cell | undefined): string =>
    cell === undefined
      ? ''
      : [symbolOf(cell), stateText(cell, matrix.sources, translate)].filter(Boolean).map(markdownText).join(' ');
  yield `# ${markdownText(titleOf(matrix, translate))}\n`;
  if (notes.length > 0) {
    const lines = notes.map((note) => `> - ${markdownText(noteText(note, translate))}\n`);
    yield `\n> **${text('notes')}**\n>\n${lines.join('')}`;
  }
  for (const { vendor, rows } of groups) {
    const named = vendor === null;
    const heads = [
      ...(named ? [text('vendor')] : []),
      ...[text('patch'), text('patchTitle'), text('severity'), text('released'), text('supersededBy')],
      ...fields.map((field) => markdownText(patchFieldHead(field, translate))),
      ...(compares ? [text('change')] : []),
    ];
    if (!named) yield `\n## ${markdownText(vendor)}\n`;
    yield `\n${line([...heads, ...products])}\n${line([...heads, ...products].map(() => '---'))}\n`;
    for (const row of rows) {
      const texts = line([
        ...(named ? [markdownText(row.vendor)] : []),
        ...[row.id, row.title, factText(row, 'severity'), factText(row, 'released', dayOf)].map(markdownText),
        markdownText(supersedersOf(row, matrix).join(', ')),
        ...fields.map((field) => markdownText(patchFieldText(row, field, translate))),
        ...(compares ? [markdownText(changeText(row, translate))] : []),
        ...cellsOf(row, view).map(cellText),
      ]);
      yield `${texts}\n`;
    }
  }
}

/** The symbol of states that must not be taken for a result: contradictory, in doubt, or no longer listed. */
const WARNING = '⚠';

function symbolOf({ statements, dropped, conflict, doubt, isRetired }: Cell): string {
  if (conflict || doubt || (dropped.length > 0 && !isRetired)) return WARNING;
  return statements[0]?.statement.known?.symbol ?? '';
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
