import type { Severity } from '../../../xml/problem';
import type { GovernanceOptions } from '../../environment';
import type { Format } from '../../reporters';

/** The values of `--fail-on`, most severe first. */
export const THRESHOLDS = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** A requested report; without `output` it goes to standard output. */
export interface ReportRequest {
  readonly format: Format;
  readonly output?: string;
}

/** The options of `vpc lint`, as parsed. */
export interface LintOptions extends GovernanceOptions {
  readonly reports: readonly ReportRequest[];
  readonly failOn: (typeof THRESHOLDS)[number];
  readonly maxWarnings?: number;
  readonly stdinFilename?: string;
  readonly quiet?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  /** Passes over named files that are no VPC files. */
  readonly ignoreUnknown?: boolean;
  readonly changed?: boolean;
  readonly since?: string;
  readonly shard?: Shard;
  readonly jobs?: number;
  readonly watch?: boolean;
  /** Path of a baseline; `false`: none, even if the configuration names one. */
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
}

/** One of several parts of the files; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * Pairs `--format` and `--output` in the order of the arguments. A `--format` alone goes to standard output, an `--output`
 * alone has the format `pretty`.
 */
export class ReportRequests {
  readonly #requests: { format?: Format; output?: string }[] = [];

  format(format: Format): void {
    this.#add('format').format = format;
  }

  output(output: string): void {
    this.#add('output').output = output;
  }

  all(): ReportRequest[] {
    const requests = this.#requests.length === 0 ? [{}] : this.#requests;
    return requests.map(({ format = 'pretty', output }: { format?: Format; output?: string }) => {
      return output === undefined || output === '-' ? { format } : { format, output };
    });
  }

  #add(part: 'format' | 'output'): { format?: Format; output?: string } {
    const last = this.#requests.at(-1);
    if (last !== undefined && last[part] === undefined) return last;
    const next = {};
    this.#requests.push(next);
    return next;
  }
}

/** The options that checking a file needs. */
export type CheckOptions = Pick<
  LintOptions,
  | 'schema'
  | 'strictSchema'
  | 'profile'
  | 'config'
  | 'preset'
  | 'select'
  | 'ignore'
  | 'stdinFilename'
  | 'fix'
  | 'dryRun'
  | 'reports'
>;

/** Whether a report says which findings `--fix` fixes: it takes longer to know than to find them. */
export function asksForFixes({ reports }: Pick<LintOptions, 'reports'>): boolean {
  return reports.some(({ format }) => format === 'json' || format === 'jsonl');
}
