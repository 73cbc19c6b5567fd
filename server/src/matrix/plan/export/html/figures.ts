/** The figures of a plan in the report: zones, suppliers, and charts with tables of the same numbers. */
import { addTo } from '../../../../domain/multimap';
import { escapeHtml } from '../../../../xml/escape';
import { listTable, type ListCell } from '../../../export/page';
import { DECISIONS, type DecisionKind } from '../../decision';
import type { MonthFigures, SupplierFigures, ZoneFigures } from '../../figures';
import { dayText, DECISION_NAMES, percentOf, PLAN_TEXTS, shareText, totalOf, type ShownPlan } from '../shown';
import { barChart, columnChart, patterns, type Chart, type Fill } from './charts';
import { zoneHtml, type Anchors } from './zones';

const QUIET: readonly DecisionKind[] = ['superseded', 'not-applicable'];

/** More months make a chart too narrow to read; the table of suppliers has all. */
const MAX_MONTHS = 12;

export class FigureSections {
  constructor(
    private readonly shown: ShownPlan,
    private readonly anchors: Anchors,
  ) {}

  html(): string {
    return `<section id="figures"><h2>${this.#text('figures')}</h2>
${this.#zones()}${patterns()}<div class="charts">
${this.#months()}${this.#days()}${this.#overdue()}</div></section>
<section id="suppliers"><h2>${this.#text('suppliers')}</h2>
${this.#suppliers()}</section>
`;
  }

