/** The state that the plan keeps while it is hidden and over restarts. */
import type { Subject } from '../messages';
import { isBoolean, isList, isOneOf, isOptional, isShape, isString, type Check } from '../typeChecks';
import { NO_PLAN_CRITERIA, VIEWS, type PlanCriteria } from './model';

export interface PlanState {
  readonly subject: Subject;
  readonly criteria: PlanCriteria;
  /** Keys of the lines that are unfolded. */
  readonly unfolded: readonly string[];
  readonly notes: boolean;
}

export function initialPlanState(subject: Subject): PlanState {
  return { subject, criteria: { view: 'asset', ...NO_PLAN_CRITERIA }, unfolded: [], notes: false };
}

/** Whether a value is a state of this version of the page. Others are dropped. */
export const isPlanState: Check<PlanState> = isShape<PlanState>({
  subject: isShape<Subject>({ uris: isList(isString), folder: isOptional(isString), compareWith: isString }),
  criteria: isShape<PlanCriteria>({
    view: isOneOf(...VIEWS),
    text: isString,
    kinds: isList(isString),
    overdue: isBoolean,
    changed: isBoolean,
  }),
  unfolded: isList(isString),
  notes: isBoolean,
});
