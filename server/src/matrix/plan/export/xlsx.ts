/** A plan as an XLSX workbook: lists to work through, in which filters and dates work. */
import {
  NO_EXTRAS,
  type CellStyle,
  type ConditionalRule,
  type SheetSpec,
  type WrittenCell,
} from '../../../exchange/tables/xlsx/write/sheet';
import { writeWorkbook } from '../../../exchange/tables/xlsx/write/workbook';
import { columnName } from '../../columns';
import { dayOf } from '../../export/texts';
import { cutLines, cutTextsNote, listSheet, type ListColumn, type ListSheet } from '../../export/xlsx/listSheet';
import { CLASH, DATE, HEAD, paintOf, TEXT, TITLE, WRAPPED } from '../../export/xlsx/look';
import { noteRows, sourceRows } from '../../export/xlsx/textSheets';
import type { Note } from '../../notes';
import { DECISIONS, type Decision, type DecisionKind } from '../decision';
import { countsOf, type MonthFigures, type SupplierFigures, type ZoneFigures } from '../figures';
import { sentencesText, sentenceText } from '../sentences';
import type { PlanChange } from '../since';
import {
  dayText,
  decisionName,
  decisionsIn,
  inOrder,
  madeText,
  PLAN_TEXTS,
  supersederOf,
  timeframesText,
  TO_DO,
  totalOf,
  type ShownPlan,
} from './shown';

type TextKey = keyof typeof PLAN_TEXTS;

/** The lists of decisions. What is installed is done, and on none of them. */
const LISTS: readonly { readonly name: TextKey; readonly kinds: readonly DecisionKind[] }[] = [
  { name: 'toDo', kinds: TO_DO },
  { name: 'wait', kinds: ['contradiction', 'wait', 'nobody-says'] },
  { name: 'doNot', kinds: ['do-not-install', 'superseded', 'not-applicable'] },
];

const PAINTS: Readonly<Record<DecisionKind, ConditionalRule['style']>> = {
  'installed-not-approved': { ...paintOf('not-approved'), bold: true },
  'do-not-install': paintOf('not-approved'),
  contradiction: CLASH,
  wait: paintOf('available'),
  superseded: paintOf('not-applicable'),
  'install-with-restriction': paintOf('in-test'),
  installed: paintOf('not-applicable'),
  install: paintOf('approved'),
  'not-applicable': paintOf('not-applicable'),
  'nobody-says': paintOf('in-test'),
};

const NUMBER: CellStyle = { isTop: true };
/** Between columns of texts. */
const CENTRED: CellStyle = { ...NUMBER, align: 'center' };
const SHARE: CellStyle = { isTop: true, format: 'percent' };

/**
 * Writes the workbook: when and from what it was made and what is doubtful, then lists of what there is to do, what waits, what is not to
 * be done, what has changed where an earlier plan is compared, and the figures of suppliers, months and zones. Texts of files are texts
 * there, never formulas. The same plan gives the same bytes.
 * @returns the bytes in pieces, and at the end notes on what a workbook has no room for
 */
export function* planXlsx(shown: ShownPlan): Generator<Uint8Array, readonly Note[], undefined> {
  const lists = new PlanSheets(shown).lists();
  const lost: Note[] = [];
  const about = aboutSheet(shown, lost);
  const sheets = [...lists.map(({ spec }) => spec), about];
  // Written last, because what was cut is known only then; shown first, because doubts come before all else.
  const order = [about, ...lists.map(({ spec }) => spec)].map(({ name }) => name);
  yield* writeWorkbook(sheets, order, ({ cutTexts }) => {
    lost.push(...cutTextsNote(cutTexts), ...lists.flatMap(cutLines));
  });
  return lost;
}

class PlanSheets {
  constructor(private readonly shown: ShownPlan) {}