  /** Without what asks for nothing: it would make the table too wide to read. */
  #zones(): string {
    const { zones } = this.shown.figures;
    const kinds = DECISIONS.filter(
      (kind) => !QUIET.includes(kind) && zones.some(({ decisions }) => decisions[kind] > 0),
    );
    const row = ({ zone, assets, decisions, installedShare, overdue, restarts }: ZoneFigures): ListCell[] => [
      { html: `<a href="#${this.anchors.zone(zone)}">${zoneHtml(zone, this.shown)}</a>` },
      number(assets),
      ...kinds.map((kind) => number(decisions[kind])),
      { html: this.#share(installedShare), tone: 'n' },
      number(overdue),
      number(restarts),
    ];
    const heads = [
      ...this.#heads('zone', 'assets'),
      ...kinds.map((kind) => this.shown.translate(DECISION_NAMES[kind])),
      ...this.#heads('share', 'overdueCount', 'restarts'),
    ];
    return scrolled(this.#text('zones'), listTable(this.#plain('zones'), heads, zones.map(row), 'rows'));
  }

  #suppliers(): string {
    const { suppliers } = this.shown.figures;
    const totals = suppliers.map((supplier): ListCell[] => [
      { html: escapeHtml(supplier.supplier) },
      this.#published(supplier),
      ...this.#counts(totalOf(supplier)),
      supplier.days === null
        ? { html: `<small>${this.#text('fewResults')}</small>`, tone: 'n' }
        : number(supplier.days),
      number(supplier.overdue),
    ]);
    const months = suppliers.flatMap(({ supplier, months: own }) =>
      own.map((month): ListCell[] => [
        { html: escapeHtml(supplier) },
        { html: month.month },
        ...this.#counts(month),
        month.days === null ? { html: '' } : number(month.days),
      ]),
    );
    const counts = this.#heads('said', 'tested', 'open', 'approved', 'refused', 'withdrawn', 'daysToResult');
    const all = listTable(
      this.#plain('suppliers'),
      [...this.#heads('supplier', 'published'), ...counts, ...this.#heads('overdueCount')],
      totals,
      'rows',
    );
    const shown = scrolled(this.#text('suppliers'), all);
    if (months.length === 0) return shown;
    const byMonth = listTable(
      this.#plain('chartMonths'),
      [...this.#heads('supplier', 'month'), ...counts],
      months,
      'rows',
    );
    return `${shown}<details><summary>${this.#text('chartMonths')}</summary>${scrolled(this.#text('months'), byMonth)}</details>\n`;
  }

  #published({ published, isThisMonth }: SupplierFigures): ListCell {
    const day = published === null ? this.#text('unknownDate') : dayText(published);
    return isThisMonth
      ? { html: day }
      : { html: `${day}<small>⚠ ${this.#text('notThisMonth')}</small>`, tone: 'in-test' };
  }

  #counts({ cells, tested, open, approved, refused, withdrawn }: Omit<MonthFigures, 'month' | 'days'>): ListCell[] {
    const share = { html: this.#share(cells === 0 ? null : tested / cells), tone: 'n' };
    return [number(cells), share, ...[open, approved, refused, withdrawn].map(number)];
  }

  /** A share as a number and a bar. */
  #share(share: number | null): string {
    if (share === null) return '–';
    const text = escapeHtml(shareText(share, this.shown.translate));
    return `${text}<span class="meter" aria-hidden="true"><i style="width:${percentOf(share)}%"></i></span>`;
  }

  #months(): string {
    const byMonth = new Map<string, MonthFigures[]>();
    for (const { months } of this.shown.figures.suppliers) for (const each of months) addTo(byMonth, each.month, each);
    const all = [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1));
    if (all.length === 0) return this.#empty('chartMonths', 'noMonths');
    const shown = all.slice(-MAX_MONTHS);
    const bars = shown.map(([label, months]) => {
      const sum = (key: 'approved' | 'refused' | 'tested' | 'open'): number =>
        months.reduce((total, month) => total + month[key], 0);
      const [approved, refused] = [sum('approved'), sum('refused')];
      return { label, values: [approved, refused, sum('tested') - approved - refused, sum('open')] };
    });
    const hint =
      shown.length === all.length
        ? ''
        : `<p>${this.#text('latestMonths', String(shown.length), String(all.length))}</p>`;
    const parts = [
      this.#part('approved', 'good'),
      this.#part('refused', 'bad'),
      { label: this.shown.translate(DECISION_NAMES['not-applicable']), fill: 'none' as const },
      this.#part('open', 'open'),
    ];
    return this.#figure('chartMonths', 'month', { parts, bars }, columnChart, hint);
  }

  #days(): string {
    const known = this.shown.figures.suppliers.filter(({ days }) => days !== null);
    if (known.length === 0) return this.#empty('chartDays', 'noResults');
    const bars = known.map(({ supplier, days }) => ({ label: supplier, values: [days!] }));
    return this.#figure('chartDays', 'supplier', { parts: [this.#part('daysToResult', 'good')], bars }, barChart);
  }

  #overdue(): string {
    const { figures, plan } = this.shown;
    if (Object.keys(plan.timeframes).length === 0) return this.#empty('chartOverdue', 'noTimeframes');
    if (figures.overdue.length === 0) return this.#empty('chartOverdue', 'noOverdue');
    const bars = figures.overdue.map(({ severity, install, wait }) => ({
      label: severity || this.#plain('noSeverity'),
      values: [install, wait],
    }));
    const parts = [this.#part('toInstall', 'bad'), this.#part('waiting', 'open')];
    return this.#figure('chartOverdue', 'severity', { parts, bars }, barChart);
  }

  #part(label: keyof typeof PLAN_TEXTS, fill: Fill): Chart['parts'][number] {
    return { label: this.#plain(label), fill };
  }

  /** A chart, and a table with its numbers. */
  #figure(
    id: keyof typeof PLAN_TEXTS,
    first: keyof typeof PLAN_TEXTS,
    { parts, bars }: Pick<Chart, 'parts' | 'bars'>,
    draw: (chart: Chart) => string,
    hint = '',
  ): string {
    const title = this.#plain(id);
    const rows = bars.map(({ label, values }): ListCell[] => [{ html: escapeHtml(label) }, ...values.map(number)]);
    const table = listTable(title, [this.#plain(first), ...parts.map(({ label }) => label)], rows, 'rows');
    const drawing = draw({ id, title, description: this.#plain('chartText'), parts, bars });
    return `<figure><h3>${escapeHtml(title)}</h3>${hint}\n${drawing}${scrolled(escapeHtml(title), table)}</figure>\n`;
  }

  #empty(title: keyof typeof PLAN_TEXTS, why: keyof typeof PLAN_TEXTS): string {
    return `<figure><h3>${this.#text(title)}</h3><p>${this.#text(why)}</p></figure>\n`;
  }

  #heads(...keys: (keyof typeof PLAN_TEXTS)[]): string[] {
    return keys.map((key) => this.#plain(key));
  }

  #plain(key: keyof typeof PLAN_TEXTS, ...args: string[]): string {
    return this.shown.translate(PLAN_TEXTS[key], ...args);
  }

  #text(key: keyof typeof PLAN_TEXTS, ...args: string[]): string {
    return escapeHtml(this.#plain(key, ...args));
  }
}

function number(value: number): ListCell {
  return { html: String(value), tone: 'n' };
}

/** A table that can be wider than the page. It can have the focus, so that keys scroll it. @param name escaped */
function scrolled(name: string, table: string): string {
  return `<div class="wide" role="group" aria-label="${name}" tabindex="0">${table}</div>\n`;
}
