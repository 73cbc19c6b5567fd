/** Bar charts as SVG, for a page without scripts. Each kind of bar has a pattern besides its colour. */
import { escapeHtml } from '../../../../xml/escape';

/** How a part of a bar is filled: its colour and pattern. */
export type Fill = 'good' | 'bad' | 'none' | 'open';

/** A bar; `values` are parallel to the parts of the chart. */
export interface Bar {
  readonly label: string;
  readonly values: readonly number[];
}

export interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** For readers that do not see it. */
  readonly description: string;
  /** The parts of each bar, from the axis on; a chart with one part has no key. */
  readonly parts: readonly { readonly label: string; readonly fill: Fill }[];
  readonly bars: readonly Bar[];
}

/** In units of the drawing, which is scaled to the page. */
const WIDTH = 560;
const TEXT_HEIGHT = 14;

/** What the fills have besides their colours: slanting stripes, lines, dots. */
const MARKS: readonly { readonly fill: Fill; readonly turn: number; readonly mark: (fill: Fill) => string }[] = [
  { fill: 'bad', turn: 45, mark: (fill) => `<path class="ink-${fill}" d="M1.5 0V6" stroke-width="3"/>` },
  { fill: 'none', turn: 0, mark: (fill) => `<path class="ink-${fill}" d="M0 3H6"/>` },
  { fill: 'open', turn: 0, mark: (fill) => `<circle class="ink-${fill}" cx="3" cy="3" r="1.5"/>` },
];

/** The patterns that the charts of a page refer to. */
export function patterns(): string {
  const all = MARKS.map(
    ({ fill, turn, mark }) =>
      `<pattern id="p-${fill}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><rect class="back-${fill}" width="6" height="6"/>${mark(fill)}</pattern>`,
  );
  return `<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>${all.join('')}</defs></svg>\n`;
}

/** Upright bars over an axis, for a series of months. */
export function columnChart(chart: Chart): string {
  const [left, top, height, bottom] = [36, 18, 190, 22];
  const { bars } = chart;
  const scale = scaleOf(bars);
  const y = (value: number): number => round(top + height - (value / scale.max) * height);
  const grid = scale.ticks.map(
    (tick) =>
      `<path class="${tick === 0 ? 'axis' : 'grid'}" d="M${left} ${y(tick)}H${WIDTH}"/><text x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const step = (WIDTH - left) / Math.max(bars.length, 1);
  const width = Math.min(step * 0.6, 56);
  const drawn = bars.map(({ label, values }, index) => {
    const middle = round(left + step * (index + 0.5));
    const x = round(middle - width / 2);
    let sum = 0;
    const parts = values.map((value, part) => {
      sum += value;
      const end = y(sum);
      return rect(chart.parts[part]!.fill, x, end, width, round(y(sum - value) - end));
    });
    return `${parts.join('')}<text x="${middle}" y="${y(sum) - 5}" text-anchor="middle">${sum}</text><text x="${middle}" y="${top + height + TEXT_HEIGHT + 2}" text-anchor="middle">${escapeHtml(label)}</text>`;
  });
  return svg(chart, top + height + bottom, [...grid, ...drawn]);
}

/** In characters: longer labels are cut; the table beside the chart has them whole. */
const MAX_LABEL = 26;

/** Bars beside each other's labels, with their numbers at the end. */
export function barChart(chart: Chart): string {
  const [left, right, row] = [176, 64, 24];
  const scale = scaleOf(chart.bars);
  const length = (value: number): number => round((value / scale.max) * (WIDTH - left - right));
  const drawn = chart.bars.map(({ label, values }, index) => {
    const y = index * row;
    let sum = 0;
    const parts = values.map((value, part) => {
      const from = length(sum);
      sum += value;
      return rect(chart.parts[part]!.fill, left + from, y + 4, round(length(sum) - from), row - 8);
    });
    const letters = [...label];
    const shown = letters.length > MAX_LABEL ? `${letters.slice(0, MAX_LABEL - 1).join('')}…` : label;
    const numbers = values.filter((value) => value > 0).join(' + ');
    return `<text x="${left - 8}" y="${y + row / 2 + 4}" text-anchor="end">${escapeHtml(shown)}</text>${parts.join('')}<text x="${left + length(sum) + 6}" y="${y + row / 2 + 4}">${numbers || '0'}</text>`;
  });
  const height = chart.bars.length * row;
  return svg(chart, height, [...drawn, `<path class="axis" d="M${left} 0V${height}"/>`]);
}

function rect(fill: Fill, x: number, y: number, width: number, height: number): string {
  if (width <= 0 || height <= 0) return '';
  return `<rect class="f-${fill}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
}

function svg({ id, title, description, parts }: Chart, height: number, drawn: readonly string[]): string {
  const name = `<title id="${id}-t">${escapeHtml(title)}</title><desc id="${id}-d">${escapeHtml(description)}</desc>`;
  const drawing = `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-t ${id}-d">${name}${drawn.join('')}</svg>\n`;
  if (parts.length < 2) return drawing;
  const keys = parts.map(
    ({ label, fill }) =>
      `<li><svg viewBox="0 0 16 12" aria-hidden="true" focusable="false"><rect class="f-${fill}" width="16" height="12"/></svg>${escapeHtml(label)}</li>`,
  );
  return `<ul class="key">${keys.join('')}</ul>${drawing}`;
}

/** An axis to a round number, with about four ticks. */
function scaleOf(bars: readonly Bar[]): { readonly max: number; readonly ticks: readonly number[] } {
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough)!,
  );
  const count = Math.ceil(most / step);
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
