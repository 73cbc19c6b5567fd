/** A matrix as a Markdown table for each patch vendor. */
import { markdownText } from '../markdownText';
import { columnName, states } from './csv';
import type { Matrix, Result } from './matrix';
import { dayOf, ENGLISH, TEXTS, type ExportOptions } from './texts';

/** Writes the tables; texts of the files stand in them as text, without becoming markup. */
export function matrixMarkdown(
  { sources, columns, groups }: Matrix,
  { translate = ENGLISH }: ExportOptions = {},
): string {
  const text = (key: keyof typeof TEXTS, ...args: string[]) => markdownText(translate(TEXTS[key], args));
  const suppliers = [...new Set(sources.map(({ supplier }) => supplier))].join(', ');
  const heads = [text('patch'), text('patchTitle'), text('severity'), text('released')];
  const head = line([...heads, ...columns.map((column) => markdownText(columnName(column)))]);
  const rule = line([...heads, ...columns].map(() => '---'));
  const tables = groups.map(({ vendor, rows }) => {
    const lines = rows.map((row) =>
      line([
        ...[row.id, row.title, row.severity, dayOf(row.released)].map(markdownText),
        ...columns.map((_, index) => cell(row.cells.get(index))),
      ]),
    );
    return `## ${markdownText(vendor)}\n\n${[head, rule, ...lines].join('\n')}\n`;
  });
  return [`# ${text('title', suppliers)}\n`, ...tables].join('\n');
}

function cell(results: readonly Result[] | undefined): string {
  const symbol = results?.[0]?.known?.symbol ?? '';
  return [markdownText(symbol), markdownText(states(results))].filter(Boolean).join(' ');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
