import type { Severity } from '../../xml/problem';
import type { Reporter, ReportedFinding, ReporterOptions } from './reporter';
import { pathFrom, summaryLine } from './text';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands of GitHub Actions, which become annotations of the changed lines. */
export function githubReporter({ cwd, env }: ReporterOptions): Reporter {
  return {
    file: ({ path, findings }) => {
      const file = pathFrom(env.GITHUB_WORKSPACE, path, cwd);
      return findings.map((finding) => annotation(file, finding)).join('');
    },
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}

function annotation(file: string, { code, severity, message, range: { start, end } }: ReportedFinding): string {
  const properties: Record<string, string | number> = { file, line: start.line + 1, endLine: end.line + 1 };
  // Columns are taken only where the annotation stays on one line.
  if (start.line === end.line) Object.assign(properties, { col: start.character + 1, endColumn: end.character + 1 });
  const list = Object.entries({ ...properties, title: code }).map(([name, value]) => `${name}=${property(value)}`);
  return `::${COMMANDS[severity]} ${list.join(',')}::${data(message)}\n`;
}

/** What would end the command is written as the runner decodes it. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
