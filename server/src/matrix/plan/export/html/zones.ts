/** The decisions of a plan in the report: a section for each zone, a group of rows for each asset. */
import { addTo } from '../../../../domain/multimap';
import { escapeHtml } from '../../../../xml/escape';
import { columnName } from '../../../columns';
import { dayOf } from '../../../export/texts';
import { DECISIONS, type Decision, type PlanPlace, type ProductDecision } from '../../decision';
import { countsOf } from '../../figures';
import type { PlannedAsset } from '../../plan';
import { sentencesText } from '../../sentences';
import {
  dayText,
  decisionName,
  decisionsIn,
  inOrder,
  PLAN_TEXTS,
  restartsText,
  shareText,
  TO_DO,
  type ShownPlan,
} from '../shown';
import { decisionHtml, TONES, type PlanFilters } from './filters';

/** Where links within the page lead to. */
export class Anchors {
  readonly #assets: ReadonlyMap<string, number>;
  readonly #zones: ReadonlyMap<string, number>;

  constructor({ plan, figures }: ShownPlan) {
    this.#assets = new Map(plan.assets.map(({ name }, index) => [name, index]));
    this.#zones = new Map(figures.zones.map(({ zone }, index) => [zone, index]));
  }

  /** The id of an asset; `null` for one that the plan does not have. */
  asset(name: string): string | null {
    const index = this.#assets.get(name);
    return index === undefined ? null : `a${index}`;
  }

  zone(name: string): string {
    return `z${this.#zones.get(name)!}`;
  }

  file(source: number): string {
    return `f${source}`;
  }
}

/** The name of a zone, as HTML. */
export function zoneHtml(zone: string, { translate }: ShownPlan): string {
  return escapeHtml(zone === '' ? translate(PLAN_TEXTS.noZone) : zone);
}

/** An asset as a link to its decisions. */
export function assetLink(name: string, anchors: Anchors): string {
  const anchor = anchors.asset(name);
  return anchor === null ? escapeHtml(name) : `<a href="#${anchor}">${escapeHtml(name)}</a>`;
}

export class ZoneSections {
  readonly #keys: readonly ('patch' | 'decision' | 'due' | 'reason')[];
  /** Those that each row has again. */
  readonly #texts = new Map<keyof typeof PLAN_TEXTS, string>();

  constructor(
    private readonly shown: ShownPlan,
    private readonly filters: PlanFilters,
    private readonly anchors: Anchors,
  ) {
    const hasDue = [...decisionsIn(shown.plan)].some(({ due }) => due !== null);
    this.#keys = hasDue ? ['patch', 'decision', 'due', 'reason'] : ['patch', 'decision', 'reason'];
  }

  /** The sections in pieces: one for each asset. */
  *pieces(): Generator<string, void, undefined> {
    const { plan, figures } = this.shown;
    const byZone = new Map<string, PlannedAsset[]>();
    for (const asset of plan.assets) addTo(byZone, asset.zone, asset);
    for (const zone of figures.zones) {
      const assets = byZone.get(zone.zone)!;
      const numbers = [
        `${this.#text('assets')}: ${zone.assets}`,
        ...(zone.installedShare === null
          ? []
          : [`${this.#text('share')}: ${escapeHtml(shareText(zone.installedShare, this.shown.translate))}`]),
        `${this.#text('overdueCount')}: ${zone.overdue}`,
        `${this.#text('restarts')}: ${zone.restarts}`,
      ];
      const name = zoneHtml(zone.zone, this.shown);
      yield `<section class="zone" id="${this.anchors.zone(zone.zone)}"><h2>${name} <a class="top" href="#filters">${this.#text('toFilters')}</a></h2>
<p class="numbers">${numbers.map((each) => `<span>${each}</span>`).join(' ')}</p>
${this.#rest(assets)}<table class="list cards plan" role="table"><caption>${name}</caption>
<colgroup>${this.#columns()}</colgroup>
<thead role="rowgroup">${this.#running(name)}<tr role="row">${this.#heads()}</tr></thead>
`;
      for (const asset of assets) yield* this.#asset(asset);
      yield '</table></section>\n';
    }
  }

