/** A button that opens a short list of buttons. */
import { make } from '../dom';

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
}

export function menu(label: string, items: readonly MenuItem[]): HTMLElement {
  const list = make('div', { className: 'items' });
  const element = make('details', { className: 'menu' }, {}, make('summary', { textContent: label }), list);
  const close = (): void => {
    element.open = false;
  };
  for (const { label: text, run } of items) {
    const button = make('button', { type: 'button', textContent: text });
    button.addEventListener('click', () => {
      close();
      run();
    });
    list.append(button);
  }
  // It opens to the side where there is room.
  element.addEventListener('toggle', () => {
    list.classList.remove('other-side');
    list.classList.toggle('other-side', element.open && list.getBoundingClientRect().left < 0);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !element.open) return;
    close();
    element.querySelector('summary')!.focus();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!element.contains(relatedTarget as Node | null)) close();
  });
  return element;
}
