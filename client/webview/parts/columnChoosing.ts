/** Hides, pins and moves the columns of products: those below a heading, by its menu and by keys. */
import type { Grid } from '../grid/grid';
import type { Matrix } from '../model/matrix';
import type { Texts } from '../texts';
import { moved } from '../view/columns';
import type { ColumnChoice } from '../view/criteria';
import type { Place } from '../view/find';
import { columnsBelow, firstProduct, headLines, type Layout } from '../view/layout';
import { ColumnMenu } from './columnMenu';

/** What the page shows now. */
export interface ShownColumns {
  readonly matrix: Matrix;
  readonly layout: Layout;
  readonly choice: ColumnChoice;
}

export class ColumnChoosing {
  readonly menu: ColumnMenu;

  /** @param choose changes the choice and draws the columns again */
  constructor(
    texts: Texts,
    private readonly grid: Grid,
    private readonly shown: () => ShownColumns,
    private readonly choose: (part: Partial<ColumnChoice>) => void,
  ) {
    this.menu = new ColumnMenu(texts, () => grid.focus());
  }

  /** Opens the menu of a heading. */
  openMenu(place: Place): void {
    const { layout, choice } = this.shown();
    const { hidden, pinned, order } = choice;
    const [from, end] = this.below(place);
    const keys = shownKeys(this.shown()).slice(from, end);
    const others = pinned.filter((key) => !keys.includes(key));
    const isPinned = from < layout.pinned;
    this.menu.open(this.grid.activeBox, {
      isPinned,
      pin: () => this.choose({ pinned: isPinned ? others : [...others, ...keys] }),
      hide: () => this.choose({ hidden: [...hidden, ...keys] }),
      move: (direction) => this.move(place, direction),
      restoreOrder: order.length === 0 ? undefined : () => this.choose({ order: [] }),
    });
  }

  /** Moves the columns below a heading by one place. */
  move(place: Place, direction: 1 | -1): void {
    const { matrix, layout, choice } = this.shown();
    const range = this.below(place);
    const other = direction < 0 ? range[0] - 1 : range[1];
    // Pinned columns stay before the others.
    if (range[0] < layout.pinned !== other < layout.pinned) return;
    const order = moved(matrix, choice, shownKeys(this.shown()), range, direction);
    if (order !== undefined) this.choose({ order });
  }

  /** The columns below a heading: a half-open range of indices into those of the layout. */
  private below({ line, column }: Place): readonly [number, number] {
    const { layout } = this.shown();
    const first = firstProduct(layout);
    if (line >= headLines(layout) - 1) return [column - first, column - first + 1];
    const [from, end] = columnsBelow(layout, line, column);
    return [from - first, end - first];
  }
}

/** The keys of the columns that are shown, in order. */
export function shownKeys({ matrix, layout }: Pick<ShownColumns, 'matrix' | 'layout'>): string[] {
  return layout.columns.map((index) => matrix.columns[index]!.key);
}
