import type { Reporter, Summary } from './reporter';
import { summaryLine } from './text';
import { markdownText } from '../../xml/escape';

/** For comments of merge requests and job summaries: one table for each file. */
export function markdownReporter(): Reporter {
  const tables: string[] = [];
  const unread: string[] = [];
  return {
    file({ path, findings }) {
      const rows = findings.map(({ code, severity, message, range: { start } }) => {
        return `| ${start.line + 1}:${start.character + 1} | ${severity} | ${code} | ${markdownText(message)} |\n`;
      });
      const head = '| Place | Severity | Code | Message |\n| --- | --- | --- | --- |\n';
      if (rows.length > 0) tables.push(`\n### ${markdownText(path)}\n\n${head}${rows.join('')}`);
      return '';
    },
    unreadable({ path, reason }) {
      unread.push(`- cannot read ${markdownText(path)}: ${markdownText(reason)}\n`);
      return '';
    },
    end: (summary: Summary) => {
      const list = unread.length > 0 ? `\n${unread.join('')}` : '';
      return `## vpc lint\n\n${summaryLine(summary)}\n${list}${tables.join('')}`;
    },
  };
}
