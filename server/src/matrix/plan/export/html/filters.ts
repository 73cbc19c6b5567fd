/** The filters of the report, which work by style rules alone: by decision, by supplier, and what is overdue. */
import { compareNaturally } from '../../../../domain/naturalOrder';
import { escapeHtml } from '../../../../xml/escape';
import { TEXTS } from '../../../export/texts';
import { DECISIONS, type Decision, type DecisionKind } from '../../decision';
import { countsOf } from '../../figures';
import type { PlannedAsset } from '../../plan';
import { decisionName, decisionsIn, DECISION_SYMBOLS, PLAN_TEXTS, TO_DO, type ShownPlan } from '../shown';

/** The classes for the colours of decisions, those of the states that the matrix shows. */
export const TONES: Readonly<Record<DecisionKind, string>> = {
  'installed-not-approved': 'not-approved alarm',
  'do-not-install': 'not-approved',
  contradiction: 'conflict',
  wait: 'available',
  superseded: 'other',
  'install-with-restriction': 'in-test',
  installed: 'other',
  install: 'approved',
  'not-applicable': 'other',
  'nobody-says': 'doubt',
};

/** The value of the choice of what there is to do. */
const TO_DO_VALUE = 'todo';
/** The value of an asset about which something is decided as a whole: it is doubtful, and stays in sight with what there is to do. */
const WHOLE = 'w';

/** A decision with its sign, as HTML. */
export function decisionHtml(kind: DecisionKind, { translate }: Pick<ShownPlan, 'translate'>): string {
  return `<b aria-hidden="true">${DECISION_SYMBOLS[kind]}</b> ${escapeHtml(decisionName(kind, translate))}`;
}

/** The number of a kind: shorter than its name, of which there are many on a page. */
function numberOf(kind: DecisionKind): string {
  return String(DECISIONS.indexOf(kind));
}

