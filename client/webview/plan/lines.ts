/** The lines of a plan: groups, their decisions, and what these rest on. */
import type { PlanDetails, PlanDetailsLine } from '../../../server/src/lsp/protocol/index';
import { make } from '../dom';
import { fill, shortened, type Texts } from '../texts';
import { lookOfDecision } from './kinds';
import type { Group, Item, PlanModel, PlanView } from './model';
import type { TreeLine } from './tree';

interface GroupLine extends TreeLine {
  readonly type: 'group';
  readonly group: Group;
}
interface DecisionLine extends TreeLine {
  readonly type: 'decision';
  readonly item: Item;
}
interface DetailLine extends TreeLine {
  readonly type: 'detail';
  readonly item: Item;
  /** `null`: it is waited for. */
  readonly detail: PlanDetailsLine | null;
  /** Its place among the details. */
  readonly index: number;
}
export type PlanLine = GroupLine | DecisionLine | DetailLine;

/** In UTF-16 units: restrictions and comments are whole paragraphs. */
const MAX_DETAIL_LENGTH = 2_000;

/** The lines of groups. @param detailsOf what a decision rests on; `undefined`: not known yet */
export function linesOf(
  groups: readonly Group[],
  open: ReadonlySet<string>,
  detailsOf: (item: Item) => PlanDetails | undefined,
): PlanLine[] {
  const lines: PlanLine[] = [];
  for (const [at, group] of groups.entries()) {
    const isOpen = open.has(group.key);
    lines.push({
      ...{ type: 'group', key: group.key, level: 1, isOpen, group },
      ...{ position: at + 1, size: groups.length, wraps: false },
    });
    if (isOpen) for (const [index, item] of group.items.entries()) lines.push(...decisionLines(item, index, group));
  }
  return lines;

  function decisionLines(item: Item, index: number, group: Group): PlanLine[] {
    const isOpen = open.has(item.key);
    const line: DecisionLine = {
      ...{ type: 'decision', key: item.key, level: 2, isOpen, item },
      ...{ position: index + 1, size: group.items.length, wraps: false },
    };
    if (!isOpen) return [line];
    const details = detailsOf(item)?.lines ?? [null];
    return [
      line,
      ...details.map((detail, place): DetailLine => ({
        ...{
          type: 'detail',
          key: `${item.key}\n${place}\n${detail?.text ?? ''}`,
          level: 3,
          item,
          detail,
          index: place,
        },
        ...{ position: place + 1, size: details.length, wraps: true },
      })),
    ];
  }
}

/** Draws the lines of a plan. */
export class LineDrawer {
  constructor(
    private readonly texts: Texts,
    private readonly model: () => PlanModel,
    private readonly view: () => PlanView,
  ) {}

  className(line: PlanLine): string {
    if (line.type === 'group') return 'group';
    if (line.type === 'decision') return `decision ${lookOfDecision(line.item.kind).tone}`;
    return `detail ${line.detail?.kind ?? 'waiting'}`;
  }

  cells(line: PlanLine): HTMLElement[] {
    if (line.type === 'group') return this.groupCells(line);
    return line.type === 'decision' ? this.decisionCells(line.item) : [this.detailCell(line)];
  }

  /** The name of a decision. */
  kindName(kind: string): string {
    return this.model().snapshot.kinds.find(({ id }) => id === kind)?.name ?? kind;
  }

