/** A picture of what is on the screen: drawn from the elements that are there, in their colours. */
import type { Grid } from './grid/grid';

/** @returns a PNG in base64 */
export function pictureOf(grid: Grid): string {
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
  context.fillStyle = style.borderBottomColor;
  context.fillRect(box.left, box.bottom - 1, box.width, 1);
  context.fillRect(box.right - 1, box.top, 1, box.height);
  for (const node of textNodes(element)) drawText(context, node);
  if (element.dataset.symbol !== undefined) drawCell(context, element, style, box);
  context.restore();
}

// A cell's symbol and its second line are made by the style sheet, so that they have no places to ask for.
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
  context.fillText(note, box.left + parseFloat(style.paddingLeft) + SYMBOL_WIDTH, box.top + SECOND_LINE);
}

// As in grid.css.
const FIRST_LINE = 17;
const SECOND_LINE = 33;
const SYMBOL_WIDTH = 18;

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
  const room = parent.getBoundingClientRect().right - box.left;
  context.fillText(fitted(context, node.data, room), box.left, box.top + box.height / 2);
}

/** A text that is too long ends with an ellipsis, as on the screen. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  const fits = (part: string): boolean => context.measureText(part).width <= room + 1;
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