export class PlanFilters {
  readonly #counts: Readonly<Record<DecisionKind, number>>;
  readonly #overdue: number;
  /** Empty where there is nothing to choose. */
  readonly #suppliers: readonly { readonly key: string; readonly name: string }[];
  /** The index of a supplier, by its key. */
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(private readonly shown: ShownPlan) {
    const all = [...decisionsIn(shown.plan)];
    this.#counts = countsOf(all);
    this.#overdue = all.filter(({ overdue }) => overdue !== null).length;
    const used = new Map(
      all.flatMap(({ products }) => products.map(({ supplier }) => [this.#keyOf(supplier), supplier])),
    );
    used.delete('');
    // As the files write them; the list of assets can write them in another way, or name others.
    for (const { supplier } of shown.figures.suppliers)
      if (used.has(this.#keyOf(supplier))) used.set(this.#keyOf(supplier), supplier);
    const sorted = [...used].sort(([, a], [, b]) => compareNaturally(a, b));
    this.#suppliers = sorted.length < 2 ? [] : sorted.map(([key, name]) => ({ key, name }));
    this.#numbers = new Map(this.#suppliers.map(({ key }, index) => [key, index]));
  }

  /** The choices, with their numbers; what there is to do is chosen at first. */
  html(): string {
    const { translate } = this.shown;
    const radio = (group: string, value: string, label: string, tone = '', isChecked = false): string =>
      `<li${tone && ` class="${tone}"`}><label><input type="radio" name="${group}" value="${value}"${isChecked ? ' checked="checked"' : ''} />${label}</label></li>`;
    const text = (key: keyof typeof PLAN_TEXTS, ...args: string[]): string =>
      escapeHtml(translate(PLAN_TEXTS[key], ...args));
    const fieldset = (legend: string, items: readonly string[]): string =>
      `<fieldset><legend>${legend}</legend><ul class="summary">${items.join('')}</ul></fieldset>\n`;
    const sum = (kinds: readonly DecisionKind[]): string =>
      String(kinds.reduce((total, kind) => total + this.#counts[kind], 0));
    const kinds = DECISIONS.filter((kind) => this.#counts[kind] > 0);
    const decisions = [
      radio('only', TO_DO_VALUE, text('toDoCount', sum(TO_DO)), '', true),
      radio('only', '', text('allDecisions', sum(DECISIONS))),
      ...kinds.map((kind) =>
        radio(
          'only',
          numberOf(kind),
          `${decisionHtml(kind, this.shown)}: <strong>${this.#counts[kind]}</strong>`,
          TONES[kind],
        ),
      ),
    ];
    const suppliers = this.#suppliers.map(({ name }, index) => radio('supplier', String(index), escapeHtml(name)));
    const overdue = `<li><label><input type="checkbox" name="overdue" />${text('onlyOverdue', String(this.#overdue))}</label></li>`;
    return `<section id="filters" class="show"><h2>${text('decisions')}</h2>
${fieldset(escapeHtml(translate(TEXTS.show)), decisions)}${
      suppliers.length === 0
        ? ''
        : fieldset(text('supplier'), [radio('supplier', '', text('allSuppliers'), '', true), ...suppliers])
    }${this.#overdue === 0 ? '' : fieldset(text('due'), [overdue])}<p class="help">${text('filterHelp')}</p></section>
`;
  }

  /** The rules that hide what is not chosen. An asset that a link leads to shows all of its decisions. */
  style(): string {
    const hide = (chosen: string, some: readonly string[], whole: readonly string[] = some): string[] => {
      const other = (wanted: readonly string[]): string => `:not(${wanted.join(',')})`;
      return [
        `main:has(${chosen}:checked) tbody:not(:target) tr[data-d]${other(some)}`,
        `main:has(${chosen}:checked) tbody[data-d]:not(:target)${other(whole)}`,
      ];
    };
    const is = (name: string) => (value: string | number) => `[${name}~="${value}"]`;
    const [kind, supplier] = [is('data-d'), is('data-s')];
    const toDo = TO_DO.map((each) => kind(numberOf(each)));
    const rules = [
      ...hide(`[name=only][value=${TO_DO_VALUE}]`, toDo, [...toDo, kind(WHOLE)]),
      ...DECISIONS.filter((each) => this.#counts[each] > 0).flatMap((each) =>
        hide(`[name=only][value="${numberOf(each)}"]`, [kind(numberOf(each))]),
      ),
      ...this.#suppliers.flatMap((_, index) => hide(`[name=supplier][value="${index}"]`, [supplier(index)])),
      ...hide('[name=overdue]', ['[data-o]']),
    ];
    return `${rules.join(',\n')} { display: none; }\n`;
  }

  /** The attributes by which the rules find a decision. */
  attributesOf({ decision, products, overdue }: Decision): string {
    return `${this.#attributes([numberOf(decision)], products)}${overdue === null ? '' : ' data-o=""'}`;
  }

  /** The same for an asset with all its decisions. */
  attributesOfAsset({ decisions }: PlannedAsset): string {
    const kinds = new Set(decisions.map(({ decision, patch }) => (patch === '' ? WHOLE : numberOf(decision))));
    for (const { decision, patch } of decisions) if (patch === '') kinds.add(numberOf(decision));
    const products = decisions.flatMap((decision) => decision.products);
    const isOverdue = decisions.some(({ overdue }) => overdue !== null);
    return `${this.#attributes([...kinds], products)}${isOverdue ? ' data-o=""' : ''}`;
  }

  /** A supplier as it is compared. */
  #keyOf(supplier: string): string {
    return this.shown.plan.matrix.vocabulary.identity.supplier(supplier);
  }

  #attributes(kinds: readonly string[], products: Decision['products']): string {
    const suppliers = new Set(products.flatMap(({ supplier }) => this.#numbers.get(this.#keyOf(supplier)) ?? []));
    return ` data-d="${kinds.join(' ')}"${suppliers.size === 0 ? '' : ` data-s="${[...suppliers].join(' ')}"`}`;
  }
}
