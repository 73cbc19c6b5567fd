import type { Reporter } from './reporter';
import { placeOf, printable, summaryLine } from './text';

/** One line a finding: `path:line:column: severity: message [code]`, as editors and `grep` take it. */
export function compactReporter(): Reporter {
  return {
    file: ({ path, findings }) =>
      findings
        .map(({ code, severity, message, range }) => {
          return `${placeOf(path, range.start)}: ${severity}: ${printable(message)} [${code}]\n`;
        })
        .join(''),
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}
