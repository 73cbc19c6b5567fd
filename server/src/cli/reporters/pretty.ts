import pc from 'picocolors';
import type { Severity } from '../../xml/problem';
import { excerpt } from './excerpt';
import type { FileReport, Reporter, ReportedFinding, ReporterOptions, Summary } from './reporter';

/** For people at a terminal: place, severity and code, the message, and the line with the range underlined. */
export function prettyReporter({ colours }: ReporterOptions): Reporter {
  const paint = pc.createColors(colours);
  const bySeverity: Record<Severity, (text: string) => string> = {
    error: paint.red,
    warning: paint.yellow,
    info: paint.cyan,
    hint: paint.dim,
  };

  function block(finding: ReportedFinding, { path, lineText }: FileReport): string {
    const { code, severity, message, range, related } = finding;
    const colour = bySeverity[severity];
    const head = `${paint.bold(placeOf(path, range.start))}: ${colour(severity)} ${paint.dim(code)}`;
    const notes = related.map((place) => {
      const where = place.uri ?? path;
      return `  ${paint.dim(`${placeOf(where, place.range.start)}:`)} ${printable(place.message)}\n`;
    });
    const { gutter, line, underline } = excerpt(range, lineText(range.start.line));
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

/** `path:line:column`, both from 1, as terminals and editors make links of it. */
function placeOf(path: string, { line, character }: { line: number; character: number }): string {
  return `${printable(path)}:${line + 1}:${character + 1}`;
}

function summaryLine({ files, errors, warnings, infos }: Summary): string {
  const checked = `${counted(files, 'file')} checked`;
  const parts = [
    errors > 0 && counted(errors, 'error'),
    warnings > 0 && counted(warnings, 'warning'),
    infos > 0 && counted(infos, 'info'),
  ].filter((part) => part !== false);
  if (files === 0) return checked;
  return parts.length === 0 ? `${checked}, no problems` : `${checked}: ${parts.join(', ')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Text of a document without what would steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' ');
}