  lists(): ListSheet[] {
    const { since } = this.shown;
    return [
      ...LISTS.map(({ name, kinds }) => this.#decisions(name, kinds)),
      ...(since === null ? [] : [this.#changes(since.changes)]),
      this.#suppliers(),
      this.#months(),
      this.#zones(),
    ];
  }

  #decisions(name: TextKey, kinds: readonly DecisionKind[]): ListSheet {
    const { plan, lineOf } = this.shown;
    const yes = this.#text('yes');
    const distinct = (texts: readonly string[]): string => [...new Set(texts)].filter(Boolean).join('\n');
    const columns: ListColumn<Decision>[] = [
      this.#column('asset', 16, ({ asset }) => asset),
      this.#column('zone', 18, ({ zone }) => zone),
      this.#column('decision', 22, ({ decision }) => this.#name(decision)),
      { ...this.#number<Decision>('order', 12, ({ order }) => order), style: CENTRED },
      this.#column('patch', 16, ({ patch }) => patch),
      this.#column('vendor', 14, ({ vendor }) => vendor),
      this.#wrapped('patchTitle', 36, ({ row }) => row?.title ?? ''),
      this.#column('severity', 12, ({ row }) => row?.severity ?? ''),
      this.#date('released', ({ row }) => dayOf(row?.released ?? '')),
      this.#date('due', ({ due }) => dayText(due)),
      { ...this.#number<Decision>('overdue', 12, ({ overdue }) => overdue), style: CENTRED },
      this.#column('restart', 10, ({ products }) => (products.some(({ restart }) => restart) ? yes : '')),
      this.#wrapped('reason', 70, ({ reason }) => sentencesText(reason, this.shown.translate)),
      this.#wrapped('restriction', 36, ({ products }) => distinct(products.flatMap((each) => each.restrictions))),
      this.#wrapped('state', 16, ({ products }) => distinct(products.map(({ statement }) => statement?.word ?? ''))),
      this.#wrapped('owner', 16, ({ products }) => distinct(products.flatMap(({ owner }) => owner))),
      this.#wrapped('supplier', 22, ({ products }) => distinct(products.map(({ supplier }) => supplier))),
      this.#wrapped('product', 30, ({ products }) => distinct(products.map(columnName))),
      this.#column('supersededBy', 16, (decision) => supersederOf(decision, plan)),
      this.#date('installed', ({ installed }) => dayOf(installed ?? '')),
      this.#wrapped('sources', 40, ({ places }) => distinct(places.map((place) => `${place.path}:${lineOf(place)}`))),
    ];
    return this.#list(name, columns, decisionsOf(this.shown, kinds), [2]);
  }

  #changes(changes: readonly PlanChange[]): ListSheet {
    const columns: ListColumn<PlanChange>[] = [
      this.#column('asset', 16, ({ decision }) => decision.asset),
      this.#column('zone', 18, ({ decision }) => decision.zone),
      this.#column('before', 22, ({ before }) => this.#name(before)),
      this.#column('now', 22, ({ after }) => this.#name(after)),
      this.#column('patch', 16, ({ decision }) => decision.patch),
      this.#column('vendor', 14, ({ decision }) => decision.vendor),
      this.#wrapped('reason', 70, ({ decision, after }) =>
        after === null ? '' : sentencesText(decision.reason, this.shown.translate),
      ),
    ];
    return this.#list('changed', columns, changes, [2, 3]);
  }

  #suppliers(): ListSheet {
    const columns: ListColumn<SupplierFigures>[] = [
      this.#column('supplier', 28, ({ supplier }) => supplier),
      this.#date('published', ({ published }) => dayText(published)),
      this.#column('thisMonth', 14, ({ isThisMonth }) => this.#text(isThisMonth ? 'yes' : 'no')),
      ...this.#counts<SupplierFigures>(totalOf),
      this.#number('daysToResult', 14, ({ days }) => days),
      this.#number('overdueCount', 10, ({ overdue }) => overdue),
    ];
    return this.#list('suppliers', columns, this.shown.figures.suppliers);
  }

  #months(): ListSheet {
    type Line = MonthFigures & { readonly supplier: string };
    const columns: ListColumn<Line>[] = [
      this.#column('supplier', 28, ({ supplier }) => supplier),
      this.#column('month', 10, ({ month }) => month),
      ...this.#counts<Line>((line) => line),
      this.#number('daysToResult', 14, ({ days }) => days),
    ];
    const lines = this.shown.figures.suppliers.flatMap(({ supplier, months }) =>
      months.map((month): Line => ({ supplier, ...month })),
    );
    return this.#list('months', columns, lines);
  }

