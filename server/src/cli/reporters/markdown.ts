import type { Reporter, Summary } from './reporter';
import { severityName, summaryLine } from './text';
import { markdownText } from '../../xml/escape';
import { localize } from '../language';

/** For comments of merge requests and job summaries: one table for each file. */
export function markdownReporter(): Reporter {
  const tables: string[] = [];
  const unread: string[] = [];
  return {
    file({ path, findings }) {
      const rows = findings.map(({ code, severity, message, range: { start } }) => {
        return `| ${start.line + 1}:${start.character + 1} | ${severityName(severity)} | ${code} | ${markdownText(message)} |\n`;
      });
      const heads = ['Place', 'Severity', 'Code', 'Message'].map((head) => localize(head));
      const head = `| ${heads.join(' | ')} |\n| --- | --- | --- | --- |\n`;
      if (rows.length > 0) tables.push(`\n### ${markdownText(path)}\n\n${head}${rows.join('')}`);
      return '';
    },
    unreadable({ path, reason }) {
      unread.push(`- ${markdownText(localize('cannot read {0}: {1}', path, reason))}\n`);
      return '';
    },
    end: (summary: Summary) => {
      const list = unread.length > 0 ? `\n${unread.join('')}` : '';
      return `## vpc lint\n\n${summaryLine(summary)}\n${list}${tables.join('')}`;
    },
  };
}
