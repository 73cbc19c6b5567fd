import { escapeAttribute } from '../../vpc/escape';
import type { Reporter, ReportedFinding } from './reporter';
import { THREE_LEVELS } from './text';

/** Checkstyle's XML, which most servers of continuous integration read. */
export function checkstyleReporter(): Reporter {
  let isFirst = true;
  const head = (): string => {
    const text = isFirst ? '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n' : '';
    isFirst = false;
    return text;
  };
  return {
    file: ({ path, findings }) =>
      `${head()}  <file name="${escapeAttribute(path)}">\n${findings.map(errorOf).join('')}  </file>\n`,
    end: () => `${head()}</checkstyle>\n`,
  };
}

function errorOf({ code, severity, message, range: { start } }: ReportedFinding): string {
  const attributes = {
    line: start.line + 1,
    column: start.character + 1,
    severity: THREE_LEVELS[severity],
    message,
    source: code,
  };
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`);
  return `    <error${list.join('')}/>\n`;
}
