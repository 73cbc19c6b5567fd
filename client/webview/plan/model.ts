/** A plan as the page arranges it: groups of decisions, filtered and sorted. */
import { DECISION_LENGTH, type PlanSnapshot } from '../../../server/src/lsp/protocol/index';
import { compareNaturally } from '../view/sort';
import { isDoubt, isToInstall, rankOfDecision } from './kinds';

export const VIEWS = ['asset', 'patch', 'decision'] as const;
export type PlanView = (typeof VIEWS)[number];

/** What is shown of a plan. */
export interface PlanCriteria {
  readonly view: PlanView;
  readonly text: string;
  /** Ids of decisions; empty: all. */
  readonly kinds: readonly string[];
  readonly overdue: boolean;
  readonly changed: boolean;
}

export const NO_PLAN_CRITERIA: Omit<PlanCriteria, 'view'> = { text: '', kinds: [], overdue: false, changed: false };

/** A decision about an asset and a patch. */
export interface Item {
  /** Its place in the snapshot. */
  readonly index: number;
  /** The same in every snapshot. */
  readonly key: string;
  readonly asset: number;
  /** 0: the asset as a whole. */
  readonly patch: number;
  /** Id of the decision. */
  readonly kind: string;
  readonly reason: string;
  /** 0: not to be installed. */
  readonly order: number;
  /** 0: not overdue. */
  readonly overdue: number;
  /** Empty: none. */
  readonly owner: string;
  /** The decision before; `''`: the same; `null`: there was none. */
  readonly before: string | null;
}

/** An asset, a patch or a decision, with what is shown of it. */
export interface Group {
  /** The same in every snapshot. */
  readonly key: string;
  /** The index of the asset or the patch; of a decision, that of the kind. */
  readonly index: number;
  readonly items: readonly Item[];
  /** By id of the decision, in the order in which they are shown. */
  readonly counts: ReadonlyMap<string, number>;
}

export interface Arranged {
  readonly groups: readonly Group[];
  /** How many doubts the text leaves out. */
  readonly hiddenDoubts: number;
  readonly shown: number;
}

/** A snapshot with its decisions as objects. */
export class PlanModel {
  readonly items: readonly Item[];
  /** How many decisions there are of each kind, of the overdue ones, and of those that have changed. */
  readonly counts: ReadonlyMap<string, number>;
  readonly overdue: number;
  readonly changed: number;
  private readonly searched = new Map<number, string>();

  constructor(readonly snapshot: PlanSnapshot) {
    this.items = itemsOf(snapshot);
    this.counts = countsOf(this.items);
    this.overdue = this.items.filter(({ overdue }) => overdue > 0).length;
    this.changed = this.items.filter(({ before }) => before !== '').length;
  }

  arranged(criteria: PlanCriteria): Arranged {
    const words = criteria.text.toLowerCase().split(/\s+/).filter(Boolean);
    let hiddenDoubts = 0;
    const shown = this.items.filter((item) => {
      const doubt = isDoubt(item.kind);
      if (words.some((word) => !this.searchedIn(item).includes(word))) {
        if (doubt) hiddenDoubts++;
        return false;
      }
      return doubt || isWanted(item, criteria);
    });
    return { groups: this.groups(shown, criteria.view), hiddenDoubts, shown: shown.length };
  }

  /** What is searched of a decision, in lower case. */
  private searchedIn({ index, asset, patch, reason, owner }: Item): string {
    let text = this.searched.get(index);
    if (text === undefined) {
      const { name, zone } = this.snapshot.assets[asset]!;
      const { vendor, id, title, severity } = this.snapshot.patches[patch]!;
      text = [name, zone, vendor, id, title, severity, reason, owner].join('\n').toLowerCase();
      this.searched.set(index, text);
    }
    return text;
  }

