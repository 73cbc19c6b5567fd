/** Finding text: searches what is shown, and goes from hit to hit. */
import type { Navigation } from '../page/navigation';
import type { Matrix } from '../model/matrix';
import type { PageContext } from '../page/context';
import type { PageState } from '../page/state';
import { find, NO_HITS, type Hits, type Place } from '../view/find';
import type { Layout } from '../view/layout';
import { Finder } from './finder';

export class TextSearch {
  readonly finder: Finder;
  private found: Hits = NO_HITS;
  /** Index of the current hit; -1: none yet. */
  private hit = -1;
  /** The active cell when the search began. While the text is being typed, the search starts here. */
  private start: Place = { line: 0, column: 0 };

  constructor(
    private readonly page: PageContext,
    private readonly navigation: Navigation,
    private readonly state: PageState,
  ) {
    const { grid, labels } = page;
    this.finder = new Finder(
      labels.texts,
      (text) => this.typed(text),
      (direction) => this.goToHit(direction),
      () => grid.focus(),
    );
    this.finder.input.addEventListener('focus', () => (this.start = grid.place));
  }

  get hits(): Hits {
    return this.found;
  }

  /** Searches again, in another arrangement. */
  search(matrix: Matrix, layout: Layout): void {
    const { labels } = this.page;
    this.found = find(matrix, layout, this.state.now.find, (name) => labels.name(name));
    this.hit = Math.min(this.hit, this.found.count - 1);
  }

  /** Shows the text and the number of hits. */
  show(): void {
    this.finder.show(this.state.now.find, this.found.count, this.hit);
  }

  /** Handles a key of the page. @returns whether it is one for searching */
  key({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (key === 'F3') this.goToHit(shiftKey ? -1 : 1);
    else if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'f') this.finder.input.select();
    else return false;
    return true;
  }

  private typed(text: string): void {
    const { page } = this;
    const { matrix, layout } = page.painter().scene;
    this.state.change({ find: text });
    this.hit = -1;
    this.search(matrix, layout);
    page.repaint();
    if (this.found.count > 0) {
      this.hit = this.found.from(this.start);
      this.navigation.goTo(this.found.at(this.hit), { focus: false });
      page.moved();
    }
    this.show();
  }

  private goToHit(direction: 1 | -1): void {
    const { count } = this.found;
    if (count === 0) return;
    this.hit = this.hit < 0 ? this.found.from(this.page.grid.place) : (this.hit + direction + count) % count;
    const isFinding = this.finder.element.contains(document.activeElement);
    this.navigation.goTo(this.found.at(this.hit), { focus: !isFinding });
    this.show();
    this.page.moved();
  }
}
