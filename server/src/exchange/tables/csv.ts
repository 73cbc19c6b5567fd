/** Reads CSV as people and spreadsheets write it. */
import { CsvError, parse, type InfoRecord } from 'csv-parse/browser/esm/sync';

/** One line of a table, which can extend over several lines of the file. */
export interface CsvRow {
  /** Without leading and trailing whitespace. A line break in a quoted value is a space. */
  readonly values: readonly string[];
  /** The first line of the row in the file, from 1. */
  readonly line: number;
  /** Whether a value has a line break. */
  readonly hasBreaks: boolean;
}

/** The rows of a table that are not empty. */
export type CsvRows =
  | { readonly rows: readonly CsvRow[] }
  /** Quotes are not balanced. @param line of the file, from 1 */
  | { readonly rows: null; readonly line: number };

const SEPARATORS = [',', ';', '\t'] as const;
/** The first line by which spreadsheets name the separator. */
const SEPARATOR_LINE = /^"?sep=([^"\n])"?[ \t]*(?:\n|$)/i;
const BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;
/** How much of a first line is searched for its separator. */
const MAX_FIRST_LINE = 10_000;

/**
 * Reads a table. The separator is that of a first line `sep=;`, else the one of comma, semicolon and tab that occurs most
 * often in the first line; values can be quoted.
 * @param text with or without a byte order mark
 */
export function readCsv(text: string): CsvRows {
  // The parser counts a CR LF in quotes as two lines.
  const whole = text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  const named = SEPARATOR_LINE.exec(whole);
  const body = named === null ? whole : whole.slice(named[0].length);
  const before = named === null ? 0 : 1;
  try {
    const parsed = parse(body, {
      delimiter: named?.[1] ?? separatorOf(body),
      relax_column_count: true,
      // A product can be a 19" panel.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: InfoRecord }[];
    const rows = parsed.map(({ record, info }) => ({
      values: record.map((value) => (BREAK.test(value) ? inOneLine(value) : value)),
      line: before + info.lines - breaksIn(record),
      hasBreaks: record.some((value) => BREAK.test(value)),
    }));
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rows: null, line: before + (typeof error.lines === 'number' ? error.lines : 1) };
  }
}

/** The lines that the parser counted in a record: it gives the last line of a record, and problems name the first. */
function breaksIn(record: readonly string[]): number {
  return record.join('').split('\n').length - 1;
}

function inOneLine(value: string): string {
  return value.replace(/[\s\u0085]+/g, (run) => (BREAK.test(run) ? ' ' : run)).trim();
}

/** The separator that occurs most often in the first line, outside of quotes; of equals, the first. */
function separatorOf(csv: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((separator) => [separator, 0]));
  let isQuoted = false;
  /** Whether a quote here starts or continues a quoted value; one inside a plain value is a part of it. */
  let canQuote = true;
  for (const character of csv.trimStart().slice(0, MAX_FIRST_LINE)) {
    const isQuote: boolean = character === '"' && (isQuoted || canQuote);
    if (isQuote) isQuoted = !isQuoted;
    else if (character === '\n' && !isQuoted) break;
    else if (!isQuoted && counts.has(character)) counts.set(character, counts.get(character)! + 1);
    canQuote = isQuote || counts.has(character) || (canQuote && character === ' ');
  }
  return [...SEPARATORS].sort((a, b) => counts.get(b)! - counts.get(a)!)[0]!;
}
