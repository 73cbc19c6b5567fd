/** The empty elements of the grid. The painter fills them, and pools reuse them. */
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
  for (const name of ['id', 'severity', 'title', 'released', 'age', 'worst'])
    head.append(make('span', { className: name }));
  const line = make('div', {}, { role: 'row' }, head);
  return { line, head, cells: new Pool(line, newCell, (cell) => cell) };
}

function newCell(): HTMLElement {
  return make('div', { tabIndex: -1 }, { role: 'gridcell' });
}

export function newBandHead(): HTMLElement {
  return make('div', { tabIndex: -1 }, { role: 'columnheader' }, make('span', { className: 'label' }));
}

export function newColumnHead(): HTMLElement {
  return make(
    'div',
    { tabIndex: -1 },
    { role: 'columnheader' },
    make('span', { className: 'version' }),
    make('span', { className: 'platform' }),
    make('span', { className: 'worst' }),
    newHandle(),
  );
}

/** The handle for the width of a column. Hidden from screen readers, because keys on the heading do the same. */
export function newHandle(): HTMLElement {
  return make('span', { className: 'handle' }, { 'aria-hidden': true });
}
