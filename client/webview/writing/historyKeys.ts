/** The keys that VS Code has for editors, on a page that is not an editor. */
import type { HistoryAction } from '../messages';

/** What a key asks the panel to do; `undefined`: nothing, as in a text field, which undoes its own text. */
export function historyAction(event: KeyboardEvent): HistoryAction | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  const key = event.key.toLowerCase();
  if (key === 's') return shiftKey ? undefined : 'save';
  if (isTextField(target)) return undefined;
  if (key === 'z') return shiftKey ? 'redo' : 'undo';
  return key === 'y' && !shiftKey ? 'redo' : undefined;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'checkbox');
}
