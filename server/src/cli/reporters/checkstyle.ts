import { reportAttribute } from './text';
import type { Reporter, ReportedDiagnostic } from './reporter';
import { THREE_LEVELS, UNREADABLE, unreadableMessage } from './text';

/** The XML format of Checkstyle, which most CI servers read. */
export function checkstyleReporter(): Reporter {
  let isFirst = true;
  const head = (): string => {
    const text = isFirst ? '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n' : '';
    isFirst = false;
    return text;
  };
  const element = (path: string, errors: string): string =>
    `${head()}  <file name="${reportAttribute(path)}">\n${errors}  </file>\n`;
  return {
    file: ({ path, findings }) => element(path, findings.map(findingError).join('')),
    unreadable: (file) => {
      const message = unreadableMessage(file);
      return element(file.path, error({ line: 1, severity: 'error', message, source: UNREADABLE }));
    },
    end: () => `${head()}</checkstyle>\n`,
  };
}

function findingError({ code, severity, message, range: { start } }: ReportedDiagnostic): string {
  return error({
    line: start.line + 1,
    column: start.character + 1,
    severity: THREE_LEVELS[severity],
    message,
    source: code,
  });
}

function error(attributes: Readonly<Record<string, string | number>>): string {
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${reportAttribute(String(value))}"`);
  return `    <error${list.join('')}/>\n`;
}
