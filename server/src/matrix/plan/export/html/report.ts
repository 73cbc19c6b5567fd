/** A plan as one HTML file without scripts, to be read, mailed or printed. */
import { escapeHtml } from '../../../../xml/escape';
import { LIST_STYLE, listTable, notesSection, pageHead, sourcesSection, type ListCell } from '../../../export/page';
import { TEXTS } from '../../../export/texts';
import { DECISIONS, type DecisionKind } from '../../decision';
import { sentencesText, sentenceText } from '../../sentences';
import type { PlanChange, PlanComparison } from '../../since';
import { decisionName, madeText, PLAN_TEXTS, timeframesText, type ShownPlan } from '../shown';
import { FigureSections } from './figures';
import { decisionHtml, PlanFilters, TONES } from './filters';
import { PLAN_STYLE } from './style';
import { Anchors, assetLink, zoneHtml, ZoneSections } from './zones';

/**
 * Writes the report: what is doubtful, figures, what has changed, then a section for each zone with its assets and their decisions, of
 * which those are in sight that ask for something. All texts from files are escaped.
 * @param language of the translated texts, for example `de`
 * @returns the text in pieces
 */
export function* planHtml(shown: ShownPlan, language = 'en'): Generator<string, void, undefined> {
  const { plan, figures, since, translate } = shown;
  const text = (key: keyof typeof PLAN_TEXTS, ...args: string[]): string =>
    escapeHtml(translate(PLAN_TEXTS[key], ...args));
  const filters = new PlanFilters(shown);
  const anchors = new Anchors(shown);
  const link = (anchor: string, label: string): string => `<a href="#${anchor}">${label}</a>`;
  const contents = [
    ...(since === null ? [] : [link('changes', text('changed'))]),
    link('figures', text('figures')),
    link('suppliers', text('suppliers')),
    link('filters', text('decisions')),
    ...figures.zones.map(({ zone }) => link(anchors.zone(zone), zoneHtml(zone, shown))),
    link('files', escapeHtml(translate(TEXTS.sources))),
  ];
  yield `${pageHead(text('plan'), language, `${LIST_STYLE}${PLAN_STYLE}${filters.style()}`)}<body>
<header>
<h1>${text('plan')}</h1>
<p>${escapeHtml(madeText(plan, figures, translate))}</p>
<p>${escapeHtml(timeframesText(plan, translate))}</p>
</header>
<main>
${notesSection(plan.notes, translate)}
<nav aria-label="${text('contents')}">${contents.join(' ')}</nav>
`;
  if (since !== null) yield* changesSection(since, shown, anchors);
  yield new FigureSections(shown, anchors).html();
  yield filters.html();
  yield* new ZoneSections(shown, filters, anchors).pieces();
  yield `<div id="files">${sourcesSection(plan.matrix, translate, (index) => anchors.file(index))}</div>
</main>
</body>
</html>
`;
}

/** More doubtful files than this are unfolded on demand: the notes above have what could not be read, too. */
const MAX_DOUBTFUL = 4;
/** More changes than this are unfolded on demand: what there is to do is to come soon. */
const MAX_CHANGES = 20;

function* changesSection(
  { since, changes, notPublished, doubtful }: PlanComparison,
  shown: ShownPlan,
  anchors: Anchors,
): Generator<string, void, undefined> {
  const { translate } = shown;
  const text = (key: keyof typeof PLAN_TEXTS, ...args: string[]): string =>
    escapeHtml(translate(PLAN_TEXTS[key], ...args));
  yield `<section id="changes"><h2>${text('changes', since)}</h2>\n`;
  if (notPublished.length > 0) yield `<p>⚠ ${text('notPublished', notPublished.join(', '))}</p>\n`;
  if (doubtful.length > 0) {
    const lines = doubtful.map(
      ({ path, sentence }) => `<li>${escapeHtml(path)}: ${escapeHtml(sentenceText(sentence, translate))}</li>`,
    );
    const isOpen = doubtful.length <= MAX_DOUBTFUL ? ' open="open"' : '';
    yield `<details${isOpen}><summary>${text('doubtfulCount', String(doubtful.length))}</summary><ul>${lines.join('\n')}</ul></details>\n`;
  }
  if (changes.length === 0) yield `<p>${text('noChanges')}</p>\n`;
  else {
    const rows = byCautionNow(changes).map((change) => changeRow(change, shown, anchors));
    const heads = (['asset', 'patch', 'before', 'now', 'reason'] as const).map((key) => translate(PLAN_TEXTS[key]));
    const table = listTable(translate(PLAN_TEXTS.changes, since), heads, rows);
    const count = text('changedCount', String(changes.length));
    const isOpen = changes.length <= MAX_CHANGES ? ' open="open"' : '';
    yield `${stepsHtml(changes, translate)}<details${isOpen}><summary>${count}</summary>${table}</details>\n`;
  }
  yield '</section>\n';
}

function changeRow({ decision, before, after }: PlanChange, shown: ShownPlan, anchors: Anchors): ListCell[] {
  const kind = (each: DecisionKind | null): ListCell =>
    each === null
      ? { html: escapeHtml(decisionName(each, shown.translate)) }
      : { html: decisionHtml(each, shown), tone: TONES[each] };
  return [
    { html: assetLink(decision.asset, anchors) },
    { html: `${escapeHtml(decision.patch)}<small>${escapeHtml(decision.vendor)}</small>` },
    kind(before),
    kind(after),
    { html: after === null ? '' : escapeHtml(sentencesText(decision.reason, shown.translate)) },
  ];
}

/** The worst first, those that are gone last. */
function byCautionNow(changes: readonly PlanChange[]): PlanChange[] {
  const rank = ({ after }: PlanChange): number => (after === null ? DECISIONS.length : DECISIONS.indexOf(after));
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

/** After these, there is nothing to do: only the table has them. */
const QUIET: readonly (DecisionKind | null)[] = ['superseded', 'installed', 'not-applicable'];

/** How often each decision became which. */
function stepsHtml(changes: readonly PlanChange[], translate: ShownPlan['translate']): string {
  const counts = new Map<string, { readonly after: DecisionKind | null; count: number }>();
  for (const { before, after } of byCautionNow(changes)) {
    if (QUIET.includes(after)) continue;
    const step = `${decisionName(before, translate)} → ${decisionName(after, translate)}`;
    const counted = counts.get(step) ?? { after, count: 0 };
    counted.count++;
    counts.set(step, counted);
  }
  const items = [...counts].map(
    ([step, { after, count }]) =>
      `<li${after === null ? '' : ` class="${TONES[after]}"`}>${escapeHtml(step)}: <strong>${count}</strong></li>`,
  );
  if (items.length === 0) return '';
  return `<ul class="summary">${items.join('')}</ul>\n`;
}
