/** The page of the plan: holds the plan and what is shown of it, and connects the parts. */
import type { PlanDetails, PlanSnapshot } from '../../../server/src/lsp/protocol/index';
import { freshId, make, setAttribute } from '../dom';
import type { Subject, ToPanel } from '../messages';
import { Notes } from '../parts/notes';
import { popup } from '../parts/popup';
import { Results } from '../parts/results';
import { ViewSwitch } from '../parts/viewSwitch';
import { fill, shortened, type Texts } from '../texts';
import { lookOfDecision } from './kinds';
import { LineDrawer, linesOf, type PlanLine } from './lines';
import {
  NO_PLAN_CRITERIA,
  PlanModel,
  VIEWS,
  type Arranged,
  type Item,
  type PlanCriteria,
  type PlanView,
} from './model';
import { initialPlanState, isPlanState, type PlanState } from './state';
import { Tree } from './tree';

/** The panel around the page, and the storage of VS Code for the page. */
export interface PlanHost {
  post(message: ToPanel): void;
  savedState(): unknown;
  saveState(state: PlanState): void;
}

const EMPTY: PlanSnapshot = {
  ...{ revision: 0, made: '', lists: { assets: '', installed: '' }, files: 0, listProblems: [], notes: [] },
  ...{ assets: [], patches: [], kinds: [], texts: [], decisions: [], since: null, formats: [] },
};

const SAVE_DELAY_MS = 200;
const VIEW_TEXTS = { asset: 'plan.byAsset', patch: 'plan.byPatch', decision: 'plan.byDecision' } as const;

