import pc from 'picocolors';
import { LOG_COMMAND } from '../../xml/escape';
import { hiddenIn } from '../../xml/invisible';
import type { Severity } from '../../xml/problem';
import type { FileReport, Reporter, ReportedDiagnostic, ReporterOptions } from './reporter';
import { placeOf, printable, severityName, summaryLine, unreadableMessage } from './text';
import type { Range } from '../../workspace/diagnostic';

/** For terminals: position, severity and code, the message, and the line with the range underlined. */
export function prettyReporter({ colours }: Pick<ReporterOptions, 'colours'>): Reporter {
  const paint = pc.createColors(colours);
  const bySeverity: Record<Severity, (text: string) => string> = {
    error: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
    hint: paint.dim,
  };

  function block(finding: ReportedDiagnostic, { path, lines }: FileReport): string {
    const { code, severity, message, range, related } = finding;
    const colour = bySeverity[severity];
    const head = `${paint.bold(placeOf(path, range.start))}: ${colour(severityName(severity))} ${paint.dim(code)}`;
    const notes = related.map((place) => {
      const where = place.uri ?? path;
      return `  ${paint.dim(`${placeOf(where, place.range.start)}:`)} ${printable(place.message)}\n`;
    });
    const { gutter, line, underline } = excerpt(range, lines.get(range.start.line) ?? '');
    const indent = ' '.repeat(gutter.length);
    return (
      `${head}\n  ${printable(message)}\n${notes.join('')}` +
      `  ${paint.dim(`${gutter} |`)} ${line}\n  ${paint.dim(`${indent} |`)} ${colour(underline)}\n\n`
    );
  }

  return {
    file: (report) => report.findings.map((finding) => block(finding, report)).join(''),
    unreadable: (file) =>
      `${paint.bold(printable(file.path))}: ${paint.red(severityName('error'))}\n  ${printable(unreadableMessage(file))}\n\n`,
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}

/** A source line with the range underlined. */
export interface Excerpt {
  /** The line number, from 1. */
  readonly gutter: string;
  readonly line: string;
  /** Spaces and `^`, to be printed below `line`. */
  readonly underline: string;
}

/** Width of an excerpt in columns: a file may be one long line. */
const MAX_WIDTH = 110;
/** How many characters are shown before the range if the line is cut. */
const LEAD = 30;

/**
 * The excerpt of a range's first line. An empty range gets one `^`; a range of several lines is underlined to the end of its
 * first line.
 * @param text the whole line without its line break
 */
export function excerpt({ start, end }: Range, text: string): Excerpt {
  const from = Math.min(start.character, text.length);
  const to = end.line > start.line ? text.length : Math.min(end.character, text.length);
  const cutLeft = text.length > MAX_WIDTH && from > LEAD ? from - LEAD : 0;
  const cutRight = Math.min(text.length, cutLeft + MAX_WIDTH);
  const left = cutLeft > 0 ? '…' : '';
  const right = cutRight < text.length ? '…' : '';
  const before = cells(oneLine(left + text.slice(cutLeft, from)));
  const marked = cells(oneLine(text.slice(from, Math.min(to, cutRight))));
  return {
    gutter: String(start.line + 1),
    line: oneLine(left + text.slice(cutLeft, cutRight) + right),
    underline: ' '.repeat(before) + '^'.repeat(Math.max(1, marked)),
  };
}

/** Replaces each character that would move the cursor or cannot be seen by a printable one of the same width. */
function oneLine(text: string): string {
  const line = text.replace(/[\t\n\r]/g, ' ').replace(LOG_COMMAND, '#·');
  return [...hiddenIn(line)]
    .reverse()
    .reduce((left, { start, end }) => `${left.slice(0, start)}·${left.slice(end)}`, line);
}

/** Characters that take two cells of a terminal. */
const WIDE = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[！-｠]/u;

/** The width of a text in cells of a terminal; combining characters take none. */
function cells(text: string): number {
  let count = 0;
  for (const character of text) count += /\p{Mark}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return count;
}
