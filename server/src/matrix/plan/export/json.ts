/** A plan as JSON, for programs; its keys are a contract. */
import { sentencesText, sentenceText } from '../sentences';
import { indented, sourcesJson, unreadJson } from '../../export/json';
import { noteJson } from '../../notes';
import { jsonOf } from '../../../xml/escape';
import type { Decision, PlanPlace, ProductDecision } from '../decision';
import type { PlannedAsset } from '../plan';
import type { PlanComparison } from '../since';
import { decisionsIn, dayText, supersederOf, type ShownPlan } from './shown';
import type { Localize } from '../../../xml/problem';

/**
 * Writes `{version, made, notes, sources, assets, figures, decisions}`, and `since` where an earlier plan is compared. `decisions` has one item for each asset and patch; of one about
 * the asset as a whole, `patch` is empty.
 * @returns the text in pieces
 */
export function* planJson(shown: ShownPlan): Generator<string, void, undefined> {
  const { plan, figures } = shown;
  const head = {
    version: 1,
    made: new Date(plan.now).toISOString(),
    notes: plan.notes.map((note) => noteJson(note, shown.translate)),
    sources: [...sourcesJson(plan.matrix), ...unreadJson(plan.notes)],
    assets: plan.assets.map(assetJson),
    figures: {
      suppliers: figures.suppliers.map(({ published, ...more }) => ({ ...more, published: dayText(published) })),
      zones: figures.zones,
      overdue: figures.overdue,
    },
    ...(shown.since !== null && { since: sinceJson(shown.since, shown.translate) }),
  };
  yield `${indented(head, '').slice(0, -'\n}'.length)},\n  "decisions": [`;
  let before = '\n    ';
  for (const decision of decisionsIn(plan)) {
    // One line each: there can be hundreds of thousands.
    yield before + jsonOf(decisionJson(decision, shown));
    before = ',\n    ';
  }
  yield `${before.startsWith(',') ? '\n  ' : ''}]\n}\n`;
}

function assetJson({ name, zone, products, restarts, isRestartRestricted, decisions }: PlannedAsset): object {
  const install = decisions.filter(({ order }) => order !== null).sort((a, b) => a.order! - b.order!);
  return {
    ...{ asset: name, zone, restarts, restartsCanBeMore: isRestartRestricted },
    products: products.map(({ supplier, product, version, platform }) => ({ supplier, product, version, platform })),
    install: install.map(({ vendor, patch }) => ({ vendor, patch })),
  };
}

function sinceJson({ since, changes, notPublished, doubtful }: PlanComparison, translate: Localize): object {
  return {
    since,
    changes: changes.map(({ decision: { asset, zone, vendor, patch, reason }, before, after }) => ({
      ...{ asset, zone, vendor, patch, before, after },
      ...(after !== null && { reason: sentencesText(reason, translate) }),
    })),
    notPublished,
    doubtful: doubtful.map(({ path, sentence }) => ({ path, message: sentenceText(sentence, translate) })),
  };
}

function decisionJson(decision: Decision, shown: ShownPlan): object {
  const { asset, zone, vendor, patch, row, reason, places, products, installed, order, due, overdue } = decision;
  return {
    ...{ asset, zone, vendor, patch },
    ...(row !== null && { title: row.title, severity: row.severity, released: row.released }),
    decision: decision.decision,
    reason: sentencesText(reason, shown.translate),
    ...(decision.supersededBy !== null && { supersededBy: supersederOf(decision, shown.plan) }),
    ...(installed !== null && { installed }),
    ...(order !== null && { order }),
    ...(due !== null && { due: dayText(due) }),
    ...(overdue !== null && { overdue }),
    sources: placesJson(places, shown),
    products: products.map((product) => productJson(product, shown)),
  };
}

function productJson(product: ProductDecision, shown: ShownPlan): object {
  const { supplier, version, platform, decision, reason, statement, owner, restart } = product;
  return {
    ...{
      supplier,
      product: product.product,
      version,
      platform,
      decision,
      reason: sentencesText(reason, shown.translate),
    },
    ...(product.supersededBy !== null && { supersededBy: supersederOf(product, shown.plan) }),
    ...(statement !== null && { state: statement.word, date: statement.date }),
    ...(owner.length > 0 && { owner }),
    ...(restart && { restart }),
    sources: placesJson(product.places, shown),
  };
}

function placesJson(places: readonly PlanPlace[], { lineOf }: ShownPlan): object[] {
  return places.map((place) => ({ path: place.path, line: lineOf(place) }));
}
