import type { GovernanceOptions } from '../../environment';

/** The formats of `vpc plan`. `ids` is the list of the patches to install, by zone. */
export const FORMATS = ['html', 'xlsx', 'markdown', 'csv', 'json', 'ids'] as const;
export type PlanFormat = (typeof FORMATS)[number];

/** What a run can end with 1 for. */
export const FAIL_ON = ['alarms', 'overdue', 'changes'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The options of `vpc plan`, as parsed. */
export interface PlanCommandOptions extends GovernanceOptions {
  readonly assets: string;
  readonly installed?: string;
  readonly date?: string;
  readonly since?: string;
  readonly track?: string;
  readonly failOn?: readonly FailOn[];
  readonly format?: PlanFormat;
  readonly output?: string;
}

/** Formats by the extension of the output file. */
export const ENDINGS: ReadonlyMap<string, PlanFormat> = new Map([
  ['.html', 'html'],
  ['.xlsx', 'xlsx'],
  ['.csv', 'csv'],
  ['.json', 'json'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.txt', 'ids'],
]);
