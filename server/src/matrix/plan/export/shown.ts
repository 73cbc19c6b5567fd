/** What all formats of a plan need. */
import type { Localize } from '../../../xml/problem';
import type { Decision, DecisionKind, PlanPlace } from '../decision';
import type { Plan } from '../plan';
import type { Figures } from '../figures';
import type { PlanComparison } from '../since';

/** A plan with what it takes to show it. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly figures: Figures;
  /** The changes since an earlier plan; `null` where none is compared. */
  readonly since: PlanComparison | null;
  /** The line of a place in its file, from 1. */
  readonly lineOf: (place: PlanPlace) => number;
  readonly translate: Localize;
}

/** All decisions, in the order of the assets. */
export function* decisionsIn({ assets }: Plan): Generator<Decision, void, undefined> {
  for (const { decisions } of assets) yield* decisions;
}

/** Templates of the names of decisions. */
export const DECISION_NAMES: Readonly<Record<DecisionKind, string>> = {
  'installed-not-approved': 'Installed, not approved',
  'do-not-install': 'Do not install',
  contradiction: 'Contradiction',
  wait: 'Wait',
  superseded: 'Superseded',
  'install-with-restriction': 'Install with restriction',
  installed: 'Installed',
  install: 'Install',
  'not-applicable': 'Not applicable',
  'nobody-says': 'Nobody says',
};

/** A day for programs and tables: `2026-12-24`; empty for none. */
export function dayText(instant: number | null): string {
  return instant === null ? '' : new Date(instant).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** The identifier of the patch that replaces another one; empty for none. */
export function supersederOf({ supersededBy }: Pick<Decision, 'supersededBy'>, { matrix }: Plan): string {
  return supersededBy === null ? '' : matrix.rows.get(supersededBy)!.id;
}

/** Texts of all formats; keys of their translations. */
export const PLAN_TEXTS = {
  plan: 'Patch plan',
  made: 'Made {0} from {1} files.',
  asset: 'Asset',
  assets: 'Assets',
  zone: 'Zone',
  noZone: 'No zone',
  vendor: 'Vendor',
  patch: 'Patch',
  patchTitle: 'Title',
  severity: 'Severity',
  released: 'Released',
  decision: 'Decision',
  reason: 'Reason',
  supersededBy: 'Superseded by',
  order: 'Order',
  due: 'Due',
  overdue: 'Days overdue',
  installed: 'Installed',
  supplier: 'Supplier',
  product: 'Product',
  version: 'Version',
  platform: 'Platform',
  productDecision: 'Product decision',
  state: 'State',
  stateDate: 'State date',
  owner: 'Own state',
  withRestriction: '{0}: with a restriction on some assets, see the plan',
  restart: 'Restart',
  restriction: 'Restriction',
  sources: 'Sources',
  yes: 'Yes',
  notes: 'Notes',
  published: 'Published',
  edition: 'Edition',
  restarts: 'Restarts',
  count: 'Patches',
  changes: 'Changes since {0}',
  before: 'Before',
  now: 'Now',
  noDecision: 'None',
  noChanges: 'No decision has changed.',
  notPublished: 'Nothing new from these suppliers: {0}.',
  doubtful: 'Doubtful new files',
} as const;

/** The name of a decision, before or after a change. */
export function decisionName(kind: DecisionKind | null, translate: Localize): string {
  return translate(kind === null ? PLAN_TEXTS.noDecision : DECISION_NAMES[kind]);
}
