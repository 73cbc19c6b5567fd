import type { Finding } from '../../service/findings';

/** A finding with what the command line adds to it. */
export interface ReportedFinding extends Finding {
  /** There is a fix that needs no decision. */
  readonly fixable: boolean;
}

/** One linted file. */
export interface FileReport {
  /** As the user would name it: relative to the current folder, with forward slashes. */
  readonly path: string;
  /** Sorted by place. */
  readonly findings: readonly ReportedFinding[];
  /** A line of the file without its line break, for an excerpt. From 0. */
  readonly lineText: (line: number) => string;
}

/** How many files were linted and what was found in them. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Turns reports into the text of one format. One object serves one run. */
export interface Reporter {
  /** Called for each file in order; gives what can be printed at once. */
  file(report: FileReport): string;
  /** Called once at the end; gives the rest. */
  end(summary: Summary): string;
}

/** What a reporter may want to know. */
export interface ReporterOptions {
  readonly colours: boolean;
}

export type ReporterFactory = (options: ReporterOptions) => Reporter;

/** Counts what was found; hints are not counted. */
export function summaryOf(reports: readonly FileReport[]): Summary {
  const count = (severity: Finding['severity']): number =>
    reports.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  return { files: reports.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
}
