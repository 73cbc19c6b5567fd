/** Encodes a plan for the client. */
import { DECISION_NAMES } from '../../matrix/plan/export/shown';
import { PLAN_FILE_TYPES, PLAN_FORMATS } from '../../matrix/plan/export/formats';
import { DECISIONS, type Decision } from '../../matrix/plan/decision';
import type { Plan } from '../../matrix/plan/plan';
import type { PlanChange, PlanComparison } from '../../matrix/plan/since';
import { sentencesText } from '../../matrix/plan/sentences';
import type { Localize } from '../../xml/problem';
import type { Task } from '../../xml/task';
import type { PlanAsset, PlanPatch, PlanSnapshot } from '../protocol';

/** The index of `gone` in the kinds. */
const GONE = DECISIONS.length;

/** What decisions are encoded into. */
export interface EncodedPlan extends Pick<
  PlanSnapshot,
  'assets' | 'patches' | 'kinds' | 'texts' | 'decisions' | 'formats'
> {
  /** The decisions in their order, for questions about them; those that are gone come last. */
  readonly listed: readonly Decision[];
}

/** Numbers texts, each once. */
class Texts {
  readonly list: string[] = [''];
  private readonly numbers = new Map<string, number>([['', 0]]);

  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.list.push(text) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
}

/** Encodes the decisions of a plan. @param since `null`: nothing is compared */
export function* encodePlan(plan: Plan, since: PlanComparison | null, translate: Localize): Task<EncodedPlan> {
  const texts = new Texts();
  const patches: PlanPatch[] = [{ vendor: '', id: '', title: '', severity: '', released: '' }];
  const patchNumbers = new Map<string, number>();
  const patchOf = ({ row, vendor, patch }: Decision): number => {
    if (row === null && patch === '') return 0;
    const key = row?.key ?? JSON.stringify([vendor, patch]);
    let number = patchNumbers.get(key);
    if (number === undefined) {
      const { title = '', severity = '', released = '' } = row ?? {};
      number = patches.push({ vendor, id: patch, title, severity, released }) - 1;
      patchNumbers.set(key, number);
    }
    return number;
  };
  const changes = new Map<Decision, PlanChange>(since?.changes.map((change) => [change.decision, change]));
  const before = (decision: Decision): number => {
    const change = changes.get(decision);
    if (change === undefined) return 0;
    return change.before === null ? 1 : DECISIONS.indexOf(change.before) + 2;
  };
  const reasons = new WeakMap<Decision['reason'], number>();
  const reasonOf = ({ reason }: Decision): number => {
    let number = reasons.get(reason);
    if (number === undefined) reasons.set(reason, (number = texts.numberOf(sentencesText(reason, translate))));
    return number;
  };
  const decisions: number[] = [];
  const listed: Decision[] = [];
  const add = (asset: number, kind: number, decision: Decision): void => {
    const { products } = decision;
    // What is gone is neither to be installed nor overdue.
    const { order, overdue } = kind === GONE ? { order: null, overdue: null } : decision;
    const owner = texts.numberOf([...new Set(products.flatMap((product) => product.owner))].join(', '));
    decisions.push(asset, patchOf(decision), kind, reasonOf(decision));
    decisions.push(order ?? 0, overdue ?? 0, owner, before(decision));
    listed.push(decision);
  };
  for (const [asset, planned] of plan.assets.entries()) {
    for (const decision of planned.decisions) add(asset, DECISIONS.indexOf(decision.decision), decision);
    yield;
  }
  // The lists are the same for both plans, so that each asset of a change is in the newer one, too.
  const assetNumbers = new Map(plan.assets.map(({ name }, index) => [name, index]));
  for (const { decision, after } of since?.changes ?? []) {
    const asset = after === null ? assetNumbers.get(decision.asset) : undefined;
    if (asset !== undefined) add(asset, GONE, decision);
  }
  return {
    assets: plan.assets.map(({ name, zone, products, restarts, isRestartRestricted }): PlanAsset => ({
      ...{ name, zone, restarts, restartsCanBeMore: isRestartRestricted },
      products: products.map(({ supplier, product, version, platform }) =>
        [supplier, product, version, platform].filter(Boolean).join(' · '),
      ),
    })),
    patches,
    kinds: [
      ...DECISIONS.map((id) => ({ id: id, name: translate(DECISION_NAMES[id]) })),
      { id: 'gone', name: translate('No longer decided') },
    ],
    texts: texts.list,
    decisions,
    listed,
    formats: planFormats(translate),
  };
}

/** The formats in which a plan can be exported. */
export function planFormats(translate: Localize): PlanSnapshot['formats'] {
  return PLAN_FORMATS.map((id) => {
    const { name, endings } = PLAN_FILE_TYPES[id];
    return { id, name: translate(name), ending: endings[0].slice(1), hasSeparator: id === 'csv' };
  });
}
