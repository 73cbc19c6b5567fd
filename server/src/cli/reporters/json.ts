import type { FileReport, Reporter, ReportedFinding, Summary } from './reporter';

/** Version 1 of the JSON report: one object, positions from 0 in UTF-16 units as in LSP. */
export function jsonReporter(): Reporter {
  const files: unknown[] = [];
  return {
    file({ path, findings }: FileReport): string {
      files.push({ path, diagnostics: findings.map(diagnosticOf) });
      return '';
    },
    end: (summary: Summary): string => `${JSON.stringify({ version: 1, files, summary }, null, 2)}\n`,
  };
}

/** A finding as the JSON formats show it. */
export function diagnosticOf({ code, source, severity, message, range, related, fixable }: ReportedFinding): object {
  return { code, source, severity, message, range, ...(related.length > 0 && { related }), fixable };
}
