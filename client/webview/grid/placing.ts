/** Puts elements in the columns of the grid. Pinned ones are in the flow of their line and sticky, all others are placed in it. */
import { HEAD_COLUMNS } from '../view/layout';
import type { Geometry } from './geometry';

/** Puts an element at the left edge of a column. */
export function putAt(element: HTMLElement, geometry: Geometry, column: number): void {
  const { headWidth, horizontal, firstProduct } = geometry;
  // A pinned one stays beside the heads of patches; the fields of patches go below it.
  const fields = geometry.isPinned(column) ? horizontal.start(firstProduct - HEAD_COLUMNS) : 0;
  element.style.left = `${headWidth + horizontal.start(column - HEAD_COLUMNS) - fields}px`;
}

/** Puts an element over the whole width of a column. */
export function putAcross(element: HTMLElement, geometry: Geometry, column: number): void {
  putAt(element, geometry, column);
  element.style.width = `${geometry.widthOf(column)}px`;
}

/** @param isIndented whether nothing in the line is before the first pinned element */
export function markPinned(element: HTMLElement, geometry: Geometry, column: number, isIndented: boolean): void {
  const { headWidth, horizontal, firstProduct } = geometry;
  const isPinned = geometry.isPinned(column);
  element.classList.toggle('pinned', isPinned);
  const before = horizontal.start(firstProduct - HEAD_COLUMNS) + (isIndented ? headWidth : 0);
  element.style.marginLeft = isPinned && column === firstProduct ? `${before}px` : '';
}
