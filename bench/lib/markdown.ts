/** Tables and numbers of the document. */
import { median, p95 } from './statistics';

/** A table; all columns except the first contain numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)];
}

/** The cell for a value that was not measured. */
export const NOTHING = '–';

/** Milliseconds: median / p95; only the median for few runs. */
export function times(values: readonly number[]): string {
  if (values.length === 0) return NOTHING;
  return values.length < 5 ? number(median(values)) : `${number(median(values))} / ${number(p95(values))}`;
}

/** The ratio of the medians. */
export function ratio(values: readonly number[], base: readonly number[]): string {
  return values.length === 0 || base.length === 0 ? NOTHING : `${(median(values) / median(base)).toFixed(2)} ×`;
}

/** A number with three significant digits. */
export function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export function mebibytes(bytes: number): string {
  return number(bytes / 2 ** 20);
}