  private groups(items: readonly Item[], view: PlanView): Group[] {
    const { assets, patches, kinds } = this.snapshot;
    const byGroup = new Map<number, Item[]>();
    const kindIndex = new Map(kinds.map(({ id }, index) => [id, index]));
    for (const item of items) {
      const index = view === 'asset' ? item.asset : view === 'patch' ? item.patch : kindIndex.get(item.kind)!;
      const known = byGroup.get(index);
      if (known === undefined) byGroup.set(index, [item]);
      else known.push(item);
    }
    const nameOf = (index: number): string => {
      if (view === 'asset') return assets[index]!.name;
      if (view === 'decision') return kinds[index]!.id;
      return `${patches[index]!.vendor}\n${patches[index]!.id}`;
    };
    const groups = [...byGroup].map(([index, own]): Group => ({
      key: `${view}\n${nameOf(index)}`,
      index,
      items: own.sort((a, b) => order(a, b, view)),
      counts: countsOf(own),
    }));
    const doubts = ({ counts }: Group): number => [...counts].reduce((sum, [id, n]) => sum + (isDoubt(id) ? n : 0), 0);
    const rank = (group: Group): number =>
      view === 'decision' ? rankOfDecision(kinds[group.index]!.id) : doubts(group) > 0 ? 0 : 1;
    return groups.sort((a, b) => rank(a) - rank(b) || a.index - b.index);
  }

  /**
   * The identifiers of the patches to install among some decisions, each once; those with a restriction apart. Of one asset, they are in the
   * order of installation, of several in natural order.
   */
  toInstall(items: readonly Item[]): { readonly free: readonly string[]; readonly restricted: readonly string[] } {
    const idOf = ({ patch }: Item): string => this.snapshot.patches[patch]!.id;
    const isOne = new Set(items.map(({ asset }) => asset)).size === 1;
    const wanted = items
      .filter(({ kind }) => isToInstall(kind))
      .sort((a, b) => (isOne ? a.order - b.order : compareNaturally(idOf(a), idOf(b))));
    const restricted = new Set(wanted.filter(({ kind }) => kind !== 'install').map(idOf));
    const free = new Set(wanted.map(idOf).filter((id) => !restricted.has(id)));
    return { free: [...free], restricted: [...restricted] };
  }
}

function isWanted({ kind, overdue, before }: Item, criteria: PlanCriteria): boolean {
  if (criteria.kinds.length > 0 && !criteria.kinds.includes(kind)) return false;
  if (criteria.overdue && overdue === 0) return false;
  return !criteria.changed || before !== '';
}

/** Doubts first, then by decision, then as they are installed. */
function order(a: Item, b: Item, view: PlanView): number {
  if (view === 'decision') return a.index - b.index;
  const isWhole = Number(b.patch === 0) - Number(a.patch === 0);
  // What is to be installed is one list, in its order.
  const rank = ({ kind }: Item): number => rankOfDecision(isToInstall(kind) && view === 'asset' ? 'install' : kind);
  return isWhole || rank(a) - rank(b) || a.order - b.order || a.index - b.index;
}

function countsOf(items: readonly Item[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => rankOfDecision(a) - rankOfDecision(b)));
}

function itemsOf({ decisions, assets, patches, kinds, texts }: PlanSnapshot): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < decisions.length; at += DECISION_LENGTH) {
    const number = (offset: number): number => decisions[at + offset]!;
    const [asset, patch, before] = [number(0), number(1), number(7)];
    const { vendor, id } = patches[patch]!;
    const kind = kinds[number(2)]!.id;
    items.push({
      index: at / DECISION_LENGTH,
      // What is gone can have the patch of another decision.
      key: JSON.stringify([assets[asset]!.name, vendor, id, kind === 'gone']),
      ...{ asset, patch, kind, reason: texts[number(3)]!, order: number(4), overdue: number(5) },
      owner: texts[number(6)]!,
      before: before === 0 ? '' : before === 1 ? null : kinds[before - 2]!.id,
    });
  }
  return items;
}
