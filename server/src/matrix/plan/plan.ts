/**
 * The plan of an asset owner: for each asset and patch, whether it is to be installed, why, and where that is said. It is made from a
 * matrix of the suppliers' files, the list of assets, and what is installed.
 */
import { addTo } from '../../domain/multimap';
import type { ListedAsset } from '../../exchange/assets/assetList';
import type { InstalledPatch } from '../../exchange/assets/installedList';
import type { Timeframes } from '../../workspace/configuration/file';
import type { Task } from '../../xml/task';
import type { Matrix } from '../matrix';
import type { Note } from '../notes';
import { rowsInOrder } from '../order';
import type { Row } from '../row';
import { assetsOf, type Asset } from './assets';
import { PlanContext } from './context';
import { byCaution, isInstall, type Decision, type DecisionKind, type ProductDecision } from './decision';
import { doubtsIn } from './doubts';
import { installationOrder } from './installation';
import { productPlan, type Elsewhere, type ProductPlan } from './productPlan';
import { SpokenProduct } from './spokenProduct';
import { DAY } from './usualDays';

/** What a plan is made from besides the matrix. */
export interface PlanOptions {
  readonly assets: readonly ListedAsset[];
  readonly installed: readonly InstalledPatch[];
  /** The name of the list of installed patches, for notes. */
  readonly installedPath?: string;
  /** Notes on the files: of a supplier with a failure, nothing is installed. */
  readonly notes: readonly Note[];
  /** By severity: the days from the release of a patch within which it is to be installed. */
  readonly timeframes?: Timeframes;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** An asset with what is decided about it. */
export interface PlannedAsset {
  readonly name: string;
  readonly zone: string;
  readonly products: readonly ListedAsset[];
  /** About the asset as a whole first, then in the order of the rows, then installed patches that no file names. */
  readonly decisions: readonly Decision[];
  /** How many restarts the installation takes, at least: one for all patches that ask for one. */
  readonly restarts: 0 | 1;
  /** Whether patches that ask for a restart have restrictions, which can ask for more of them. */
  readonly isRestartRestricted: boolean;
}

export interface Plan {
  readonly matrix: Matrix;
  readonly context: PlanContext;
  /** When it was made, in milliseconds since 1970. */
  readonly now: number;
  /** By severity: the days from release to installation; empty: nothing can be overdue. */
  readonly timeframes: Timeframes;
  readonly assets: readonly PlannedAsset[];
  /** Notes on the files and on the lists. */
  readonly notes: readonly Note[];
}

/** Makes the plan. */
export function* buildPlan(matrix: Matrix, options: PlanOptions): Task<Plan> {
  const { assets: listed, installed, installedPath = '', timeframes = {}, now } = options;
  const { vocabulary, sources } = matrix;
  const all = [...options.notes, ...matrix.notes];
  const names = listed.map(({ supplier }) => supplier);
  const context = new PlanContext(matrix, doubtsIn(all, { vocabulary, sources, names }));
  yield;
  const { assets, notes } = assetsOf(listed, installed, matrix, installedPath);
  const rows = yield* rowsInOrder(matrix);
  const due = dueDates(rows, timeframes, matrix, context);
  const spoken = new Map<string, SpokenProduct>();
  const known = new Map<string, ProductPlan>();
  const planned: PlannedAsset[] = [];
  for (const asset of assets) {
    const products = productPlans(asset, (product, elsewhere) => {
      const key = planKey(product, asset, elsewhere);
      let plan = known.get(key);
      if (plan === undefined) {
        known.set(key, (plan = productPlan(spokenProduct(product, spoken, context), asset, elsewhere, context)));
      }
      return plan;
    });
    planned.push(plannedAsset(asset, products, rows, { context, due, now }));
    yield;
  }
  return { matrix, context, now, timeframes, assets: planned, notes: [...all, ...notes] };
}

/** Decisions about another product of an asset with which a patch does not come on it. */
const REFUSING: readonly DecisionKind[] = ['installed-not-approved', 'do-not-install', 'contradiction', 'wait'];
/** Decisions about a product with which a patch can replace others, or meet a need; with a contradiction, if it is that of an unread file. */
const COUNTING: readonly DecisionKind[] = ['install', 'install-with-restriction', 'installed', 'contradiction'];

/** Decisions after which a patch of a product in doubt can be installed for another product. */
const INDIFFERENT: readonly (DecisionKind | undefined)[] = [undefined, 'not-applicable'];

/**
 * The plans of the products of an asset. A patch is installed on the machine: where the decision for one product keeps it off, it
 * replaces nothing, and meets no need, for another one either; and what a file that cannot be read says about it concerns all. That
 * can keep off more, so it is repeated until nothing changes.
 */
function productPlans(
  { products }: Asset,
  planOf: (product: ListedAsset, elsewhere: Elsewhere) => ProductPlan,
): readonly ProductPlan[] {
  const elsewhere = products.map(() => ({ heldBack: new Map<string, DecisionKind>(), wanted: new Set<string>() }));
  for (;;) {
    const plans = products.map((product, index) => planOf(product, elsewhere[index]!));
    const othersOf = (index: number): ProductPlan[] => plans.filter((_, at) => at !== index);
    let hasChanged = false;
    for (const [index, { patches }] of plans.entries()) {
      const { heldBack } = elsewhere[index]!;
      for (const [key, { decision }] of patches) {
        if (!COUNTING.includes(decision)) continue;
        const [refusal] = othersOf(index)
          .flatMap((plan) => plan.patches.get(key)?.decision ?? [])
          .sort(byCaution);
        if (refusal === undefined || !REFUSING.includes(refusal) || heldBack.get(key) === refusal) continue;
        heldBack.set(key, refusal);
        hasChanged = true;
      }
    }
    if (hasChanged) continue;
    for (const [index, { patches, isInDoubt }] of plans.entries()) {
      const { wanted } = elsewhere[index]!;
      if (!isInDoubt) continue;
      for (const [key, { decision }] of othersOf(index).flatMap((plan) => [...plan.patches])) {
        if (!isInstall(decision) || wanted.has(key) || !INDIFFERENT.includes(patches.get(key)?.decision)) continue;
        wanted.add(key);
        hasChanged = true;
      }
    }
    if (!hasChanged) return plans;
  }
}

function spokenProduct(product: ListedAsset, known: Map<string, SpokenProduct>, context: PlanContext): SpokenProduct {
  const key = JSON.stringify([product.supplier, product.product, product.version, product.platform]);
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = new SpokenProduct(product, context)));
  return found;
}

