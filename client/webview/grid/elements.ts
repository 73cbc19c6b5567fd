/** The elements of the grid, empty: the painter fills them, and they are used again and again. */
import { make } from '../dom';
import { Pool } from './pool';

/** A line of the body. */
export interface LineElements {
  readonly line: HTMLElement;
  readonly head: HTMLElement;
  readonly cells: Pool<HTMLElement>;
}

export function newLine(): LineElements {
  const head = make('div', { tabIndex: -1 }, { role: 'rowheader', 'aria-colindex': 1 });
  for (const name of ['id', 'severity', 'title', 'released']) head.append(make('span', { className: name }));
  const line = make('div', {}, { role: 'row' }, head);
  return { line, head, cells: new Pool(line, newCell, (cell) => cell) };
}

function newCell(): HTMLElement {
  return make('div', { tabIndex: -1 }, { role: 'gridcell' });
}

export function newProduct(): HTMLElement {
  return make('div', { tabIndex: -1 }, { role: 'columnheader' }, make('span', { className: 'label' }));
}

export function newColumnHead(): HTMLElement {
  return make(
    'div',
    { tabIndex: -1 },
    { role: 'columnheader' },
    make('span', { className: 'version' }),
    make('span', { className: 'platform' }),
    newHandle(),
  );
}

/** What is dragged to make a column wider. Keys do the same on the heading, so that it is nothing to screen readers. */
export function newHandle(): HTMLElement {
  return make('span', { className: 'handle' }, { 'aria-hidden': true });
}
