/** The filters of the HTML page, which work by style rules alone: the chips of the summary, and a tick for each severity. */
import { isRegression } from '../compare/verdicts';
import type { Cell } from '../cell';
import type { Row } from '../row';
import type { MatrixSummary } from '../summary';
import { cellsOf, type View } from '../view';
import { escapeHtml } from '../../xml/escape';
import { TEXTS, type Translate } from './texts';

/** What patches can be chosen by: the id of a state, or one of the others. */
interface Chip {
  readonly kind: string;
  /** The class for its colours. */
  readonly tone: string;
  /** Markup. */
  readonly label: string;
}

/** A page with so few patches is read, not filtered. */
const MIN_ROWS = 2;

export class HtmlFilters {
  private readonly chips: readonly Chip[];
  /** In the order of the profile; only if there are several. */
  private readonly severities: readonly string[];

  constructor(
    private readonly view: View,
    summary: MatrixSummary,
    private readonly translate: Translate,
  ) {
    this.chips = chipsOf(summary, translate);
    const { severities } = view.matrix.vocabulary.profile;
    const used = new Set(view.rows.map(({ severity }) => severity));
    const found = severities.map(({ value }) => value).filter((value) => used.has(value));
    this.severities = found.length > 1 ? found : [];
  }

  private get isOn(): boolean {
    return this.view.rows.length >= MIN_ROWS && this.chips.length > 1;
  }

  /** The summary. Where there is something to choose, each chip is a radio button that leaves the patches with such a cell. */
  html(): string {
    if (!this.isOn) {
      const items = this.chips.map(({ tone, label }) => `<li class="${tone}">${label}</li>`);
      return `<ul class="summary">${items.join('')}</ul>`;
    }
    const radio = (value: string, isChecked: boolean): string =>
      `<input type="radio" name="only" value="${value}"${isChecked ? ' checked="checked"' : ''} />`;
    const all = `<li><label>${radio('', true)}${this.text('allPatches')}</label></li>`;
    const items = this.chips.map(
      ({ kind, tone, label }) => `<li class="${tone}"><label>${radio(kind, false)}${label}</label></li>`,
    );
    const ticks = this.severities.map(
      (severity, index) =>
        `<label><input type="checkbox" name="severity" value="${index}" checked="checked" /> ${escapeHtml(severity)}</label>`,
    );
    const severities =
      ticks.length === 0
        ? ''
        : `\n<fieldset class="severities"><legend>${this.text('severity')}</legend>${ticks.join(' ')}</fieldset>`;
    return `<fieldset><legend>${this.text('show')}</legend><ul class="summary">${all}${items.join('')}</ul></fieldset>${severities}`;
  }

  /** The rules that hide what is not chosen. */
  style(): string {
    if (!this.isOn) return '';
    const rules = this.chips.flatMap(({ kind }) => {
      const chosen = `main:has([name=only][value="${kind}"]:checked)`;
      const lacks = `[data-has~="${kind}"]`;
      return [`${chosen} tr[data-has]:not(${lacks})`, `${chosen} tbody:not(:has(${lacks}))`];
    });
    const hidden = this.severities.map(
      (_, index) => `main:has([name=severity][value="${index}"]:not(:checked)) tr[data-severity="${index}"]`,
    );
    return `${[...rules, ...hidden].join(',\n')} { display: none; }\n`;
  }

  /** The attributes by which the rules find a row. */
  attributesOf(row: Row): string {
    if (!this.isOn) return '';
    const severity = this.severities.indexOf(row.severity);
    return ` data-has="${[...this.kindsOf(row)].join(' ')}"${severity < 0 ? '' : ` data-severity="${severity}"`}`;
  }

  private kindsOf(row: Row): ReadonlySet<string> {
    const { columns, matrix } = this.view;
    const kinds = new Set<string>();
    cellsOf(row, this.view).forEach((cell, index) => {
      for (const kind of cell === undefined ? [] : kindsOfCell(cell)) kinds.add(kind);
      const isEmpty = cell === undefined || (cell.statements.length === 0 && cell.dropped.length === 0);
      // What no latest edition lists any more has no holes.
      if (isEmpty && !row.isDropped && matrix.uses.get(columns[index]!.key)!.now > 0) kinds.add('hole');
    });
    if (row.contradictions.length > 0) kinds.add('contradictory');
    return kinds;
  }

  private text(key: keyof typeof TEXTS): string {
    return escapeHtml(this.translate(TEXTS[key]));
  }
}

function kindsOfCell({ statements, conflict, doubt, dropped, isRetired, withdrawal, change }: Cell): string[] {
  const [first] = statements;
  return [
    first === undefined ? '' : (first.statement.known?.id ?? 'other'),
    conflict ? 'conflict' : '',
    doubt ? 'doubt' : '',
    first === undefined && dropped.length > 0 && !isRetired ? 'dropped' : '',
    withdrawal === null ? '' : 'withdrawn',
    change === null ? '' : 'changed',
    change !== null && isRegression(change.verdict) ? 'regression' : '',
  ].filter(Boolean);
}

function chipsOf(summary: MatrixSummary, translate: Translate): Chip[] {
  const { states, otherStates, holes, conflicts, doubts, dropped, withdrawals, contradictions, comparison } = summary;
  const chips = states.map(({ state, cells }): Chip => {
    const label = `<b aria-hidden="true">${escapeHtml(state.symbol)}</b> ${escapeHtml(state.value)}: <strong>${cells}</strong>`;
    return { kind: state.id, tone: state.id, label };
  });
  const more: readonly (readonly [kind: string, tone: string, count: number, key: keyof typeof TEXTS])[] = [
    ['other', 'other', otherStates, 'otherStates'],
    ['hole', 'hole', holes, 'holes'],
    ['conflict', 'conflict', conflicts, 'conflicts'],
    ['contradictory', 'conflict', contradictions, 'contradictions'],
    ['doubt', 'doubt', doubts, 'doubts'],
    ['dropped', 'dropped', dropped, 'droppedCells'],
    ['withdrawn', 'back', withdrawals, 'withdrawals'],
    ['changed', 'changed', comparison?.changed ?? 0, 'changedCells'],
    ['regression', 'back', comparison?.regressions ?? 0, 'regressions'],
  ];
  for (const [kind, tone, count, key] of more)
    if (count > 0) chips.push({ kind, tone, label: escapeHtml(translate(TEXTS[key], String(count))) });
  return chips;
}
