import type { Reporter } from './reporter';
import { placeOf, printable, summaryLine, UNREADABLE, unreadableMessage } from './text';

/** The start of a file: programs that read these lines expect a position in each. */
const FILE_START = { line: 0, character: 0 };

/** One line for each finding: `path:line:column: severity: message [code]`, which editors understand. */
export function compactReporter(): Reporter {
  return {
    file: ({ path, findings }) =>
      findings
        .map(({ code, severity, message, range }) => {
          return `${placeOf(path, range.start)}: ${severity}: ${printable(message)} [${code}]\n`;
        })
        .join(''),
    unreadable: (file) =>
      `${placeOf(file.path, FILE_START)}: error: ${printable(unreadableMessage(file))} [${UNREADABLE}]\n`,
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}
