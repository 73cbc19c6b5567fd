/** Numbers about a plan: of suppliers by month, of zones, and what is overdue. */
import { instantOf } from '../../domain/dateTime';
import { compareNaturally } from '../../domain/naturalOrder';
import { addTo } from '../../domain/multimap';
import type { Cell } from '../cell';
import { supplierKeyOf } from '../columns';
import { DECISIONS, isInstall, type Decision, type DecisionKind } from './decision';
import type { Plan } from './plan';
import { DAY, median, RESULTS } from './usualDays';

/** The patches of a month, and what a supplier says about them. */
export interface MonthFigures {
  /** `2026-11`: the month in which the patches were released. */
  readonly month: string;
  /** Cells of patch and product. */
  readonly cells: number;
  /** Those with a result: approved, released, not approved, not applicable. */
  readonly tested: number;
  /** Those without. */
  readonly open: number;
  readonly approved: number;
  readonly refused: number;
  /** Approvals that were taken back. */
  readonly withdrawn: number;
  /** The median of the days from release to result; `null` where no result has a date. */
  readonly days: number | null;
}

export interface SupplierFigures {
  readonly supplier: string;
  /** When its latest file was published, in milliseconds since 1970; `null`: unknown. */
  readonly published: number | null;
  /** Whether it has published something in the month of the plan. */
  readonly isThisMonth: boolean;
  /** How many patches wait for it longer than the timeframe of their severity, over all assets. */
  readonly overdue: number;
  /** The median of the days from release to result; `null`: there are fewer than 5 results with a date. */
  readonly days: number | null;
  /** By ascending month. */
  readonly months: readonly MonthFigures[];
}

export interface ZoneFigures {
  /** Empty: no zone is given. */
  readonly zone: string;
  readonly assets: number;
  readonly decisions: Readonly<Record<DecisionKind, number>>;
  /** Installed patches among those that are or are to be installed, from 0 to 1; `null` where there are none. */
  readonly installedShare: number | null;
  readonly overdue: number;
  readonly restarts: number;
}

/** What is overdue, by severity as written. */
export interface OverdueFigures {
  readonly severity: string;
  readonly install: number;
  readonly wait: number;
}

export interface Figures {
  readonly suppliers: readonly SupplierFigures[];
  /** In natural order. */
  readonly zones: readonly ZoneFigures[];
  /** In the order of the profile's severities. */
  readonly overdue: readonly OverdueFigures[];
}

export function figuresOf(plan: Plan): Figures {
  return { suppliers: supplierFigures(plan), zones: zoneFigures(plan), overdue: overdueFigures(plan) };
}

interface CountedMonth {
  cells: number;
  tested: number;
  approved: number;
  refused: number;
  withdrawn: number;
  readonly days: number[];
}

function supplierFigures(plan: Plan): SupplierFigures[] {
  const { matrix, now } = plan;
  const { sources, editions } = matrix;
  const thisMonth = monthOf(now);
  const names = new Map<string, string>();
  const published = new Map<string, number>();
  for (const [index, { isOwner }] of sources.entries()) {
    if (isOwner) continue;
    const { supplier, publishedAt } = editions.statuses[index]!;
    names.set(supplier.key, supplier.name);
    if (publishedAt !== null)
      published.set(supplier.key, Math.max(publishedAt, published.get(supplier.key) ?? -Infinity));
  }
  const months = countedMonths(plan);
  const overdue = overdueBySupplier(plan);
  return [...names]
    .map(([key, supplier]): SupplierFigures => {
      const at = published.get(key) ?? null;
      return {
        supplier,
        published: at,
        isThisMonth: at !== null && monthOf(at) === thisMonth,
        overdue: overdue.get(key) ?? 0,
        days: plan.context.usualDays.get(key) ?? null,
        months: [...(months.get(key) ?? [])]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([month, { days, ...counts }]) => ({
            month,
            ...counts,
            open: counts.cells - counts.tested,
            days: days.length === 0 ? null : median(days),
          })),
      };
    })
    .sort((a, b) => compareNaturally(a.supplier, b.supplier));
}