  private groupCells({ group }: GroupLine): HTMLElement[] {
    const { texts } = this;
    const { name, about } = this.groupTexts(group);
    const counts = [...group.counts].map(([kind, count]) => {
      const { symbol, tone } = lookOfDecision(kind);
      const label = fill(texts['plan.count'], this.kindName(kind), count);
      return make(
        'span',
        { className: `count ${tone}`, title: label },
        {},
        make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true }),
        make('span', { textContent: count.toLocaleString() }, { 'aria-hidden': true }),
        make('span', { className: 'unseen', textContent: `${label}.` }),
      );
    });
    const isDecision = this.view() === 'decision';
    return [
      cell('name', make('span', { className: 'twisty' }, { 'aria-hidden': true }), ...name),
      cell('counts', ...(isDecision ? [group.items.length.toLocaleString()] : counts)),
      cell('about', shortened(about, MAX_DETAIL_LENGTH)),
    ];
  }

  private groupTexts({ index }: Group): { readonly name: readonly (Node | string)[]; readonly about: string } {
    const { texts } = this;
    const { assets, patches, kinds } = this.model().snapshot;
    const view = this.view();
    if (view === 'asset') {
      const { name, zone, products, restarts, restartsCanBeMore } = assets[index]!;
      const restart = restartsCanBeMore
        ? texts['plan.restartsMore']
        : restarts === 0
          ? texts['plan.noRestart']
          : restarts === 1
            ? texts['plan.restart']
            : fill(texts['plan.restarts'], restarts);
      return {
        name: [make('strong', { textContent: shortened(name) })],
        about: [zone || texts['plan.noZone'], restart, products.join(', ')].join(' · '),
      };
    }
    if (view === 'decision') {
      const { id, name } = kinds[index]!;
      return { name: [...this.verdict(id, name)], about: '' };
    }
    const { vendor, id, title, severity, released } = patches[index]!;
    const name = id === '' ? texts['plan.wholeAsset'] : id;
    const about = [severity, released.slice(0, 'yyyy-mm-dd'.length), title, vendor].filter(Boolean).join(' · ');
    return { name: [make('strong', { textContent: shortened(name) })], about };
  }

  private decisionCells({ asset, patch, kind, reason, order, overdue, owner, before }: Item): HTMLElement[] {
    const { texts } = this;
    const { assets, patches } = this.model().snapshot;
    const view = this.view();
    const { id } = patches[patch]!;
    const patchName = id === '' ? texts['plan.wholeAsset'] : id;
    const assetName = assets[asset]!.name;
    const name = view === 'asset' ? patchName : view === 'patch' ? assetName : `${assetName} · ${patchName}`;
    const marks: HTMLElement[] = [];
    const mark = (className: string, text: string, label = text): void => {
      const shown = make('span', { textContent: shortened(text) }, { 'aria-hidden': label !== text || undefined });
      const unseen = label === text ? [] : [make('span', { className: 'unseen', textContent: label })];
      marks.push(make('span', { className: `mark ${className}`, title: label }, {}, shown, ...unseen));
    };
    if (overdue > 0) mark('overdue', fill(texts['plan.daysOverdue'], overdue));
    if (before !== '')
      mark('before', before === null ? texts['plan.new'] : fill(texts['plan.was'], this.kindName(before)));
    if (owner !== '') mark('owner', fill(texts['plan.own'], owner));
    if (order > 0) mark('order', fill(texts['plan.orderShort'], order), fill(texts['plan.order'], order));
    const shownReason = shortened(reason, MAX_DETAIL_LENGTH);
    return [
      cell('name', make('span', { className: 'twisty' }, { 'aria-hidden': true }), shortened(name)),
      cell('kind', ...this.verdict(kind, this.kindName(kind))),
      Object.assign(cell('reason', shownReason), { title: shownReason }),
      cell('marks', ...marks),
    ];
  }

  private verdict(kind: string, name: string): HTMLElement[] {
    const { symbol, tone } = lookOfDecision(kind);
    return [
      make(
        'span',
        { className: `verdict ${tone}` },
        {},
        make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true }),
        make('span', { textContent: name }),
      ),
    ];
  }

  private detailCell({ detail }: DetailLine): HTMLElement {
    const { texts } = this;
    if (detail === null) return cell('text', texts['plan.reading']);
    const { kind, text, place, decision } = detail;
    const shown = shortened(text, MAX_DETAIL_LENGTH);
    if (kind === 'source' && place !== undefined)
      return cell('text', make('span', { className: 'go', textContent: shown }), ' ');
    if (kind === 'product') return cell('text', make('strong', { textContent: shown }), ` — ${decision ?? ''}`);
    return cell('text', shown);
  }
}

function cell(className: string, ...content: readonly (Node | string)[]): HTMLElement {
  return make('div', { className: `cell-${className}` }, { role: 'gridcell' }, ...content);
}
