/** Makes cells active that are asked for: beside the active one, by key, or by what they show. keys and pointer are in grid/control.ts. */
import type { CursorMark } from '../grid/painter';
import type { Place } from '../view/find';
import { nextPlace, type Wanted } from '../view/jump';
import { lineOf, placeOf } from '../view/positions';
import type { PageContext } from './context';

export class Navigation {
  /** The cell to be made active when its row is there; `null`: none. */
  private awaited: CursorMark | null = null;

  /** @param expandAll expands the collapsed groups */
  constructor(
    private readonly page: PageContext,
    private readonly expandAll: () => void,
  ) {}

  goTo(place: Place, options?: { readonly focus: boolean }): void {
    this.page.grid.goTo(place, options);
    this.page.selecting.moveTo(place);
  }

  /** Makes the cell of a product beside the active one active. */
  moveBy(columns: 1 | -1): void {
    const { grid } = this.page;
    const { firstProduct, columnCount } = grid.geometry;
    const { line, column } = grid.place;
    this.goTo({ line, column: Math.max(firstProduct, Math.min(column + columns, columnCount - 1)) });
    this.page.moved();
  }

  /** Goes to the next cell that asks for attention, or says that there is none. */
  jump(to: Wanted): void {
    const { page } = this;
    const { matrix, layout } = page.painter().scene;
    const place = nextPlace(matrix, layout, to, page.grid.place);
    if (place === undefined) return page.say(page.labels.texts[`none.${to}`]);
    this.goTo(place);
    page.moved();
  }

  /** Goes to a patch by its key. */
  goToRow(key: string): void {
    const line = this.shownLine(key);
    if (line === undefined) return;
    this.goTo({ line, column: 0 });
    this.page.moved();
  }

  /** Makes a cell the active one, now or when its row arrives. */
  goToCell(cell: CursorMark | null): void {
    this.awaited = cell;
    this.arrived();
  }

  /** The matrix has changed. */
  arrived(): void {
    const { page, awaited } = this;
    if (awaited === null || !page.painter().scene.matrix.rows.some(({ key }) => key === awaited.row)) return;
    this.awaited = null;
    this.shownLine(awaited.row);
    const place = placeOf(page.painter().scene, { row: awaited.row, line: 0, column: awaited.columns[0] ?? '' });
    if (place === undefined) return;
    this.goTo(place, { focus: false });
    page.moved();
  }

  /** The line of a patch, which may be in a collapsed group; `undefined`: the filters leave it out. */
  private shownLine(key: string): number | undefined {
    const line = lineOf(this.page.painter().scene, key);
    if (line !== undefined) return line;
    this.expandAll();
    return lineOf(this.page.painter().scene, key);
  }
}