/** Equal for products about which the same is decided. */
function planKey(
  { supplier, product, version, platform }: ListedAsset,
  { installed, unknown }: Asset,
  { heldBack, wanted }: Elsewhere,
): string {
  const there = [...installed].map(([key, { date }]) => [key, date]);
  return JSON.stringify([
    supplier,
    product,
    version,
    platform,
    there,
    unknown.map(({ vendor, patch }) => [vendor, patch]),
    [...heldBack],
    [...wanted],
  ]);
}

/** By row: the day by which its patch is to be installed, in milliseconds since 1970. */
function dueDates(
  rows: readonly Row[],
  timeframes: Timeframes,
  { vocabulary: { identity } }: Matrix,
  context: PlanContext,
): ReadonlyMap<Row, number> {
  const days = new Map(Object.entries(timeframes).map(([severity, count]) => [identity.version(severity), count]));
  const found = new Map<Row, number>();
  if (days.size === 0) return found;
  for (const row of rows) {
    const [count, released] = [days.get(identity.version(row.severity)), context.releasedAt(row)];
    if (count !== undefined && released !== null) found.set(row, released + count * DAY);
  }
  return found;
}

interface Deciding {
  readonly context: PlanContext;
  readonly due: ReadonlyMap<Row, number>;
  readonly now: number;
}

