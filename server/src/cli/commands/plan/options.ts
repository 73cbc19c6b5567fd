import { PLAN_FILE_TYPES, PLAN_FORMATS, type PlanFormat } from '../../../matrix/plan/export/formats';
import type { GovernanceOptions } from '../../environment';

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
export const ENDINGS: ReadonlyMap<string, PlanFormat> = new Map(
  PLAN_FORMATS.flatMap((format) => PLAN_FILE_TYPES[format].endings.map((ending) => [ending, format])),
);
