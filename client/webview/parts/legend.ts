/** What the symbols of the grid mean: all states, what must be known with them, and the bars. */
import { make } from '../dom';
import { CAUTION_SYMBOLS, lookOfKind, type Look } from '../grid/look';
import { CONFLICT, DOUBT, DROPPED, HOLE, kindName, RETIRED, WITHDRAWN } from '../model/kinds';
import type { Matrix } from '../model/matrix';
import { shortened, type Texts } from '../texts';
import { popup } from './popup';

export class Legend {
  readonly element: HTMLElement;
  private readonly list = make('ul', { className: 'items legend' });
  private states: Matrix['states'] | undefined;

  constructor(private readonly texts: Texts) {
    this.element = popup(texts.legend, this.list, 'symbols').element;
  }

  show(matrix: Matrix): void {
    if (matrix.states === this.states) return;
    this.states = matrix.states;
    const { texts } = this;
    const kinds = [...matrix.states.map(({ id }) => id), HOLE, CONFLICT, DOUBT, WITHDRAWN, DROPPED, RETIRED];
    const plain = (symbol: string): Look => ({ tone: '', symbol });
    const entries: readonly (readonly [Look, string])[] = [
      ...kinds.map((kind) => [lookOfKind(matrix, kind), kindName(matrix, kind, texts)] as const),
      [plain(CAUTION_SYMBOLS.restricted), texts.restricted],
      [plain(CAUTION_SYMBOLS.restart), texts.restart],
      [plain(CAUTION_SYMBOLS.comment), texts.commented],
      [plain('●'), texts['legend.mine']],
      [plain('▬'), texts['legend.bar']],
    ];
    this.list.replaceChildren(
      ...entries.map(([{ tone, symbol }, name]) =>
        make(
          'li',
          { className: tone },
          {},
          make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true }),
          make('span', { textContent: shortened(name) }),
        ),
      ),
    );
  }
}
