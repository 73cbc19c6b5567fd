import type { BaselineEntry } from '../../service/baseline';
import type { Finding } from '../../service/findings';
import type { Unreadable } from '../input';

/** Why a finding is not counted. */
export interface Suppression {
  /** By a comment in the file, or by something outside, such as a baseline. */
  readonly kind: 'inSource' | 'external';
  readonly justification?: string;
  /** It is to be part of the baseline, and was not before. */
  readonly isNew?: boolean;
}

/** A finding with what the command line adds to it. */
export interface ReportedFinding extends Finding {
  /** There is a fix that needs no decision. */
  readonly fixable: boolean;
  /** Names the finding wherever it moves in its file; unique in the file. */
  readonly fingerprint: string;
}

/** One linted file, in plain values: it may come from another thread. */
export interface FileReport {
  /** As the user would name it: relative to the current folder, with forward slashes. */
  readonly path: string;
  /** Sorted by place. */
  readonly findings: readonly ReportedFinding[];
  /** Findings that are known and not counted; only some formats tell of them. */
  readonly suppressed?: readonly (ReportedFinding & { readonly suppression: Suppression })[];
  /** What a baseline knows of the file and is no longer there; left out where there is no baseline. */
  readonly absent?: readonly BaselineEntry[];
  /** The first line of each finding by its number from 0, without its line break, for excerpts. */
  readonly lines: ReadonlyMap<number, string>;
}

/** A file that a baseline names and that is no more. */
export interface GoneFile {
  readonly path: string;
  readonly absent: readonly BaselineEntry[];
}

/** How many files were linted and what was found in them. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Left out where there is no baseline. */
  readonly baseline?: BaselineSummary;
}

/** What baselines came to. */
export interface BaselineSummary {
  /** Findings that are known and not counted. */
  readonly known: number;
  /** Entries that no longer occur. */
  readonly stale: number;
}

/** Turns reports into the text of one format. One object serves one run. */
export interface Reporter {
  /** Called for each file in order; gives what can be printed at once. */
  file(report: FileReport): string;
  /**
   * Called once at the end, with the files that could not be read and those that only a baseline still knows; gives
   * the rest.
   */
  end(summary: Summary, unreadable: readonly Unreadable[], gone?: readonly GoneFile[]): string;
}

/** What a reporter may want to know. */
export interface ReporterOptions {
  readonly colours: boolean;
  /** Of VPC Tools. */
  readonly version: string;
  /** The folder that the paths of reports start from, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type ReporterFactory = (options: ReporterOptions) => Reporter;

/** Counts what was found; hints are not counted. */
export function summaryOf(reports: readonly Pick<FileReport, 'findings'>[]): Summary {
  const count = (severity: Finding['severity']): number =>
    reports.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  return { files: reports.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** What the baseline of a file came to; `null` where it has none. */
export function baselineSummaryOf({ suppressed = [], absent }: FileReport): BaselineSummary | null {
  if (absent === undefined) return null;
  const known = suppressed.filter(({ suppression }) => suppression.kind === 'external').length;
  return { known, stale: absent.length };
}

/** Both together. */
export function added(a: Summary, b: Summary): Summary {
  return {
    files: a.files + b.files,
    errors: a.errors + b.errors,
    warnings: a.warnings + b.warnings,
    infos: a.infos + b.infos,
  };
}
