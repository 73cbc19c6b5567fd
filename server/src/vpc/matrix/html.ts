/** A matrix as one HTML file without script: to be put on a support page, mailed, printed. */
import { escapeHtml } from './escapeHtml';
import { HtmlTable } from './htmlTable';
import { STYLE } from './style';
import { inPieces } from './pieces';
import { summaryInSteps, type MatrixSummary } from './summary';
import { dayOf, ENGLISH, TEXTS, titleOf, type ExportOptions, type Translate } from './texts';
import type { View } from './view';

export interface HtmlOptions extends ExportOptions {
  /** Of the words that are translated: `de`. Default: English. */
  readonly language?: string | undefined;
}

/**
 * Writes the page. All texts of the files stand in it as text: none becomes markup.
 * @returns the text in pieces
 */
export function* matrixHtml(
  view: View,
  { translate = ENGLISH, language = 'en' }: HtmlOptions = {},
): Generator<string, void, undefined> {
  const title = escapeHtml(titleOf(view.matrix, translate));
  yield `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="VPC Tools">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${sourcesHtml(view, translate)}
</header>
<main>
${summaryHtml(yield* inPieces(summaryInSteps(view)), translate)}
`;
  yield* new HtmlTable(view, translate).pieces();
  yield `
</main>
</body>
</html>
`;
}

function sourcesHtml({ matrix: { sources, older } }: View, translate: Translate): string {
  const named = (list: typeof sources): string[] =>
    list.map(({ name, supplier, published }) => {
      const isKnown = sources.length === 1 && older === null && supplier !== '';
      const who = isKnown ? supplier : [supplier, name].filter(Boolean).join(' · ');
      return published === '' ? who : translate(TEXTS.publishedAs, who, dayOf(published));
    });
  const compared = older === null ? [] : [translate(TEXTS.comparedWith, named(older.sources).join('; '))];
  return [...named(sources), ...compared].map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
}

function summaryHtml(summary: MatrixSummary, translate: Translate): string {
  const { patches, columns, states, otherStates, holes, conflicts, oldestUntested, comparison } = summary;
  const chips = states.map(({ state, cells }) =>
    chip(state.id, cells, `<b aria-hidden="true">${escapeHtml(state.symbol)}</b> ${escapeHtml(state.value)}`),
  );
  const more: readonly (readonly [kind: string, count: number, key: keyof typeof TEXTS])[] = [
    ['other', otherStates, 'otherStates'],
    ['hole', holes, 'holes'],
    ['conflict', conflicts, 'conflicts'],
    ['changed', comparison?.changed ?? 0, 'changedCells'],
    ['back', comparison?.regressions ?? 0, 'regressions'],
  ];
  for (const [kind, count, key] of more) {
    if (count > 0) chips.push(`<li class="${kind}">${escapeHtml(translate(TEXTS[key], String(count)))}</li>`);
  }
  const lines = [translate(TEXTS.patches, String(patches)), translate(TEXTS.columns, String(columns))];
  if (oldestUntested !== null) {
    lines.push(translate(TEXTS.oldestUntested, oldestUntested.id, dayOf(oldestUntested.released)));
  }
  const shares = states.map(({ state, cells }) => `<i class="${state.id}" style="flex-grow:${cells}"></i>`);
  return `<p class="numbers">${lines.map((line) => `<span>${escapeHtml(line)}</span>`).join(' ')}</p>
<div class="bar" aria-hidden="true">${shares.join('')}</div>
<ul class="summary">${chips.join('')}</ul>`;
}

function chip(kind: string, count: number, label: string): string {
  return `<li class="${kind}">${label}: <strong>${count}</strong></li>`;
}