/** By supplier and month of the release. */
function countedMonths({ matrix, context }: Plan): ReadonlyMap<string, ReadonlyMap<string, CountedMonth>> {
  const found = new Map<string, Map<string, CountedMonth>>();
  for (const row of matrix.rows.values()) {
    const released = context.releasedAt(row);
    if (released === null) continue;
    const month = monthOf(released);
    row.cells.forEach((cell, index) => {
      if (cell.statements.length === 0 && cell.withdrawal === null) return;
      const supplier = supplierKeyOf(row.columns[index]!.key);
      const own = found.get(supplier) ?? new Map<string, CountedMonth>();
      found.set(supplier, own);
      const counted = own.get(month) ?? { cells: 0, tested: 0, approved: 0, refused: 0, withdrawn: 0, days: [] };
      own.set(month, counted);
      countCell(cell, released, counted);
    });
  }
  return found;
}

function countCell({ statements, withdrawal }: Cell, released: number, counted: CountedMonth): void {
  counted.cells++;
  if (withdrawal !== null) counted.withdrawn++;
  // The first one is the most cautious one, and is what the matrix shows.
  const [first] = statements;
  const state = first?.statement.known?.id;
  if (first === undefined || state === undefined || !RESULTS.includes(state)) return;
  counted.tested++;
  if (state === 'approved' || state === 'released') counted.approved++;
  if (state === 'not-approved') counted.refused++;
  const at = instantOf(first.statement.date);
  if (at !== null && at >= released) counted.days.push(Math.floor((at - released) / DAY));
}

/** By key: the list of assets can spell a supplier in another way. */
function overdueBySupplier({ assets, matrix }: Plan): ReadonlyMap<string, number> {
  const { identity } = matrix.vocabulary;
  const found = new Map<string, number>();
  for (const { decisions } of assets) {
    for (const { decision, overdue, products } of decisions) {
      if (decision !== 'wait' || overdue === null) continue;
      const waiting = products.filter((product) => product.decision === 'wait');
      for (const supplier of new Set(waiting.map((product) => identity.supplier(product.supplier)))) {
        found.set(supplier, (found.get(supplier) ?? 0) + 1);
      }
    }
  }
  return found;
}

function zoneFigures({ assets }: Plan): ZoneFigures[] {
  const byZone = new Map<string, (typeof assets)[number][]>();
  for (const asset of assets) addTo(byZone, asset.zone, asset);
  return [...byZone]
    .sort(([a], [b]) => compareNaturally(a, b))
    .map(([zone, own]) => {
      const decisions = own.flatMap((asset) => asset.decisions);
      const counts = countsOf(decisions);
      const there = counts.installed + counts['installed-not-approved'];
      const all = there + counts.install + counts['install-with-restriction'];
      return {
        zone,
        assets: own.length,
        decisions: counts,
        installedShare: all === 0 ? null : there / all,
        overdue: decisions.filter(({ overdue }) => overdue !== null).length,
        restarts: own.reduce((sum, { restarts }) => sum + restarts, 0),
      };
    });
}

/** How many decisions there are of each kind. */
export function countsOf(decisions: readonly Pick<Decision, 'decision'>[]): Record<DecisionKind, number> {
  const counts = Object.fromEntries(DECISIONS.map((kind) => [kind, 0])) as Record<DecisionKind, number>;
  for (const { decision } of decisions) counts[decision]++;
  return counts;
}

function overdueFigures({ assets, matrix }: Plan): OverdueFigures[] {
  const { profile, identity } = matrix.vocabulary;
  const found = new Map<string, { severity: string; install: number; wait: number }>();
  for (const { value } of profile.severities) {
    found.set(identity.version(value), { severity: value, install: 0, wait: 0 });
  }
  for (const { decisions } of assets) {
    for (const { row, overdue, decision } of decisions) {
      if (row === null || overdue === null) continue;
      const key = identity.version(row.severity);
      const counted = found.get(key) ?? { severity: row.severity, install: 0, wait: 0 };
      found.set(key, counted);
      if (isInstall(decision)) counted.install++;
      else counted.wait++;
    }
  }
  return [...found.values()].filter(({ install, wait }) => install + wait > 0);
}

function monthOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 'yyyy-mm'.length);
}
