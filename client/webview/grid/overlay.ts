/** What lies over the cells: a frame for each selected area, the fill handle, and a frame for what it fills. Screen readers have the cells. */
import { make } from '../dom';
import { NOTHING_SELECTED, type Area, type CellSelection } from '../view/selection';
import type { Geometry } from './geometry';
import type { Drawing } from './painter';
import { Pool } from './pool';

export class Overlay {
  /** At the corner of the selection, to drag. Keys do the same. */
  readonly fillHandle = make('div', { className: 'fill-handle', hidden: true });
  private readonly fillFrame = make('div', { className: 'fill-target', hidden: true });
  readonly element = make('div', {}, { 'aria-hidden': true }, this.fillFrame, this.fillHandle);
  /** Those of the areas that are in sight, by their index. */
  private readonly frames = new Pool(this.element, newFrame, (frame) => frame);
  private selection: CellSelection = NOTHING_SELECTED;
  /** The last one. */
  private drawing: Drawing | undefined;

  showSelection(selection: CellSelection): void {
    this.selection = selection;
    if (this.drawing !== undefined) this.draw(this.drawing);
  }

  draw(drawing: Drawing): void {
    this.drawing = drawing;
    const { geometry, painter, linesInSight } = drawing;
    const [from, to] = linesInSight;
    const { areas } = this.selection;
    const [area] = areas;
    // A single cell is only the active one.
    const isOne = areas.length === 1 && area!.top === area!.bottom && area!.left === area!.right;
    const shown = areas.flatMap(({ top, bottom }, index) => (!isOne && top < to && bottom >= from ? [index] : []));
    this.frames.show(shown, () => undefined);
    for (const [index, frame] of this.frames.entries()) putOver(frame, areas[index]!, geometry);
    const hasHandle = area !== undefined && areas.length === 1 && painter.scene.isWritable;
    this.fillHandle.hidden = !hasHandle;
    if (!hasHandle) return;
    const { bottom, right } = geometry.edgesOf(area);
    this.fillHandle.style.left = `${right}px`;
    this.fillHandle.style.top = `${bottom}px`;
  }

  /** Shows which cells the fill handle fills. */
  showFill(area: Area | undefined): void {
    this.fillFrame.hidden = area === undefined;
    if (area !== undefined && this.drawing !== undefined) putOver(this.fillFrame, area, this.drawing.geometry);
  }
}

/** Puts a frame over an area. */
function putOver({ style }: HTMLElement, area: Area, geometry: Geometry): void {
  const { top, bottom, left, right } = geometry.edgesOf(area);
  style.left = `${left}px`;
  style.top = `${top}px`;
  style.width = `${right - left}px`;
  style.height = `${bottom - top}px`;
}

function newFrame(): HTMLElement {
  return make('div', { className: 'selected-area' });
}
