/** A button that opens something above the page, until Escape or the loss of the focus closes it. */
import { make } from '../dom';

/** @param content an element of the class `items` @param className of the whole */
export function popup(
  label: string,
  content: HTMLElement,
  className = 'menu',
): { readonly element: HTMLElement; readonly close: () => void } {
  const element = make('details', { className }, {}, make('summary', { textContent: label }), content);
  const close = (): void => {
    element.open = false;
  };
  // It opens to the other side if it would leave the page.
  element.addEventListener('toggle', () => {
    content.classList.remove('other-side');
    content.classList.toggle('other-side', element.open && content.getBoundingClientRect().left < 0);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !element.open) return;
    close();
    element.querySelector('summary')!.focus();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!element.contains(relatedTarget as Node | null)) close();
  });
  return { element, close };
}
