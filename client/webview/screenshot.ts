/** A picture of the visible part of the grid, drawn from its elements in their colours. */
import type { Grid } from './grid/grid';

/** @returns a PNG in base64 */
export function screenshotOf(grid: Grid): string {
  const { left, top, width, height } = grid.element.getBoundingClientRect();
  const scale = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  context.translate(-left, -top);
  context.fillStyle = backgroundOf(document.body);
  context.fillRect(left, top, width, height);
  for (const element of grid.drawn()) drawElement(context, element);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function drawElement(context: CanvasRenderingContext2D, element: HTMLElement): void {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  context.globalAlpha = 1;
  context.fillStyle = backgroundOf(document.body);
  context.fillRect(box.left, box.top, box.width, box.height);
  context.globalAlpha = Number(style.opacity);
  context.fillStyle = style.backgroundColor;
  context.fillRect(box.left, box.top, box.width, box.height);
  if (style.backgroundImage.startsWith('repeating-linear-gradient')) drawStripes(context, style, box);
  context.fillStyle = style.borderBottomColor;
  context.fillRect(box.left, box.bottom - 1, box.width, 1);
  context.fillRect(box.right - 1, box.top, 1, box.height);
  for (const node of textNodes(element)) drawText(context, node);
  if (element.dataset.note !== undefined) drawCell(context, element, style, box);
  const owner = element.querySelector<HTMLElement>(':scope > .owner');
  if (owner !== null) drawBadge(context, owner);
  context.restore();
}

/** What is hatched on the screen must not look plain in the picture. */
function drawStripes(context: CanvasRenderingContext2D, { color }: CSSStyleDeclaration, box: DOMRect): void {
  context.save();
  context.globalAlpha *= STRIPE_OPACITY;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  for (let left = box.left - box.height; left < box.right; left += STRIPE_DISTANCE) {
    context.moveTo(left, box.bottom);
    context.lineTo(left + box.height, box.top);
  }
  context.stroke();
  context.restore();
}

const STRIPE_OPACITY = 0.15;
/** In pixels, along the lower edge of a cell. */
const STRIPE_DISTANCE = 12;

/** The owner's state, over the second line of a cell. */
function drawBadge(context: CanvasRenderingContext2D, badge: HTMLElement): void {
  const style = getComputedStyle(badge);
  const { left, top, width, height } = badge.getBoundingClientRect();
  context.beginPath();
  context.roundRect(left + 0.5, top + 0.5, width - 1, height - 1, height / 2);
  context.fillStyle = style.backgroundColor;
  context.fill();
  context.strokeStyle = style.borderTopColor;
  context.stroke();
  context.font = fontOf(style);
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  const padding = parseFloat(style.paddingLeft) + 1;
  context.fillText(fitted(context, badge.dataset.word ?? '', width - 2 * padding), left + padding, top + height / 2);
}

// The symbol and the second line of a cell are pseudo-elements, whose positions cannot be read.
function drawCell(
  context: CanvasRenderingContext2D,
  element: HTMLElement,
  style: CSSStyleDeclaration,
  box: DOMRect,
): void {
  const { symbol = '', note = '' } = element.dataset;
  const before = getComputedStyle(element, '::before');
  const after = getComputedStyle(element, '::after');
  context.textBaseline = 'alphabetic';
  context.font = fontOf(before);
  context.fillStyle = before.color;
  context.fillText(symbol, box.left + parseFloat(style.paddingLeft), box.top + FIRST_LINE);
  context.font = fontOf(after);
  context.fillStyle = after.color;
  const width = context.measureText(note).width;
  const left = box.left + parseFloat(style.paddingLeft);
  // Where the owner's state is in the second line, the rest of it is at its end.
  const isAtEnd = after.textAlign === 'end';
  const right = box.right - parseFloat(style.paddingRight) - width;
  context.fillText(note, isAtEnd ? right : left + parseFloat(after.paddingLeft), box.top + SECOND_LINE);
}

// Baselines in pixels, as in grid.css.
const FIRST_LINE = 17;
const SECOND_LINE = 33;

function drawText(context: CanvasRenderingContext2D, node: Text): void {
  const parent = node.parentElement!;
  const style = getComputedStyle(parent);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  context.font = fontOf(style);
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  const width = parent.getBoundingClientRect().right - box.left;
  context.fillText(fitted(context, node.data, width), box.left, box.top + box.height / 2);
}

/** A text cut to a width, with an ellipsis, as on the screen. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  const fits = (part: string): boolean => context.measureText(part).width <= width + 1;
  if (fits(text)) return text;
  let end = text.length;
  while (end > 0 && !fits(`${text.slice(0, end)}…`)) end--;
  return `${text.slice(0, end)}…`;
}

function textNodes(element: HTMLElement): Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes.filter(({ data }) => data !== '');
}

function fontOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string {
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
}

function backgroundOf(element: Element): string {
  return getComputedStyle(element).backgroundColor;
}
