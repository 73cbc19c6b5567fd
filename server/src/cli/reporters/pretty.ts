import pc from 'picocolors';
import type { Severity } from '../../xml/problem';
import { excerpt } from './excerpt';
import type { FileReport, Reporter, ReportedFinding, ReporterOptions } from './reporter';
import { placeOf, printable, summaryLine } from './text';

/** For people at a terminal: place, severity and code, the message, and the line with the range underlined. */
export function prettyReporter({ colours }: Pick<ReporterOptions, 'colours'>): Reporter {
  const paint = pc.createColors(colours);
  const bySeverity: Record<Severity, (text: string) => string> = {
    error: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
    hint: paint.dim,
  };

  function block(finding: ReportedFinding, { path, lines }: FileReport): string {
    const { code, severity, message, range, related } = finding;
    const colour = bySeverity[severity];
    const head = `${paint.bold(placeOf(path, range.start))}: ${colour(severity)} ${paint.dim(code)}`;
    const notes = related.map((place) => {
      const where = place.uri ?? path;
      return `  ${paint.dim(`${placeOf(where, place.range.start)}:`)} ${printable(place.message)}\n`;
    });
    const { gutter, line, underline } = excerpt(range, lines.get(range.start.line) ?? '');
    const blank = ' '.repeat(gutter.length);
    return (
      `${head}\n  ${printable(message)}\n${notes.join('')}` +
      `  ${paint.dim(`${gutter} |`)} ${line}\n  ${paint.dim(`${blank} |`)} ${colour(underline)}\n\n`
    );
  }

  return {
    file: (report) => report.findings.map((finding) => block(finding, report)).join(''),
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}