  #zones(): ListSheet {
    const columns: ListColumn<ZoneFigures>[] = [
      this.#column('zone', 28, ({ zone }) => zone || this.#text('noZone')),
      this.#number('assets', 10, ({ assets }) => assets),
      ...DECISIONS.map((kind): ListColumn<ZoneFigures> => ({
        ...this.#number<ZoneFigures>('count', 14, ({ decisions }) => decisions[kind]),
        head: this.#name(kind),
      })),
      this.#share('share', ({ installedShare }) => installedShare),
      this.#number('overdueCount', 10, ({ overdue }) => overdue),
      this.#number('restarts', 10, ({ restarts }) => restarts),
    ];
    return this.#list('zones', columns, this.shown.figures.zones);
  }

  #counts<Item>(of: (item: Item) => ReturnType<typeof totalOf>): ListColumn<Item>[] {
    return [
      this.#number('said', 12, (item) => of(item).cells),
      this.#share('tested', (item) => (of(item).cells === 0 ? null : of(item).tested / of(item).cells)),
      ...(['open', 'approved', 'refused', 'withdrawn'] as const).map((key) =>
        this.#number<Item>(key, 14, (item) => of(item)[key]),
      ),
    ];
  }

  /** @param coloured columns with decisions */
  #list<Item>(
    name: TextKey,
    columns: readonly ListColumn<Item>[],
    items: Iterable<Item>,
    coloured: readonly number[] = [],
  ): ListSheet {
    return listSheet(this.#text(name), columns, items, {
      frozenColumns: 1,
      extras: (toRow) => {
        const [fromColumn, toColumn] = [coloured[0], coloured.at(-1)];
        if (fromColumn === undefined || toColumn === undefined) return {};
        const range = { fromRow: 2, toRow: Math.max(toRow, 2), fromColumn, toColumn };
        return { conditional: { range, rules: this.#rules() } };
      },
    });
  }

  /** The first rule that holds counts: a name that begins with another one comes before it. */
  #rules(): ConditionalRule[] {
    return [...DECISIONS]
      .map((kind): ConditionalRule => ({ kind: 'begins', text: this.#name(kind), style: PAINTS[kind] }))
      .sort((a, b) => b.text.length - a.text.length);
  }

  #column<Item>(key: TextKey, width: number, value: (item: Item) => string): ListColumn<Item> {
    return { head: this.#text(key), width, value, style: TEXT };
  }

  #wrapped<Item>(key: TextKey, width: number, value: (item: Item) => string): ListColumn<Item> {
    return { head: this.#text(key), width, value, style: WRAPPED };
  }

  #date<Item>(key: TextKey, value: (item: Item) => string): ListColumn<Item> {
    const cell = (item: Item): WrittenCell['value'] => {
      const day = value(item);
      return day === '' ? '' : { day };
    };
    return { head: this.#text(key), width: 12, value: cell, style: DATE };
  }

  #number<Item>(key: TextKey, width: number, value: (item: Item) => number | null): ListColumn<Item> {
    const cell = (item: Item): WrittenCell['value'] => {
      const number = value(item);
      return number === null ? '' : { number };
    };
    return { head: this.#text(key), width, value: cell, style: NUMBER };
  }

  #share<Item>(key: TextKey, value: (item: Item) => number | null): ListColumn<Item> {
    return { ...this.#number(key, 12, value), style: SHARE };
  }

  #name(kind: DecisionKind | null): string {
    return decisionName(kind, this.shown.translate);
  }

  #text(key: TextKey): string {
    return this.shown.translate(PLAN_TEXTS[key]);
  }
}

/** The decisions of some kinds, asset by asset. */
function* decisionsOf({ plan }: ShownPlan, kinds: readonly DecisionKind[]): Generator<Decision, void, undefined> {
  for (const { decisions } of plan.assets) {
    for (const each of inOrder(decisions)) if (kinds.includes(each.decision)) yield each;
  }
}

/** @param lost what the workbook has no room for; known when the sheet is written */
function aboutSheet({ plan, figures, since, translate }: ShownPlan, lost: readonly Note[]): SheetSpec {
  const text = (key: TextKey, ...args: string[]): string => translate(PLAN_TEXTS[key], ...args);
  const line = (value: string, style: CellStyle = WRAPPED): WrittenCell[] => [{ column: 0, value, style }];
  const listed = LISTS.flatMap(({ kinds }) => kinds);
  return { name: text('about'), widths: [100, 12, 20], rows: rows(), after: NO_EXTRAS };

  function* rows(): Generator<WrittenCell[], void, undefined> {
    yield line(text('plan'), TITLE);
    yield line(madeText(plan, figures, translate));
    yield line(timeframesText(plan, translate));
    yield [];
    yield* noteRows([...lost, ...plan.notes], translate);
    if (since !== null) {
      yield line(text('changes', since.since), TITLE);
      yield line(text('changedCount', String(since.changes.length)));
      if (since.notPublished.length > 0) yield line(text('notPublished', since.notPublished.join(', ')));
      for (const { path, sentence } of since.doubtful) yield line(`${path}: ${sentenceText(sentence, translate)}`);
      yield [];
    }
    const counts = countsOf([...decisionsIn(plan)]);
    yield [text('decision'), text('count'), text('sheet')].map((value, column) => ({ column, value, style: HEAD }));
    for (const kind of DECISIONS) {
      const list = LISTS.find(({ kinds }) => kinds.includes(kind));
      yield [
        { column: 0, value: decisionName(kind, translate), style: { ...PAINTS[kind], isTop: true } },
        { column: 1, value: { number: counts[kind] }, style: NUMBER },
        { column: 2, value: list === undefined ? text('noSheet') : text(list.name), style: TEXT },
      ];
    }
    yield [];
    const rest = plan.assets.filter(({ decisions }) => !decisions.some(({ decision }) => listed.includes(decision)));
    if (rest.length > 0) {
      yield line(text('noLine'), TITLE);
      for (const { name } of rest) yield line(name);
      yield [];
    }
    yield* sourceRows(plan.matrix, translate);
  }
}