function plannedAsset(
  asset: Asset,
  plans: readonly ProductPlan[],
  rows: readonly Row[],
  { context, due, now }: Deciding,
): PlannedAsset {
  const byRow = new Map<string, ProductDecision[]>();
  for (const { patches } of plans) for (const [key, decision] of patches) addTo(byRow, key, decision);
  const found: Decision[] = [];
  const whole = plans.flatMap((plan) => plan.whole ?? []);
  if (whole.length > 0) found.push(decisionOf(asset, null, whole, { due, now }));
  for (const row of rows) {
    const products = byRow.get(row.key);
    if (products !== undefined) found.push(decisionOf(asset, row, relevant(products), { due, now }));
  }
  found.push(...asset.unknown.map((patch) => unknownDecision(asset, patch)));
  const order = orderOf(found, context);
  const decisions = found.map((decision): Decision =>
    decision.row === null || !isInstall(decision.decision)
      ? decision
      : { ...decision, order: order.get(decision.row.key) ?? null },
  );
  const restarting = decisions.filter(
    ({ decision, products }) => isInstall(decision) && products.some(({ restart }) => restart),
  );
  return {
    ...{ name: asset.name, zone: asset.zone, products: asset.products, decisions },
    restarts: restarting.length > 0 ? 1 : 0,
    isRestartRestricted: restarting.some(({ products }) =>
      products.some(({ restrictions }) => restrictions.length > 0),
    ),
  };
}

/**
 * The products of an asset that a patch concerns: an installed one is on the asset, and so with all its products, but those count for
 * which somebody says something.
 */
function relevant(products: readonly ProductDecision[]): readonly ProductDecision[] {
  const said = products.filter(({ statement, decision }) => statement !== null || decision !== 'installed');
  return said.length > 0 ? said : products;
}

function orderOf(decisions: readonly Decision[], context: PlanContext): ReadonlyMap<string, number> {
  const rows = decisions.flatMap(({ row, decision }) => (row !== null && isInstall(decision) ? [row] : []));
  return new Map(installationOrder(rows, context).map((key, index) => [key, index + 1]));
}

/** Decisions after which a patch is still to be installed. */
const OPEN: readonly DecisionKind[] = ['contradiction', 'wait', 'install-with-restriction', 'install'];

function decisionOf(
  { name, zone, installed }: Asset,
  row: Row | null,
  products: readonly ProductDecision[],
  { due, now }: Pick<Deciding, 'due' | 'now'>,
): Decision {
  const { decision } = products.reduce((most, each) => (byCaution(each.decision, most.decision) < 0 ? each : most));
  const deciding = products.filter((product) => product.decision === decision);
  const [only] = deciding;
  const isOne = deciding.length === 1;
  const day = row === null || !OPEN.includes(decision) ? null : (due.get(row) ?? null);
  return {
    ...{ asset: name, zone, row, vendor: row?.vendor ?? '', patch: row?.id ?? '', decision },
    // Nearly all: they are distinct already.
    reason: isOne
      ? only!.reason
      : distinctBy(
          deciding.flatMap(({ reason }) => reason),
          (each) => JSON.stringify(each),
        ),
    supersededBy: only!.supersededBy,
    places: isOne
      ? only!.places
      : distinctBy(
          deciding.flatMap(({ places }) => places),
          ({ source, path, patch, statement }) => `${source} ${path} ${patch?.id} ${statement}`,
        ),
    products,
    installed: (row === null ? undefined : installed.get(row.key))?.date ?? null,
    order: null,
    due: day,
    overdue: day === null ? null : daysAfter(day, now),
  };
}

/** How many calendar days (UTC) a time is after another; `null` for none. */
function daysAfter(due: number, now: number): number | null {
  const days = Math.floor(now / DAY) - Math.floor(due / DAY);
  return days > 0 ? days : null;
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

/** The decision about an installed patch that no file names. */
function unknownDecision({ name, zone, products }: Asset, { vendor, patch, date }: InstalledPatch): Decision {
  const reason = [
    date === ''
      ? { message: 'Installed.', args: [] }
      : { message: 'Installed on {0}.', args: [date.slice(0, 'yyyy-mm-dd'.length)] },
    { message: 'No supplier names it.', args: [] },
  ];
  const common = { decision: 'nobody-says', reason, supersededBy: null, places: [] } as const;
  return {
    ...common,
    ...{ asset: name, zone, row: null, vendor, patch, installed: date, order: null, due: null, overdue: null },
    products: products.map((product) => ({
      ...common,
      ...{ supplier: product.supplier, product: product.product, version: product.version, platform: product.platform },
      ...{ statement: null, owner: [], restart: false, restrictions: [], columns: [] },
    })),
  };
}
