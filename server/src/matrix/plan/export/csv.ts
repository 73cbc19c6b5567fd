/** A plan as CSV: a line for each asset, patch and product. */
import { csvField } from '../../export/csv';
import { sentencesText } from '../sentences';
import type { ProductDecision } from '../decision';
import { decisionName, DECISION_NAMES, PLAN_TEXTS, dayText, decisionsIn, supersederOf, type ShownPlan } from './shown';

/** The heads of the columns, by key. */
const COLUMNS = [
  ...(['asset', 'zone', 'vendor', 'patch', 'patchTitle', 'severity', 'released', 'decision', 'reason'] as const),
  ...(['supersededBy', 'order', 'due', 'overdue', 'installed', 'supplier', 'product', 'version', 'platform'] as const),
  ...(['productDecision', 'state', 'stateDate', 'owner', 'restart', 'restriction', 'sources'] as const),
] as const;

/**
 * Writes the table (RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8). An asset with several products has a line
 * for each of them; `decision` is that of the asset, `product decision` that of the product. Where an earlier plan is compared, the last
 * column has the earlier decision where it was another one; what is gone comes last.
 * @returns the text in pieces
 */
export function* planCsv(shown: ShownPlan, separator: ',' | ';' | '\t' = ','): Generator<string, void, undefined> {
  const { plan, translate, lineOf, since } = shown;
  const line = (values: readonly string[]): string =>
    `${values.map((value) => csvField(value, separator)).join(separator)}\r\n`;
  const before = since === null ? null : new Map(since.changes.map((change) => [change.decision, change.before]));
  const heads = COLUMNS.map((key) => translate(PLAN_TEXTS[key]));
  yield `\uFEFF${line(before === null ? heads : [...heads, translate(PLAN_TEXTS.before)])}`;
  for (const decision of decisionsIn(plan)) {
    const { row, installed, order, due, overdue } = decision;
    const common = [
      ...[decision.asset, decision.zone, decision.vendor, decision.patch],
      ...[row?.title ?? '', row?.severity ?? '', row?.released ?? ''],
      translate(DECISION_NAMES[decision.decision]),
      sentencesText(decision.reason, translate),
      ...[supersederOf(decision, plan), order === null ? '' : String(order), dayText(due)],
      ...[overdue === null ? '' : String(overdue), installed ?? ''],
    ];
    const own = ({ supplier, product, version, platform, statement, ...more }: ProductDecision): string[] => [
      ...[supplier, product, version, platform, translate(DECISION_NAMES[more.decision])],
      ...[statement?.word ?? '', statement?.date ?? '', more.owner.join(' / ')],
      more.restart ? translate(PLAN_TEXTS.yes) : '',
      more.restrictions.join(' / '),
      more.places.map((place) => `${place.path}:${lineOf(place)}`).join('; '),
    ];
    const earlier = before?.get(decision);
    const change = before === null ? [] : [earlier === undefined ? '' : decisionName(earlier, translate)];
    for (const product of decision.products) yield line([...common, ...own(product), ...change]);
  }
  for (const { decision, before: earlier, after } of since?.changes ?? []) {
    if (after !== null) continue;
    const { asset, zone, vendor, patch } = decision;
    const empty = COLUMNS.slice(8).map(() => '');
    yield line([
      asset,
      zone,
      vendor,
      patch,
      '',
      '',
      '',
      decisionName(after, translate),
      ...empty,
      decisionName(earlier, translate),
    ]);
  }
}