  /** Assets that are not in sight at first. */
  #rest(assets: readonly PlannedAsset[]): string {
    const rest = assets.filter(
      ({ decisions }) => !decisions.some(({ decision, patch }) => patch === '' || TO_DO.includes(decision)),
    );
    if (rest.length === 0) return '';
    const [before = '', after = ''] = this.#text('nothingToDo', '\n').split('&#10;');
    return `<p class="rest">${before}${rest.map(({ name }) => assetLink(name, this.anchors)).join(', ')}${after}</p>\n`;
  }

  /** On paper, each page says what zone it is about. */
  #running(name: string): string {
    return `<tr class="running" role="row"><th role="columnheader" scope="colgroup" colspan="${this.#keys.length}">${name}</th></tr>`;
  }

  /** Their widths: the running head has only one cell. */
  #columns(): string {
    return this.#keys.map((key) => `<col class="${key}-column">`).join('');
  }

  #heads(): string {
    return this.#keys.map((key) => `<th scope="col" role="columnheader">${this.#text(key)}</th>`).join('');
  }

  *#asset(asset: PlannedAsset): Generator<string, void, undefined> {
    const { name, products, decisions, restarts } = asset;
    const { translate } = this.shown;
    const counts = countsOf(decisions);
    const found = DECISIONS.filter((kind) => counts[kind] > 0).map(
      (kind) => `${escapeHtml(decisionName(kind, translate))} ${counts[kind]}`,
    );
    const own = products.map((product) => {
      const shown = columnName(product);
      return product.supplier === '' ? shown : `${product.supplier}: ${shown}`;
    });
    const whole = decisions.filter(({ patch }) => patch === '');
    const doubts = whole.map(
      ({ decision, reason }) =>
        `<p class="${TONES[decision]}">${decisionHtml(decision, this.shown)}: ${this.#reason(reason)}</p>`,
    );
    const counted = [...found, ...(restarts === 0 ? [] : [escapeHtml(restartsText(asset, translate))])];
    const id = this.anchors.asset(name)!;
    yield `<tbody role="rowgroup" id="${id}"${this.filters.attributesOfAsset(asset)}><tr class="asset" role="row"><th scope="rowgroup" role="rowheader" colspan="${this.#keys.length}"><a href="#${id}">${escapeHtml(name)}</a> <span>${escapeHtml(own.join('; '))}</span><small>${counted.join(' · ')}</small>${doubts.join('')}</th></tr>\n`;
    let text = '';
    for (const decision of inOrder(decisions)) if (decision.patch !== '') text += this.#decision(decision);
    yield `${text}</tbody>\n`;
  }

  #decision(decision: Decision): string {
    const { row, vendor, patch, order, due, overdue, reason, products } = decision;
    const about = [vendor, row?.severity ?? '', dayOf(row?.released ?? '')].filter(Boolean).join(' · ');
    const title = row === null || row.title === '' ? '' : `<small>${escapeHtml(row.title)}</small>`;
    const more = [
      ...(order === null ? [] : [this.#text('step', String(order))]),
      ...(order !== null && products.some(({ restart }) => restart) ? [this.#text('restart')] : []),
    ];
    const late = overdue === null ? '' : `<small class="late">${this.#text('daysOverdue', String(overdue))}</small>`;
    const dueCell = this.#keys.includes('due') ? this.#cell('due', due === null ? '' : `${dayText(due)}${late}`) : '';
    return `<tr role="row"${this.filters.attributesOf(decision)}><th scope="row" role="rowheader"><i class="paper">${escapeHtml(decision.asset)}</i> <b>${escapeHtml(patch)}</b><small>${escapeHtml(about)}</small>${title}</th>${this.#cell(
      'decision',
      `${decisionHtml(decision.decision, this.shown)}${more.length === 0 ? '' : `<small>${more.join(' · ')}</small>`}`,
      TONES[decision.decision],
    )}${dueCell}${this.#cell('reason', `${this.#reason(reason)}${this.#statements(decision)}`)}</tr>\n`;
  }

  #cell(head: 'decision' | 'due' | 'reason', html: string, tone = ''): string {
    return `<td role="cell" data-head="${this.#text(head)}"${tone && ` class="${tone}"`}>${html}</td>`;
  }

  /** What the decision rests on, product by product. */
  #statements({ products }: Decision): string {
    if (
      products.every(({ statement, places, owner }) => statement === null && places.length === 0 && owner.length === 0)
    )
      return '';
    const lines = products.map((product) => `<li>${this.#product(product, products.length > 1)}</li>`);
    return `<details><summary>${this.#text('statements', String(products.length))}</summary><ul>${lines.join('')}</ul></details>`;
  }

  #product(product: ProductDecision, isOneOfSeveral: boolean): string {
    const { supplier, statement, owner, restart, restrictions, places, decision, reason } = product;
    const name = columnName(product);
    const said = [
      escapeHtml(supplier === '' ? name : `${supplier}: ${name}`),
      ...(isOneOfSeveral ? [`${decisionHtml(decision, this.shown)}: ${this.#reason(reason)}`] : []),
      ...(statement === null ? [] : [escapeHtml([statement.word, dayOf(statement.date)].filter(Boolean).join(' '))]),
      ...owner.map((state) => this.#text('ownState', state)),
      ...(restart ? [this.#text('restart')] : []),
      ...restrictions.map((text) => this.#text('restrictionOf', text)),
      ...places.map((place) => this.#place(place)),
    ];
    return said.join(' · ');
  }

  #place(place: PlanPlace): string {
    const text = escapeHtml(`${place.path}:${this.shown.lineOf(place)}`);
    return place.source === null ? text : `<a href="#${this.anchors.file(place.source)}">${text}</a>`;
  }

  #reason(reason: Decision['reason']): string {
    return escapeHtml(sentencesText(reason, this.shown.translate));
  }

  #text(key: keyof typeof PLAN_TEXTS, ...args: string[]): string {
    if (args.length > 0) return escapeHtml(this.shown.translate(PLAN_TEXTS[key], ...args));
    let known = this.#texts.get(key);
    if (known === undefined) this.#texts.set(key, (known = escapeHtml(this.shown.translate(PLAN_TEXTS[key]))));
    return known;
  }
}
