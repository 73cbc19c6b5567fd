/** What commands and the context menu of VS Code do on the page. */
import type { NamedRow, PageAction } from '../messages';
import type { Row } from '../model/matrix';
import { patchOf, productOf } from './changes';
import type { Writing, WritingContext } from './writing';

/** Does an action for the selected cells. */
export function act(action: PageAction, page: WritingContext, writing: Writing): void {
  page.grid.focus();
  switch (action) {
    case 'setState':
      return writing.open('');
    case 'fillDown':
      return writing.fill('down');
    case 'fillRight':
      return writing.fill('right');
    case 'clear':
      return writing.clear(false);
    case 'removeStatements':
      return writing.clear(true);
    case 'details':
      return page.showDetails();
    case 'openSource':
      return page.openSource();
    default:
      return changeLines(action, page, writing);
  }
}

type LineAction = Extract<PageAction, 'notApplicable' | 'addProduct' | 'addPatch' | 'removePatches' | 'removeProducts'>;

/** Does an action for the whole lines or columns of the selected cells. */
function changeLines(action: LineAction, page: WritingContext, writing: Writing): void {
  if (writing.refuse()) return;
  const matrix = page.matrix();
  const { labels } = page;
  const targets = writing.targets();
  const rows = [...new Map(targets.map(({ row }) => [row.key, row])).values()];
  const columns = [...new Map(targets.map(({ column }) => [column.key, column])).values()];
  switch (action) {
    case 'notApplicable': {
      const state = matrix.states.find(({ id }) => id === 'not-applicable');
      if (state === undefined) return;
      page.selecting.chooseLines();
      return writing.open(state.value);
    }
    case 'addProduct': {
      const { layout } = page.painter().scene;
      const shown = layout.rows.map((index) => named(matrix.rows[index]!));
      return page.post({ type: 'addProduct', all: matrix.rows.length, shown, selected: rows.map(named) });
    }
    case 'addPatch': {
      // Those of the selected patches first.
      const vendors = new Set([...rows, ...matrix.rows].map(({ vendor }) => vendor).filter(Boolean));
      return page.post({ type: 'addPatch', vendors: [...vendors], columns: matrix.columns });
    }
    case 'removePatches':
      return writing.send(
        labels.text('removePatches', rows.length),
        rows.map((row) => {
          const { patch } = named(row);
          return { row: row.key, column: '', isStated: true, change: { patch, remove: true } };
        }),
      );
    case 'removeProducts':
      return writing.send(
        labels.text('removeProducts', columns.length),
        columns.map((column) => {
          const change = { product: productOf(column), remove: true };
          return { row: '', column: column.key, isStated: true, change };
        }),
      );
  }
}

function named(row: Row): NamedRow {
  return { row: row.key, patch: patchOf(row) };
}
