/** The handle at the corner of the selection: dragging it down or to the right repeats the selected cells there. */
import type { Place } from '../view/find';
import type { Area } from '../view/selection';
import { repeated } from './changes';
import type { Writing, WritingContext } from './writing';

export class FillHandle {
  constructor(
    private readonly page: WritingContext,
    private readonly writing: Writing,
  ) {
    const { fillHandle } = page.grid.overlay;
    // The focus stays at the active cell.
    fillHandle.addEventListener('mousedown', (event) => event.preventDefault());
    fillHandle.addEventListener('pointerdown', (event) => this.drag(event));
  }

  /** Follows the pointer until the button is released; Escape ends it without effect. */
  private drag({ button }: PointerEvent): void {
    const { grid, selecting } = this.page;
    const { overlay } = grid;
    const source = selecting.selection.areas.at(-1);
    if (button !== 0 || source === undefined || this.writing.refuse()) return;
    const end = new AbortController();
    const { signal } = end;
    let whole: Area | undefined;
    const move = ({ clientX, clientY, buttons }: PointerEvent): void => {
      if (buttons === 0) return end.abort();
      const place = grid.placeAt(clientX, clientY);
      if (place === undefined) return;
      whole = stretched(source, place);
      overlay.showFill(whole);
      if (whole !== undefined) grid.reveal({ line: whole.bottom, column: whole.right });
    };
    const release = (): void => {
      end.abort();
      if (whole !== undefined) this.fill(source, whole);
    };
    const cancel = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end.abort();
    };
    overlay.fillHandle.classList.add('dragged');
    signal.addEventListener('abort', () => {
      overlay.fillHandle.classList.remove('dragged');
      overlay.showFill(undefined);
    });
    document.addEventListener('pointermove', move, { signal });
    document.addEventListener('pointerup', release, { signal });
    document.addEventListener('pointercancel', () => end.abort(), { signal });
    document.addEventListener('keydown', cancel, { signal, capture: true });
  }

  private fill(source: Area, whole: Area): void {
    const { selecting, labels } = this.page;
    const changes = repeated(this.page.matrix(), this.page.painter(), source, whole);
    selecting.choose({ line: source.top, column: source.left }, 'replace');
    selecting.choose({ line: whole.bottom, column: whole.right }, 'extend');
    this.writing.send(labels.text('fillCells', changes.length), changes);
  }
}

/** An area made longer up to a place, down or to the right, whichever is farther; `undefined`: the place is not beyond it. */
function stretched(area: Area, { line, column }: Place): Area | undefined {
  const [down, right] = [line - area.bottom, column - area.right];
  if (down <= 0 && right <= 0) return undefined;
  return down >= right ? { ...area, bottom: line } : { ...area, right: column };
}
