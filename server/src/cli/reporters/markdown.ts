import { markdownText } from '../../vpc/markdownText';
import type { Reporter, Summary } from './reporter';
import { summaryLine } from './text';

/** For the comment of a merge request or the summary of a job: a table a file. */
export function markdownReporter(): Reporter {
  const tables: string[] = [];
  return {
    file({ path, findings }) {
      const rows = findings.map(({ code, severity, message, range: { start } }) => {
        return `| ${start.line + 1}:${start.character + 1} | ${severity} | ${code} | ${markdownText(message)} |\n`;
      });
      const head = '| Place | Severity | Code | Message |\n| --- | --- | --- | --- |\n';
      if (rows.length > 0) tables.push(`\n### ${markdownText(path)}\n\n${head}${rows.join('')}`);
      return '';
    },
    end: (summary: Summary, unreadable) => {
      const unread = unreadable.map(
        ({ path, reason }) => `- cannot read ${markdownText(path)}: ${markdownText(reason)}\n`,
      );
      const list = unread.length > 0 ? `\n${unread.join('')}` : '';
      return `## vpc lint\n\n${summaryLine(summary)}\n${list}${tables.join('')}`;
    },
  };
}
