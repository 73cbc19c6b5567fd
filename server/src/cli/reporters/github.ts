import { LOG_COMMAND } from '../../xml/escape';
import { shown } from '../../xml/invisible';
import type { Severity } from '../../xml/problem';
import type { Reporter, ReportedDiagnostic, ReporterOptions } from './reporter';
import { pathFrom, summaryLine, UNREADABLE, unreadableMessage } from './text';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands of GitHub Actions, which become annotations of lines. */
export function githubReporter({ cwd, env }: ReporterOptions): Reporter {
  const fileOf = (path: string): string => pathFrom(env.GITHUB_WORKSPACE, path, cwd);
  return {
    file: ({ path, findings }) => findings.map((finding) => annotation(fileOf(path), finding)).join(''),
    unreadable: (file) => command('error', { file: fileOf(file.path), title: UNREADABLE }, unreadableMessage(file)),
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}

function annotation(file: string, { code, severity, message, range: { start, end } }: ReportedDiagnostic): string {
  const properties: Record<string, string | number> = { file, line: start.line + 1, endLine: end.line + 1 };
  // GitHub accepts columns only if the annotation is on one line.
  if (start.line === end.line) Object.assign(properties, { col: start.character + 1, endColumn: end.character + 1 });
  return command(COMMANDS[severity], { ...properties, title: code }, message);
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name} ${list.join(',')}::${data(message)}\n`;
}

/**
 * Escapes the characters that would end the command, as the runner decodes them. Others that a log would act on show their code
 * points.
 */
function data(text: string): string {
  return shown(text).replace(LOG_COMMAND, '# #').replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
