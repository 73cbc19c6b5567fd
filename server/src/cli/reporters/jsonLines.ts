import { diagnosticOf } from './json';
import type { Reporter } from './reporter';

/** One line a finding: a diagnostic of the JSON report with its path. Nothing has to wait for the end. */
export function jsonLinesReporter(): Reporter {
  return {
    file: ({ path, findings }) =>
      findings.map((finding) => `${JSON.stringify({ path, ...diagnosticOf(finding) })}\n`).join(''),
    end: () => '',
  };
}
