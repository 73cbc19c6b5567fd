/** Tables and numbers as the document shows them. */
import { median, p95 } from './statistics';

/** A table whose columns but the first are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)];
}

/** The cell of what was not or could not be measured. */
export const NOTHING = '–';

/** Milliseconds: median / p95; the median alone where there are too few runs to speak of the rest. */
export function times(values: readonly number[]): string {
  if (values.length === 0) return NOTHING;
  return values.length < 5 ? number(median(values)) : `${number(median(values))} / ${number(p95(values))}`;
}

/** How many times longer, by the medians. */
export function ratio(values: readonly number[], base: readonly number[]): string {
  return values.length === 0 || base.length === 0 ? NOTHING : `${(median(values) / median(base)).toFixed(2)} ×`;
}

/** Three digits that count. */
export function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function mebibytes(bytes: number): string {
  return number(bytes / 2 ** 20);
}