export class PlanApp {
  private model = new PlanModel(EMPTY);
  private arranged: Arranged = { groups: [], hiddenDoubts: 0, shown: 0 };
  private isLoaded = false;
  private state: PlanState;
  private readonly tree: Tree<PlanLine>;
  private readonly drawer: LineDrawer;
  private readonly notes: Notes;
  private readonly results: Results;
  private readonly notices = make('p', { className: 'notice', hidden: true }, { role: 'status' });
  private readonly live = make('p', { className: 'unseen' }, { 'aria-live': 'polite' });
  private readonly facts = make('span', { className: 'facts' });
  private readonly chips = make('div', { className: 'kinds' }, { role: 'group' });
  private readonly hidden = make('p', { className: 'hidden-doubts', hidden: true });
  private readonly empty = make('div', { className: 'empty', hidden: true });
  private readonly filter: HTMLInputElement;
  private readonly views: ReadonlyMap<PlanView, HTMLButtonElement>;
  private readonly since: HTMLButtonElement;
  private readonly exports = make('div', { className: 'exports' });
  /** What decisions rest on, by their keys; of an older plan until the answer for this one is there. */
  private readonly details = new Map<string, PlanDetails>();
  /** The question for each decision of this plan. */
  private readonly questions = new Map<string, number>();
  private readonly asked = new Map<number, Item>();
  /** The questions whose answers are shown, by the key of the decision. */
  private readonly answered = new Map<string, number>();
  /** The decision whose source is to be opened when its details are there. */
  private toOpen = -1;
  private question = 0;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: PlanHost,
    private readonly texts: Texts,
    subject: Subject,
  ) {
    const saved = host.savedState();
    this.state = isPlanState(saved) ? { ...saved, subject } : initialPlanState(subject);
    this.drawer = new LineDrawer(
      texts,
      () => this.model,
      () => this.state.criteria.view,
    );
    const help = make('p', { className: 'unseen', id: freshId(), textContent: texts['plan.help'] });
    const columns = [texts.patch, texts['plan.decisions'], texts.entryReason, texts.details];
    this.tree = new Tree<PlanLine>(
      {
        draw: (line) => this.drawer.cells(line),
        className: (line) => this.drawer.className(line),
        toggle: (line) => this.toggle(line),
        activate: (line) => this.activate(line),
        openSource: (line) => this.openSource(line),
        copy: (line) => this.copy(line),
        moved: () => this.saveSoon(),
        shown: (lines) => this.askFor(lines),
      },
      texts['plan.title'],
      help.id,
      columns,
    );
    this.notes = new Notes(
      texts,
      () => this.update({ notes: !this.state.notes }),
      (uri) => host.post({ type: 'openFile', uri }),
    );
    this.results = new Results(texts, () => this.tree.focus());
    this.views = new Map(
      VIEWS.map((view) => [view, this.button(texts[VIEW_TEXTS[view]], () => this.choose({ view }))]),
    );
    this.filter = make(
      'input',
      { type: 'search', placeholder: texts['plan.filterHint'], value: this.state.criteria.text },
      { 'aria-label': texts['plan.filter'] },
    );
    this.filter.addEventListener('input', () => this.choose({ text: this.filter.value }));
    this.filter.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      this.tree.focus();
    });
    this.since = this.button('', () => host.post({ type: this.model.snapshot.since === null ? 'since' : 'stopSince' }));
    setAttribute(this.chips, 'aria-label', texts['plan.decisions']);
    document.title = texts['plan.title'];
    document.body.replaceChildren(
      make(
        'main',
        { className: 'plan' },
        {},
        make('h1', { className: 'unseen', textContent: texts['plan.title'] }),
        this.toolbar(),
        this.notices,
        this.results.element,
        this.notes.element,
        make('section', { className: 'summary' }, { 'aria-label': texts.summary }, this.chips, this.facts),
        this.hidden,
        help,
        this.live,
        make('div', { className: 'stage' }, {}, this.tree.element, this.empty),
      ),
    );
    document.addEventListener('keydown', (event) => this.onKey(event));
    window.addEventListener('focus', () => this.takeFocus());
    this.show();
  }

  /** Receives a whole plan. */
  addSnapshot(snapshot: PlanSnapshot, subject: Subject): void {
    this.state = { ...this.state, subject };
    const isFirst = !this.isLoaded;
    this.isLoaded = true;
    this.model = new PlanModel(snapshot);
    this.questions.clear();
    this.asked.clear();
    const { criteria } = this.state;
    // Without older files nothing has changed, so that this criterion would match nothing.
    if (snapshot.since === null && criteria.changed)
      this.state = { ...this.state, criteria: { ...criteria, changed: false } };
    this.show();
    if (!isFirst)
      this.live.textContent = fill(
        this.texts['plan.updated'],
        [...this.facts.children].map((fact) => fact.textContent).join(', '),
      );
    this.saveSoon();
    this.host.post({ type: 'drawn' });
  }

  /** Receives what a decision rests on. */
  addDetails(question: number, details: PlanDetails | null): void {
    const item = this.asked.get(question);
    if (item === undefined || details === null) return;
    this.details.set(item.key, details);
    this.answered.set(item.key, question);
    if (this.toOpen === question) this.openFirst(details, question);
    this.showLines();
  }

  /** The panel did something, or did not: `lines` say why. */
  told(text: string, lines: readonly string[]): void {
    if (lines.length > 0) return this.results.show({ title: text, lines });
    this.results.hide();
    this.live.textContent = text;
  }

  /** A sentence to show above the plan; empty: none. */
  notice(text: string): void {
    this.notices.textContent = text;
    this.notices.hidden = text === '';
  }

  private toolbar(): HTMLElement {
    const { texts, host } = this;
    const by = make('div', { className: 'segments' }, { role: 'group', 'aria-label': texts['plan.by'] });
    by.append(...this.views.values());
    const titled = (label: string, help: string, type: 'chooseLists' | 'track'): HTMLButtonElement => {
      const made = this.button(label, () => host.post({ type }));
      made.title = help;
      return made;
    };
    const copy = this.button(texts['plan.copy'], () => this.copy(undefined));
    copy.title = texts['plan.copyHelp'];
    return make(
      'div',
      { className: 'toolbar' },
      { role: 'group', 'aria-label': texts['plan.title'] },
      new ViewSwitch('plan', texts, () => host.post({ type: 'showMatrix' })).element,
      by,
      make('div', { className: 'finder' }, {}, this.filter),
      make('span', { className: 'space' }),
      titled(texts['plan.lists'], texts['plan.listsHelp'], 'chooseLists'),
      this.since,
      copy,
      this.exports,
      titled(texts['plan.track'], texts['plan.trackHelp'], 'track'),
    );
  }

  private button(label: string, run: () => void): HTMLButtonElement {
    const made = make('button', { type: 'button', className: 'secondary', textContent: label });
    made.addEventListener('click', run);
    return made;
  }

  private choose(part: Partial<PlanCriteria>): void {
    this.update({ criteria: { ...this.state.criteria, ...part } });
  }

  private update(part: Partial<PlanState>): void {
    this.state = { ...this.state, ...part };
    this.show();
    this.saveSoon();
  }

  private show(): void {
    const { model, texts, state } = this;
    const { snapshot } = model;
    const { criteria } = state;
    for (const [view, button] of this.views) setAttribute(button, 'aria-pressed', view === criteria.view);
    if (this.filter.value !== criteria.text) this.filter.value = criteria.text;
    this.since.textContent = texts[snapshot.since === null ? 'plan.since' : 'plan.stopSince'];
    this.since.title = texts['plan.sinceHelp'];
    this.showExports();
    this.notes.show([...snapshot.listProblems, ...snapshot.notes, ...(snapshot.since?.notes ?? [])], state.notes);
    this.arranged = model.arranged(criteria);
    this.tree.element.dataset.view = criteria.view;
    this.showChips();
    this.showFacts();
    this.showHiddenDoubts();
    this.showLines();
    this.showEmpty();
    this.takeFocus();
  }

  private showLines(): void {
    this.tree.show(linesOf(this.arranged.groups, new Set(this.state.unfolded), ({ key }) => this.details.get(key)));
  }

  private showChips(): void {
    const { model, texts, state } = this;
    const { criteria } = state;
    const focused = this.chips.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset.chip
      : undefined;
    const chip = (
      key: string,
      label: string,
      symbol: string,
      tone: string,
      on: boolean,
      run: () => void,
    ): HTMLElement => {
      const made = make(
        'button',
        { type: 'button', className: `chip ${tone}` },
        { 'aria-pressed': on, 'data-chip': key },
        make('span', { className: 'symbol', textContent: symbol }, { 'aria-hidden': true }),
        label,
      );
      made.addEventListener('click', run);
      return made;
    };
    const kinds = [...new Set([...model.counts.keys(), ...criteria.kinds])].map((kind) => {
      const { symbol, tone } = lookOfDecision(kind);
      const label = fill(texts['plan.count'], this.drawer.kindName(kind), model.counts.get(kind) ?? 0);
      const isOn = criteria.kinds.includes(kind);
      const others = criteria.kinds.filter((one) => one !== kind);
      return chip(kind, label, symbol, tone, isOn, () => this.choose({ kinds: isOn ? others : [...others, kind] }));
    });
    const switches = (['overdue', 'changed'] as const).flatMap((name) => {
      if (model[name] === 0 && !criteria[name]) return [];
      const label = fill(texts['plan.count'], texts[`plan.${name}`], model[name]);
      const symbol = name === 'overdue' ? '!' : '↺';
      return [chip(name, label, symbol, name, criteria[name], () => this.choose({ [name]: !criteria[name] }))];
    });
    this.chips.replaceChildren(...kinds, ...switches);
    this.chips.hidden = kinds.length === 0;
    if (focused !== undefined)
      [...this.chips.querySelectorAll('button')].find(({ dataset }) => dataset.chip === focused)?.focus();
  }

  private showFacts(): void {
    const { texts } = this;
    const { snapshot } = this.model;
    if (!this.isLoaded) return;
    const made = new Date(snapshot.made);
    const lists = [snapshot.lists.assets, snapshot.lists.installed || texts['plan.installedUnknown']].join(', ');
    const facts = [
      fill(texts['plan.assetCount'], snapshot.assets.length),
      shortened(lists),
      fill(texts['plan.made'], Number.isNaN(made.getTime()) ? '' : made.toLocaleString(), snapshot.files),
      ...(snapshot.since === null ? [] : [fill(texts['plan.sinceName'], shortened(snapshot.since.name))]),
    ];
    this.facts.replaceChildren(...facts.map((textContent) => make('span', { textContent })));
  }

  private showExports(): void {
    const { snapshot } = this.model;
    const items = make('div', { className: 'items' });
    const { element, close } = popup(this.texts['plan.export'], items);
    for (const { id, name } of snapshot.formats) {
      const button = make('button', { type: 'button', textContent: name });
      button.addEventListener('click', () => {
        close();
        this.host.post({ type: 'planExport', format: id });
      });
      items.append(button);
    }
    const ids = snapshot.formats.map(({ id }) => id).join();
    if (this.exports.dataset.formats === ids) return;
    this.exports.dataset.formats = ids;
    this.exports.replaceChildren(element);
  }

  /** Doubts are never left out in silence. */
  private showHiddenDoubts(): void {
    const { hiddenDoubts } = this.arranged;
    this.hidden.hidden = hiddenDoubts === 0;
    const all = make('button', { type: 'button', className: 'link', textContent: this.texts['plan.showDoubts'] });
    all.addEventListener('click', () => {
      this.choose({ text: '' });
      this.tree.focus();
    });
    const text = fill(this.texts['plan.hiddenDoubts'], hiddenDoubts);
    this.hidden.replaceChildren(make('span', { textContent: text }), ' ', all);
  }

  private showEmpty(): void {
    const { texts, model } = this;
    const { snapshot } = model;
    const isEmpty = this.arranged.shown === 0;
    this.empty.hidden = !isEmpty;
    this.tree.element.hidden = isEmpty;
    if (!isEmpty) return;
    const isFiltered = model.items.length > 0;
    const text = !this.isLoaded
      ? texts['plan.reading']
      : snapshot.listProblems.some(({ severe }) => severe)
        ? texts['plan.listError']
        : snapshot.files === 0
          ? texts['plan.noFiles']
          : isFiltered
            ? texts['plan.noMatch']
            : texts['plan.noDecisions'];
    const parts: HTMLElement[] = [make('p', { textContent: text }, { role: 'status' })];
    if (isFiltered) parts.push(this.button(texts['plan.clear'], () => this.choose(NO_PLAN_CRITERIA)));
    this.empty.replaceChildren(...parts);
  }

  private toggle({ key, isOpen }: PlanLine): void {
    const { unfolded } = this.state;
    this.state = { ...this.state, unfolded: isOpen ? unfolded.filter((one) => one !== key) : [...unfolded, key] };
    this.showLines();
    this.saveSoon();
  }

  /** Asks for what the decisions rest on that are unfolded and visible. */
  private askFor(lines: readonly PlanLine[]): void {
    for (const line of lines) if (line.type === 'decision' && line.isOpen) this.ask(line.item);
  }

  /** @returns the question */
  private ask(item: Item): number {
    const known = this.questions.get(item.key);
    if (known !== undefined) return known;
    const question = ++this.question;
    this.questions.set(item.key, question);
    this.asked.set(question, item);
    const { revision } = this.model.snapshot;
    this.host.post({ type: 'planDetails', question, revision, decision: item.index });
    return question;
  }

  private activate(line: PlanLine): void {
    if (line.type !== 'detail' || line.detail?.place === undefined) return;
    const question = this.answered.get(line.item.key);
    if (question !== undefined) this.host.post({ type: 'openPlanPlace', question, line: line.index });
  }

  private openSource(line: PlanLine): void {
    if (line.type === 'group') return;
    if (line.type === 'detail' && line.detail?.place !== undefined) return this.activate(line);
    const { item } = line;
    const question = this.ask(item);
    const details = this.details.get(item.key);
    if (details !== undefined && this.answered.get(item.key) === question) this.openFirst(details, question);
    else this.toOpen = question;
  }

  private openFirst({ lines }: PlanDetails, question: number): void {
    this.toOpen = -1;
    const line = lines.findIndex(({ place }) => place !== undefined);
    if (line >= 0) this.host.post({ type: 'openPlanPlace', question, line });
    else this.live.textContent = this.texts['plan.noSource'];
  }

  /** Copies the identifiers of the patches to install. @param line of which; `undefined`: of all that is shown */
  private copy(line: PlanLine | undefined): void {
    const { texts, model } = this;
    const all = this.arranged.groups.flatMap(({ items }) => items);
    const items = line === undefined ? all : line.type === 'group' ? line.group.items : [line.item];
    const { free, restricted } = model.toInstall(items);
    // Of a single decision, its identifier is wanted, whatever is decided.
    const only = line !== undefined && line.type !== 'group' ? model.snapshot.patches[line.item.patch]!.id : '';
    const ids = only === '' ? free : [only];
    if (ids.length === 0 && restricted.length === 0) {
      this.live.textContent = texts['plan.nothingToCopy'];
      return this.notice(texts['plan.nothingToCopy']);
    }
    const label =
      only !== '' || restricted.length === 0
        ? fill(texts['plan.copied'], ids.length)
        : fill(texts['plan.copiedRestricted'], ids.length, restricted.map((id) => shortened(id)).join(', '));
    this.notice(label);
    this.host.post({ type: 'copy', text: ids.join('\n'), label });
  }

  private onKey(event: KeyboardEvent): void {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === 'f') {
      event.preventDefault();
      this.filter.focus();
      this.filter.select();
    }
  }

  /** Gives the keys to the list if the page has the focus, and no part of it: nothing had, or a part that is hidden now. */
  private takeFocus(): void {
    if (this.isLoaded && document.hasFocus() && document.activeElement === document.body) this.tree.focus();
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.host.saveState(this.state), SAVE_DELAY_MS);
  }
}
