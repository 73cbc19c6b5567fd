/** What a page shows of a plan, as literal lines. */
import { DECISION_LENGTH, type PlanSnapshot } from '../../server/src/lsp/protocol/index';

/** The decisions, a line each: asset, patch, decision; where there are any: order, days overdue, own state, the decision before. */
export function planLines({ assets, patches, kinds, texts, decisions }: PlanSnapshot): string[] {
  const lines: string[] = [];
  for (let at = 0; at < decisions.length; at += DECISION_LENGTH) {
    const [asset, patch, kind, , order, overdue, owner, before] = decisions.slice(at, at + DECISION_LENGTH);
    const more = [
      order! > 0 && `#${order}`,
      overdue! > 0 && `${overdue} days overdue`,
      owner! > 0 && `own: ${texts[owner!]}`,
      before! > 0 && `was: ${kinds[before! - 2]?.id ?? 'none'}`,
    ];
    const line = [assets[asset!]!.name, patches[patch!]!.id || '-', kinds[kind!]!.id, ...more.filter(Boolean)];
    lines.push(line.join('  '));
  }
  return lines;
}
