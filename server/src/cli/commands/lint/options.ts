import type { Severity } from '../../../xml/problem';
import type { GovernanceOptions } from '../../environment';
import type { Format } from '../../reporters';

/** What `--fail-on` takes, worst first. */
export const THRESHOLDS = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/** A report that is asked for: without `output` it goes to standard output. */
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
  readonly changed?: boolean;
  readonly since?: string;
  readonly shard?: Shard;
  readonly jobs?: number;
  readonly watch?: boolean;
  /** A file with findings that are known; `false`: none, whatever the configuration says. */
  readonly baseline?: string | false;
  readonly updateBaseline?: boolean;
}

/** One part of several that the files are dealt out to; from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * `--format` and `--output` as they come: each `--output` belongs to the `--format` beside it. One of them alone is a
 * report too: `pretty`, or to standard output.
 */
export class ReportRequests {
  readonly #requests: { format?: Format; output?: string }[] = [];

  format(format: Format): void {
    this.#take('format').format = format;
  }

  output(output: string): void {
    this.#take('output').output = output;
  }

  all(): ReportRequest[] {
    const requests = this.#requests.length === 0 ? [{}] : this.#requests;
    return requests.map(({ format = 'pretty', output }: { format?: Format; output?: string }) => {
      return output === undefined || output === '-' ? { format } : { format, output };
    });
  }

  #take(part: 'format' | 'output'): { format?: Format; output?: string } {
    const last = this.#requests.at(-1);
    if (last !== undefined && last[part] === undefined) return last;
    const next = {};
    this.#requests.push(next);
    return next;
  }
}

/** What checking a file needs of the options. */
export type CheckOptions = Pick<
  LintOptions,
  'schema' | 'profile' | 'config' | 'preset' | 'select' | 'ignore' | 'stdinFilename' | 'fix' | 'dryRun'
>;
