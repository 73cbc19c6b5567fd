/** What all formats of a plan need. */
import type { Localize } from '../../../xml/problem';
import { DECISIONS, type Decision, type DecisionKind, type PlanPlace } from '../decision';
import type { Plan, PlannedAsset } from '../plan';
import type { Figures, MonthFigures, SupplierFigures } from '../figures';
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

/** Signs of decisions, shown beside their names: no decision is recognised by its colour alone. */
export const DECISION_SYMBOLS: Readonly<Record<DecisionKind, string>> = {
  'installed-not-approved': '⚠',
  'do-not-install': '✕',
  contradiction: '≠',
  wait: '◷',
  superseded: '↷',
  'install-with-restriction': '⇩',
  installed: '✓',
  install: '↓',
  'not-applicable': '–',
  'nobody-says': '?',
};

/** What somebody has to do at the asset now. What is contradictory or of which nobody speaks waits for an answer. */
export const TO_DO: readonly DecisionKind[] = ['installed-not-approved', 'install-with-restriction', 'install'];

/** How many restarts an asset needs, and whether restrictions can ask for more. */
export function restartsText({ restarts, isRestartRestricted }: PlannedAsset, translate: Localize): string {
  return translate(isRestartRestricted ? PLAN_TEXTS.restartsOrMore : PLAN_TEXTS.restartsOf, String(restarts));
}

/** The timeframes that the owner has configured, in one sentence. */
export function timeframesText({ timeframes }: Plan, translate: Localize): string {
  const each = Object.entries(timeframes).map(([severity, days]) => `${severity} ${days}`);
  return each.length === 0 ? translate(PLAN_TEXTS.noTimeframes) : translate(PLAN_TEXTS.timeframes, each.join(', '));
}

/** When a plan was made, and from what, in one sentence. */
export function madeText({ now, matrix, assets }: Plan, { suppliers }: Figures, translate: Localize): string {
  const at = `${new Date(now).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')} UTC`;
  const counts = [matrix.sources, suppliers, assets].map(({ length }) => String(length));
  return translate(PLAN_TEXTS.madeFrom, at, ...counts);
}

/** A share from 0 to 1; empty for none. Only the whole is 100 %. */
export function shareText(share: number | null, translate: Localize): string {
  return share === null ? '' : translate(PLAN_TEXTS.percent, String(percentOf(share)));
}

/** A share in whole percent, rounded; less than the whole is at most 99. */
export function percentOf(share: number): number {
  return share === 1 ? 100 : Math.min(99, Math.round(share * 100));
}

/** The counts of a supplier over all months. */
export function totalOf({ months }: SupplierFigures): Omit<MonthFigures, 'month' | 'days'> {
  const total = { cells: 0, tested: 0, open: 0, approved: 0, refused: 0, withdrawn: 0 };
  for (const month of months) for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += month[key];
  return total;
}

/** Alarms first, then what is to be installed in its order, then the rest from the most cautious decision on. */
export function inOrder(decisions: readonly Decision[]): Decision[] {
  const rank = ({ decision, order }: Decision): readonly [group: number, within: number] => {
    if (decision === 'installed-not-approved') return [0, 0];
    return order === null ? [2, DECISIONS.indexOf(decision)] : [1, order];
  };
  return decisions
    .map((decision) => ({ decision, rank: rank(decision) }))
    .sort(({ rank: a }, { rank: b }) => a[0] - b[0] || a[1] - b[1])
    .map(({ decision }) => decision);
}

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
  restarts: 'Restarts',
  count: 'Patches',
  changes: 'Changes since {0}',
  before: 'Before',
  now: 'Now',
  noDecision: 'None',
  noChanges: 'No decision has changed.',
  notPublished: 'Nothing new from these suppliers: {0}.',
  doubtful: 'Doubtful new files',
  doubtfulCount: 'Doubtful new files: {0}',
  madeFrom: 'Made {0} from {1} files of {2} suppliers, for {3} assets.',
  timeframes: 'Days from release to installation, as configured: {0}.',
  noTimeframes: 'No timeframes are configured, so nothing counts as overdue.',
  percent: '{0}%',
  contents: 'Contents',
  decisions: 'Decisions',
  figures: 'Figures',
  zones: 'Zones',
  suppliers: 'Suppliers',
  months: 'Months',
  month: 'Month',
  changed: 'Changes',
  changedCount: 'Changed decisions: {0}',
  toDo: 'To Do',
  toDoCount: 'To do: {0}',
  doNot: 'Do Not',
  about: 'About',
  wait: 'Wait',
  no: 'No',
  thisMonth: 'This month',
  allDecisions: 'All: {0}',
  allSuppliers: 'All suppliers',
  onlyOverdue: 'Only overdue: {0}',
  filterHelp: 'Each asset shows what is chosen above. Its name shows all of its decisions.',
  nothingToDo: 'Nothing to do on: {0}',
  toFilters: 'Filters',
  daysOverdue: 'Days overdue: {0}',
  step: 'Step {0}',
  restartsOf: 'Restarts: {0}',
  restartsOrMore: 'Restarts: {0} or more, see the restrictions',
  statements: 'Statements: {0}',
  ownState: 'Own state: {0}',
  restrictionOf: 'Restriction: {0}',
  share: 'Share installed',
  overdueCount: 'Overdue',
  said: 'Statements',
  tested: 'Tested',
  approved: 'Approved',
  refused: 'Not approved',
  withdrawn: 'Withdrawn',
  open: 'Untested',
  daysToResult: 'Days to a result',
  notThisMonth: 'nothing this month',
  unknownDate: 'unknown',
  chartMonths: 'States by month of release',
  chartDays: 'Days from release to a result (median)',
  chartOverdue: 'Overdue by severity',
  chartText: 'Bars; the table below has the same numbers.',
  latestMonths: 'The latest {0} of {1} months.',
  toInstall: 'To install',
  waiting: 'Waiting',
  noOverdue: 'Nothing is overdue.',
  noSeverity: 'No severity',
  noResults: 'No supplier has 5 results with a date.',
  noMonths: 'No patch has a release date.',
  fewResults: 'fewer than 5 results',
  sheet: 'Sheet',
  noSheet: 'None: it is done.',
  noLine: 'Assets without a line on these sheets',
} as const;

/** The name of a decision, before or after a change. */
export function decisionName(kind: DecisionKind | null, translate: Localize): string {
  return translate(kind === null ? PLAN_TEXTS.noDecision : DECISION_NAMES[kind]);
}
