/**
 * The context menu of the grid. VS Code shows it, with the commands of the manifest for the context that is given here, and its own
 * cut, copy and paste; the page selects what the menu is for.
 */
import { areaAt, isWithin } from '../view/selection';
import type { WritingContext } from './writing';

export class ContextMenu {
  constructor(private readonly page: WritingContext) {
    // By the pointer, and by the keys of the system for the active cell.
    page.grid.element.addEventListener('contextmenu', (event) => this.prepare(event));
  }

  private prepare({ target }: MouseEvent): void {
    const { grid, selecting } = this.page;
    const place = grid.placeOf(target);
    const area = place && areaAt(place, selecting.shape);
    if (place !== undefined && !(area && isWithin(area, selecting.selection))) {
      grid.goTo(place);
      selecting.choose(place, 'replace');
      this.page.moved();
    }
    const hasCells = selecting.selection.areas.length > 0;
    const context = { webviewSection: hasCells ? 'cells' : 'grid' };
    grid.element.dataset.vscodeContext = JSON.stringify(context);
  }
}
