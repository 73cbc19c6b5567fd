import type { BaselineEntry } from '../../workspace/baseline';
import type { Diagnostic } from '../../workspace/diagnostic';
import type { Unreadable } from '../input';

/** Why a finding is suppressed. */
export interface Suppression {
  /** `inSource`: by a comment in the file; `external`: by a baseline. */
  readonly kind: 'inSource' | 'external';
  readonly justification?: string;
  /** The finding will be added to the baseline. */
  readonly isNew?: boolean;
}

/** A diagnostic with the fields that only the command line needs. */
export interface ReportedDiagnostic extends Diagnostic {
  /** Whether `--fix` fixes it; left out where no report says it. */
  readonly fixable?: boolean;
  /** Identifies the finding when lines move; unique in the file. */
  readonly fingerprint: string;
}

/** The report of one file, as plain data that can be sent between threads. */
export interface FileReport {
  /** Relative to the current folder if it is below it, with forward slashes. */
  readonly path: string;
  /** Sorted by position. */
  readonly findings: readonly ReportedDiagnostic[];
  /** The number of findings over the limit of a file; absent where all are reported. */
  readonly leftOut?: number;
  /** Findings that are not counted; only some formats include them. */
  readonly suppressed?: readonly (ReportedDiagnostic & { readonly suppression: Suppression })[];
  /** Baseline entries of the file that no longer occur; left out without a baseline. */
  readonly absent?: readonly BaselineEntry[];
  /** The first line of each finding, for excerpts: text without line break by line number from 0. */
  readonly lines: ReadonlyMap<number, string>;
}

/** A file that is in a baseline and no longer exists. */
export interface RemovedFile {
  readonly path: string;
  readonly absent: readonly BaselineEntry[];
}

/** Counts of a run. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Files that could not be read; `files` does not count them. */
  readonly unreadable: number;
  /** Files that could not be written by `--fix`; left out without any. */
  readonly unwritten?: number;
  /** Left out without a baseline. */
  readonly baseline?: BaselineSummary;
}

/** Counts of the baselines. */
export interface BaselineSummary {
  /** Findings that are in a baseline. */
  readonly known: number;
  /** Entries that no longer occur. */
  readonly stale: number;
}

/**
 * Turns reports into the text of one format. One object serves one run. Each file is passed to `file` or to `unreadable`,
 * in the order of the arguments; both return the text that can be printed at once.
 */
export interface Reporter {
  file(report: FileReport): string;
  /** The report must name each file that could not be read, and the reason: without it, a file looks as if it had no problems. */
  unreadable(file: Unreadable): string;
  /** Called once, after all files. @returns the rest of the report */
  end(summary: Summary, gone: readonly RemovedFile[]): string;
}

/** What a reporter receives. */
export interface ReporterOptions {
  readonly colours: boolean;
  /** Of VPC Tools. */
  readonly version: string;
  /** The folder that relative paths start from, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type ReporterFactory = (options: ReporterOptions) => Reporter;

/** Counts the findings, without hints. */
export function summaryOf(reports: readonly Pick<FileReport, 'findings'>[]): Summary {
  const count = (severity: Diagnostic['severity']): number =>
    reports.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  return {
    files: reports.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    unreadable: 0,
  };
}

/** The baseline counts of a file; `null` without a baseline. */
export function baselineSummaryOf({ suppressed = [], absent }: FileReport): BaselineSummary | null {
  if (absent === undefined) return null;
  const known = suppressed.filter(({ suppression }) => suppression.kind === 'external').length;
  return { known, stale: absent.length };
}

/** The sums of both, without baselines. */
export function added(a: Summary, b: Summary): Summary {
  return {
    files: a.files + b.files,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
    unreadable: a.unreadable + b.unreadable,
  };
}
