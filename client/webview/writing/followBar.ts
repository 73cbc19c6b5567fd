/** A line above the grid that says which dates or names are outdated by what is written, with a button that lets them follow. */
import { make } from '../dom';
import { shortened } from '../texts';

export class FollowBar {
  readonly element = make('section', { className: 'follow', hidden: true }, { role: 'status' });
  private readonly text = make('span');
  private readonly button = make('button', { type: 'button' });

  /** @param follow lets it follow */
  constructor(follow: () => void) {
    this.element.append(this.text, this.button);
    this.button.addEventListener('click', follow);
  }

  /** @param text empty: nothing is outdated @param button label of the button */
  show(text: string, button: string): void {
    this.element.hidden = text === '';
    // An equal text is not announced again.
    if (this.text.textContent !== text) this.text.textContent = shortened(text);
    this.button.textContent = button;
  }
}
