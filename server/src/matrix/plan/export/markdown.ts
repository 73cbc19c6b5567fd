/** A plan in Markdown: what there is to do, in a section for each zone. */
import { addTo } from '../../../domain/multimap';
import { markdownText } from '../../../xml/escape';
import { noteText } from '../../notes';
import { DECISIONS, type Decision, type DecisionKind } from '../decision';
import type { PlannedAsset } from '../plan';
import { sentencesText, sentenceText } from '../sentences';
import type { PlanComparison } from '../since';
import { decisionName, DECISION_NAMES, PLAN_TEXTS, dayText, type ShownPlan } from './shown';

/** Decisions that ask for nothing: only their numbers are shown. */
const DONE: readonly DecisionKind[] = ['superseded', 'installed', 'not-applicable'];

/**
 * Writes the numbers of each zone and a table of what is to be done or known, by asset. All texts from files are escaped.
 * @returns the text in pieces
 */
export function* planMarkdown({ plan, figures, since, translate }: ShownPlan): Generator<string, void, undefined> {
  const text = (key: keyof typeof PLAN_TEXTS, ...args: string[]): string =>
    markdownText(translate(PLAN_TEXTS[key], ...args));
  const name = (kind: DecisionKind): string => markdownText(translate(DECISION_NAMES[kind]));
  yield `# ${text('plan')}\n\n${text('made', new Date(plan.now).toISOString(), String(plan.matrix.sources.length))}\n`;
  if (plan.notes.length > 0) {
    const lines = plan.notes.map((note) => `> - ${markdownText(noteText(note, translate))}\n`);
    yield `\n> **${text('notes')}**\n>\n${lines.join('')}`;
  }
  if (since !== null) yield* sinceLines(since);
  const byZone = new Map<string, PlannedAsset[]>();
  for (const asset of plan.assets) addTo(byZone, asset.zone, asset);
  for (const { zone, decisions, assets, restarts, overdue } of figures.zones) {
    yield `\n## ${zone === '' ? text('noZone') : markdownText(zone)}\n\n`;
    const shown = DECISIONS.filter((kind) => decisions[kind] > 0);
    yield line([text('assets'), ...shown.map(name), text('restarts'), text('overdue')]);
    yield line(['---:', ...shown.map(() => '---:'), '---:', '---:']);
    yield line([String(assets), ...shown.map((kind) => String(decisions[kind])), String(restarts), String(overdue)]);
    yield `\n${line((['asset', 'patch', 'decision', 'due', 'reason'] as const).map((key) => text(key)))}`;
    yield line(['---', '---', '---', '---', '---']);
    for (const asset of byZone.get(zone) ?? []) {
      for (const each of asset.decisions) if (!DONE.includes(each.decision)) yield decisionLine(each);
    }
  }

  function* sinceLines({
    since: name,
    changes,
    notPublished,
    doubtful,
  }: PlanComparison): Generator<string, void, undefined> {
    yield `\n## ${text('changes', name)}\n\n`;
    if (notPublished.length > 0) yield `${text('notPublished', notPublished.join(', '))}\n\n`;
    if (changes.length === 0) yield `${text('noChanges')}\n`;
    else {
      yield line((['asset', 'patch', 'before', 'now', 'reason'] as const).map((key) => text(key)));
      yield line(['---', '---', '---', '---', '---']);
    }
    for (const { decision, before, after } of changes) {
      const [earlier, now] = [before, after].map((kind) => markdownText(decisionName(kind, translate)));
      const reason = after === null ? '' : markdownText(sentencesText(decision.reason, translate));
      yield line([markdownText(decision.asset), markdownText(decision.patch), earlier!, now!, reason]);
    }
    if (doubtful.length > 0) yield `\n### ${text('doubtful')}\n\n`;
    for (const { path, sentence } of doubtful) {
      yield `- ${markdownText(path)}: ${markdownText(sentenceText(sentence, translate))}\n`;
    }
  }

  function decisionLine({ asset, patch, decision, due, overdue, reason }: Decision): string {
    const day = overdue === null ? dayText(due) : `${dayText(due)} ⚠`;
    return line([
      ...[asset, patch].map(markdownText),
      name(decision),
      day,
      markdownText(sentencesText(reason, translate)),
    ]);
  }
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
