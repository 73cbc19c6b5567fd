/** The page: holds the matrix and its arrangement, and connects the parts that show them. */
import type {
  MatrixCellAtResult,
  MatrixDelta,
  MatrixDetails,
  MatrixSnapshot,
} from '../../server/src/lsp/protocol/index';
import { freshId, make } from './dom';
import { hasRoomFor, type Widths } from './grid/sizes';
import { Control } from './grid/control';
import { Grid } from './grid/grid';
import { Labels, type Headline } from './grid/labels';
import { Painter } from './grid/painter';
import { Selecting } from './grid/selecting';
import { initialState, isPersistedState, type PersistedState, type PersistedPosition } from './persistedState';
import type { PageAction, Selection, Subject, ToPage, ToPanel } from './messages';
import { SnapshotAssembler, type AssembledMatrix, type MatrixContext } from './model/snapshotAssembler';
import { contentAt, EMPTY_MATRIX, type Matrix } from './model/matrix';
import { ColumnChoosing, shownKeys } from './parts/columnChoosing';
import { Details } from './parts/details';
import { Filters } from './parts/filters';
import { Finder } from './parts/finder';
import { Notes } from './parts/notes';
import { Results } from './parts/results';
import { SelectionLine } from './parts/selectionLine';
import { Summary, Empty } from './parts/summary';
import { Toolbar } from './parts/toolbar';
import { screenshotOf } from './screenshot';
import { fill, type Texts } from './texts';
import { FollowBar } from './writing/followBar';
import { historyAction } from './writing/historyKeys';
import { act } from './writing/actions';
import { ClipboardActions } from './writing/clipboardActions';
import { ContextMenu } from './writing/contextMenu';
import { DetailsEditing } from './writing/detailsEditing';
import { FillHandle } from './writing/fillHandle';
import type { StateDate } from './writing/stateDates';
import { Writing, type WritingContext } from './writing/writing';
import { countLayout } from './view/counts';
import { NO_CRITERIA, type Arrangement, type ColumnChoice } from './view/criteria';
import { selectionText } from './view/selectionCounts';
import { nextPlace, type Wanted } from './view/jump';
import { Rollups } from './view/rollup';
import { find, NO_HITS, type Hits, type Place } from './view/find';
import { arrange, EMPTY_LAYOUT, firstProduct, HEAD_COLUMNS, headLines, withDensity, type Layout } from './view/layout';

/** The panel around the page, and the storage of VS Code for the page. */
export interface Host {
  post(message: ToPanel): void;
  savedState(): unknown;
  saveState(state: PersistedState): void;
}

/** Details are requested after the active cell has not changed for this time. */
const DETAILS_DELAY_MS = 60;
const SAVE_DELAY_MS = 200;

export class App {
  private readonly labels: Labels;
  private readonly grid: Grid;
  private readonly selecting: Selecting;
  private readonly writing: Writing;
  /** Does what a command of VS Code asks for. */
  readonly act: (action: PageAction) => void;
  private readonly editing: DetailsEditing;
  private readonly followBar: FollowBar;
  private readonly results: Results;
  private readonly toolbar: Toolbar;
  private readonly filters: Filters;
  private readonly finder: Finder;
  private readonly notes: Notes;
  private readonly summary: Summary;
  private readonly details: Details;
  private readonly empty: Empty;
  private readonly columns: ColumnChoosing;
  private readonly notices = make('p', { className: 'notice', hidden: true }, { role: 'status' });
  private readonly selectionLine = new SelectionLine();
  private readonly live = make('p', { className: 'unseen' }, { 'aria-live': 'polite' });

  private readonly assembler = new SnapshotAssembler();
  private matrix: Matrix = EMPTY_MATRIX;
  private layout: Layout = EMPTY_LAYOUT;
  private rollups = new Rollups(EMPTY_MATRIX, this.layout, () => undefined);
  private rollingUp = 0;
  private hits: Hits = NO_HITS;
  private hit = -1;
  /** The active cell when the search began. While the text is being typed, the search starts here. */
  private searchedFrom: Place = { line: 0, column: 0 };
  private cursorMark: MatrixCellAtResult = null;
  /** The cell to be made active when its row is there; `null`: none. */
  private toShow: MatrixCellAtResult = null;
  private painter: Painter;
  private state: PersistedState;
  private compared = '';
  private isLoaded = false;
  private question = 0;
  /** The question whose answer is shown; {@link question} is the last one. */
  private answeredQuestion = 0;
  private detailsTimer: ReturnType<typeof setTimeout> | undefined;
  private countFrame = 0;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    private readonly texts: Texts,
    subject: Subject,
    /** Whether VS Code undoes, redoes and saves. */
    private readonly isEditor: boolean,
  ) {
    const saved = host.savedState();
    this.state = isPersistedState(saved) ? { ...saved, subject } : initialState(subject);
    this.labels = new Labels(texts);
    this.grid = new Grid(
      () => this.saveSoon(),
      () => this.adaptDensity(),
    );
    this.results = new Results(texts, () => this.grid.focus());
    this.selecting = new Selecting(
      this.grid,
      () => this.painter,
      () => this.countSoon(),
    );
    const context: WritingContext = {
      grid: this.grid,
      selecting: this.selecting,
      labels: this.labels,
      results: this.results,
      painter: () => this.painter,
      matrix: () => this.matrix,
      post: (message) => host.post(message),
      repaint: () => this.paint(),
      say: (text) => (this.live.textContent = text),
      moveBy: (columns) => this.moveBy(columns),
      moved: () => this.moved(),
      showDetails: () => {
        this.open({ details: true });
        if (!this.editing.focus()) this.details.focus();
      },
      openSource: () => this.openSource(this.grid.place),
    };
    this.writing = new Writing(context);
    this.act = (action) => act(action, context, this.writing);
    this.followBar = new FollowBar(() => {
      host.post({ type: 'follow' });
      this.grid.focus();
    });
    this.editing = new DetailsEditing(context, this.writing);
    new FillHandle(context, this.writing);
    new ContextMenu(context);
    this.columns = new ColumnChoosing(
      texts,
      this.grid,
      () => ({ matrix: this.matrix, layout: this.layout, choice: this.state.arrangement.columns }),
      (part) => this.chooseColumns(part),
    );
    const clipboard = new ClipboardActions(context, this.writing);
    new Control(this.grid, this.selecting, () => this.painter, {
      moved: () => this.moved(),
      activate: (place) => this.activate(place),
      openSource: (place) => this.openSource(place),
      enter: (typed) => this.writing.open(typed),
      clear: (remove) => this.writing.clear(remove),
      fill: (direction) => this.writing.fill(direction),
      copy: (data) => clipboard.copy(data),
      cut: (data) => clipboard.cut(data),
      paste: (text) => clipboard.paste(text),
      jump: (to) => this.jump(to),
      columnMenu: (place) => this.columns.openMenu(place),
      moveColumns: (place, direction) => this.columns.move(place, direction),
      showDetails: () => context.showDetails(),
      resize: (column, width) => this.resize(column, width),
    });
    this.painter = this.newPainter();
    this.finder = new Finder(
      texts,
      (text) => this.find(text),
      (direction) => this.goToHit(direction),
      () => this.grid.focus(),
    );
    this.finder.input.addEventListener('focus', () => (this.searchedFrom = this.grid.place));
    this.filters = new Filters(
      texts,
      (criteria) => this.arrange({ criteria }),
      () => host.post({ type: 'settings' }),
    );
    this.toolbar = new Toolbar(texts, this.finder, this.filters.element.id, {
      arrange: (part) => this.arrange(part),
      toggleFilters: () => this.open({ filters: !this.state.open.filters }),
      toggleColumns: () => this.arrange({ moreColumns: !this.state.arrangement.moreColumns }),
      toggleDensity: () => this.toggleDensity(),
      toggleDetails: () => this.open({ details: !this.state.open.details }),
      toggleComparing: () => host.post({ type: this.compared === '' ? 'compare' : 'stopComparing' }),
      export: (format) => host.post({ type: 'export', format, selection: this.selection() }),
      applyTable: () => host.post({ type: 'applyTable' }),
      picture: () => host.post({ type: 'picture', data: screenshotOf(this.grid) }),
      print: () => host.post({ type: 'print', selection: this.selection() }),
      showPlan: () => host.post({ type: 'showPlan' }),
    });
    this.notes = new Notes(
      texts,
      () => this.open({ notes: !this.state.open.notes }),
      (uri) => host.post({ type: 'openFile', uri }),
    );
    this.summary = new Summary(
      texts,
      (kind) => this.toggleKind(kind),
      (row) => this.goToRow(row),
      () => this.chooseColumns({ hidden: [] }),
    );
    this.details = new Details(texts, (part) => host.post({ type: 'openPart', question: this.answeredQuestion, part }));
    this.details.element.append(this.editing.element);
    this.empty = new Empty(texts, () => {
      this.arrange({ criteria: NO_CRITERIA });
      this.grid.focus();
    });
    const help = make('p', { className: 'unseen', id: freshId(), textContent: texts.gridHelp });
    this.grid.describeBy(help.id);
    document.title = texts.title;
    document.body.replaceChildren(
      make(
        'main',
        {},
        {},
        make('h1', { className: 'unseen', textContent: texts.title }),
        this.toolbar.element,
        this.notices,
        this.followBar.element,
        this.results.element,
        this.notes.element,
        this.filters.element,
        this.summary.element,
        help,
        this.live,
        make(
          'div',
          { className: 'stage' },
          {},
          this.grid.element,
          this.empty.element,
          this.writing.entry.element,
          this.columns.menu.element,
        ),
        this.selectionLine.element,
        this.details.element,
      ),
    );
    document.addEventListener('keydown', (event) => this.onKey(event));
    window.addEventListener('focus', () => this.takeFocus());
    this.show();
  }

  /** Receives a whole matrix, or its first part. */
  addSnapshot(snapshot: MatrixSnapshot, compared: string, subject: Subject): void {
    this.writing.arrived('all');
    this.showAssembled(this.assembler.addSnapshot(snapshot, { compared, subject }));
  }

  /** Receives a change of the matrix, or its next part. */
  addDelta(delta: MatrixDelta): void {
    const assembled = this.assembler.addDelta(delta);
    if (assembled === 'missed') this.host.post({ type: 'again' });
    else this.writing.arrived(delta.rows.map(({ key }) => key));
    this.showAssembled(assembled === 'missed' ? undefined : assembled);
  }

  private showAssembled(arrived: AssembledMatrix | undefined): void {
    if (arrived !== undefined) {
      const isFirst = !this.isLoaded;
      if (arrived.context !== undefined) this.setContext(arrived.context);
      this.replace(arrived.matrix);
      if (isFirst) this.restore();
      this.takeFocus();
    }
    this.host.post({ type: 'drawn' });
  }

  /** Gives the keys to the grid if the page has the focus, and no part of it: nothing had, or a part that is hidden now. */
  private takeFocus(): void {
    if (this.isLoaded && document.hasFocus() && document.activeElement === document.body) this.grid.focus();
  }

  private setContext({ compared, subject }: MatrixContext): void {
    this.isLoaded = true;
    this.compared = compared;
    const { arrangement } = this.state;
    // Without an older edition nothing has changed, so that this criterion would match nothing.
    const criteria = { ...arrangement.criteria, ...(compared === '' && { onlyChanged: false }) };
    this.state = { ...this.state, subject, arrangement: { ...arrangement, criteria } };
  }

  /** @param reason why the matrix cannot be written; empty: it can */
  setWritable(reason: string): void {
    this.writing.setWritable(reason);
    this.countSoon();
  }

  /** @param stateDate the setting `vpc.matrix.stateDate` */
  setStateDate(stateDate: StateDate): void {
    this.writing.stateDate = stateDate;
  }

  /** Receives the answer to a message that writes cells. */
  written(answer: Extract<ToPage, { type: 'written' }>): void {
    this.writing.written(answer);
  }

  /** Shows what is outdated by what is written; empty: nothing. */
  showBehind(text: string, button: string): void {
    this.followBar.show(text, button);
  }

  /** The panel did something, or did not: `lines` say why. */
  told(text: string, lines: readonly string[]): void {
    if (lines.length > 0) return this.results.show({ title: text, lines });
    this.results.hide();
    this.live.textContent = text;
  }

  /** The cursor of the editor has moved to another cell. @param show makes the cell the active one, now or when its row arrives */
  markCursor(at: MatrixCellAtResult, show: boolean): void {
    if (show) {
      this.toShow = at;
      this.showWanted();
    }
    // The position arrives again after each edit.
    if (JSON.stringify(at) === JSON.stringify(this.cursorMark)) return;
    this.cursorMark = at;
    this.paint();
  }

  private showWanted(): void {
    const wanted = this.toShow;
    if (wanted === null || !this.matrix.rows.some(({ key }) => key === wanted.row)) return;
    this.toShow = null;
    // It may be in a collapsed group.
    if (this.lineOf(wanted.row) === undefined) this.arrange({ collapsed: [] });
    const place = this.placeOf({ row: wanted.row, line: 0, column: wanted.columns[0] ?? '' });
    if (place === undefined) return;
    this.goTo(place, { focus: false });
    this.moved();
  }

  /** Receives the answer to a request for details; one to an older request is dropped. */
  showDetails(question: number, details: MatrixDetails | null): void {
    if (question !== this.question) return;
    this.answeredQuestion = question;
    this.details.show(details, this.grid.activeLabel, this.remarks(), this.headline());
  }

  /** Shows a sentence above the matrix; empty: none. */
  notice(text: string): void {
    this.notices.textContent = text;
    this.notices.hidden = text === '';
  }

  /** What must be known with the state of the active cell, or about the active patch. */
  private remarks(): readonly string[] {
    const { line, column } = this.grid.place;
    const [row, info] = [this.painter.row(line), this.painter.column(column)];
    if (row === undefined) return [];
    if (info === undefined) return this.labels.rowRemarks(row, this.matrix);
    return this.labels.remarks(contentAt(this.matrix, row, info), this.matrix);
  }

  /** The state of the active cell; `undefined`: it is not a cell of a product. */
  private headline(): Headline | undefined {
    const { line, column } = this.grid.place;
    const [row, info] = [this.painter.row(line), this.painter.column(column)];
    if (row === undefined || info === undefined) return undefined;
    return this.labels.headline(row, info, contentAt(this.matrix, row, info), this.matrix);
  }

  private get place(): PersistedPosition {
    const { line, column } = this.grid.place;
    const row = this.painter.row(line)?.key ?? '';
    return { row, line: line - this.painter.headLines, column: this.painter.widthKey(column) };
  }

  private newPainter(): Painter {
    const { order } = this.state.arrangement;
    if (this.rollups.layout !== this.layout || this.rollups.matrix !== this.matrix)
      this.rollups = new Rollups(this.matrix, this.layout, () => this.rollUpSoon());
    const sortedBy = order.by === 'column' ? order.column : undefined;
    return new Painter(
      {
        ...{ matrix: this.matrix, layout: this.layout, hits: this.hits, mark: this.cursorMark, sortedBy },
        rollups: this.rollups,
        isWritable: this.writing.isWritable,
        isPending: (row, column) => this.writing.isPending(row, column),
        isWarned: (row, column) => this.writing.isWarned(row, column),
      },
      this.labels,
    );
  }

  /** Rolls up columns after the cells are drawn, in slices. */
  private rollUpSoon(): void {
    this.rollingUp ||= window.setTimeout(() => {
      this.rollingUp = 0;
      if (this.rollups.rollUpWanted()) this.grid.drawColumnHeads();
      else this.rollUpSoon();
    });
  }

  /** Replaces the matrix. The row at the top of the screen stays where it is. */
  private replace(matrix: Matrix): void {
    const top = this.grid.top;
    const topRow = this.painter.row(top.line)?.key;
    this.matrix = matrix;
    this.show();
    const line = topRow === undefined ? undefined : this.lineOf(topRow);
    if (line !== undefined) this.grid.putOnTop(line, top.above);
    this.showWanted();
  }

  private arrange(part: Partial<Arrangement>): void {
    this.state = { ...this.state, arrangement: { ...this.state.arrangement, ...part } };
    this.show();
  }

  /** Arranges and draws everything again. The active cell stays the same if it is still shown. */
  private show(): void {
    const { place } = this;
    const { arrangement } = this.state;
    this.layout = this.inDensity(arrange(this.matrix, arrangement));
    this.search();
    const before = this.painter;
    this.painter = this.newPainter();
    this.grid.show(this.painter, this.widths, this.placeOf(place));
    this.selecting.arranged(before, this.painter);
    this.showParts();
    this.askDetails();
    this.saveSoon();
  }

  /** The layout with compact columns, if the user wants them or full ones have no room. */
  private inDensity(layout: Layout): Layout {
    const { density, widths } = this.state;
    const chosen =
      density === 'auto'
        ? hasRoomFor(this.matrix, layout, widths.full, this.grid.room)
          ? 'full'
          : 'compact'
        : density;
    return withDensity(this.matrix, layout, chosen);
  }

  private get widths(): Widths {
    return this.state.widths[this.layout.density];
  }

  /** Shows full or compact columns, as the room for them is. The patch at the top of the screen stays there. */
  private adaptDensity(): void {
    const layout = this.inDensity(this.layout);
    if (layout === this.layout) return;
    const { top } = this.grid;
    const before = this.painter;
    this.layout = layout;
    this.search();
    this.painter = this.newPainter();
    this.grid.show(this.painter, this.widths);
    this.selecting.arranged(before, this.painter);
    this.grid.putOnTop(top.line, 0);
    this.showToolbar();
  }

  private toggleDensity(): void {
    const wanted = this.layout.density === 'full' ? 'compact' : 'full';
    this.state = { ...this.state, density: 'auto' };
    // What the width asks for needs no choice of its own, which would outlast it.
    if (this.inDensity(this.layout).density !== wanted) this.state = { ...this.state, density: wanted };
    this.adaptDensity();
    this.saveSoon();
  }

  private showParts(): void {
    const { arrangement, open } = this.state;
    this.showToolbar();
    this.filters.element.hidden = !open.filters;
    if (open.filters) this.filters.show(this.matrix, arrangement.criteria);
    this.details.element.hidden = !open.details;
    this.notes.show(this.matrix.notes, open.notes);
    this.summary.element.hidden = !this.isLoaded;
    const { hidden } = arrangement.columns;
    const hiddenHere = this.matrix.columns.filter(({ key }) => hidden.includes(key)).length;
    this.summary.show(this.matrix, countLayout(this.matrix, this.layout), arrangement.criteria.kinds, hiddenHere);
    this.showHits();
    this.showEmpty();
  }

  private showToolbar(): void {
    const { arrangement, open } = this.state;
    const compact = this.layout.density === 'compact';
    this.toolbar.show(this.matrix, arrangement, { ...open, compact }, this.compared);
  }

  private showEmpty(): void {
    const isEmpty = this.layout.rows.length === 0;
    this.grid.element.hidden = isEmpty;
    this.empty.show(isEmpty, this.isLoaded, this.matrix.rows.length > 0);
  }

  /** Draws the cells again. */
  private paint(): void {
    this.painter = this.newPainter();
    this.grid.show(this.painter, this.widths);
  }

  private search(): void {
    this.hits = find(this.matrix, this.layout, this.state.find, (name) => this.labels.name(name));
    this.hit = Math.min(this.hit, this.hits.count - 1);
  }

  private find(text: string): void {
    this.state = { ...this.state, find: text };
    this.hit = -1;
    this.search();
    this.paint();
    if (this.hits.count > 0) {
      this.hit = this.hits.from(this.searchedFrom);
      this.goTo(this.hits.at(this.hit), { focus: false });
      this.askDetails();
    }
    this.showHits();
    this.saveSoon();
  }

  private goToHit(direction: 1 | -1): void {
    const { count } = this.hits;
    if (count === 0) return;
    this.hit = this.hit < 0 ? this.hits.from(this.grid.place) : (this.hit + direction + count) % count;
    this.goTo(this.hits.at(this.hit), { focus: !this.finder.element.contains(document.activeElement) });
    this.showHits();
    this.moved();
  }

  private showHits(): void {
    this.finder.show(this.state.find, this.hits.count, this.hit);
  }

  private goTo(place: Place, options?: { readonly focus: boolean }): void {
    this.grid.goTo(place, options);
    this.selecting.moveTo(place);
  }

  /** Makes the cell of a product beside the active one active. */
  private moveBy(columns: 1 | -1): void {
    const { line, column } = this.grid.place;
    const { firstProduct: first, columnCount } = this.grid.geometry;
    const target = Math.max(first, Math.min(column + columns, columnCount - 1));
    this.goTo({ line, column: target });
    this.moved();
  }

  /** Goes to the next cell that asks for attention, or says that there is none. */
  private jump(to: Wanted): void {
    const place = nextPlace(this.matrix, this.layout, to, this.grid.place);
    if (place === undefined) {
      this.live.textContent = this.texts[`none.${to}`];
      return;
    }
    this.goTo(place);
    this.moved();
  }

  private chooseColumns(part: Partial<ColumnChoice>): void {
    this.arrange({ columns: { ...this.state.arrangement.columns, ...part } });
  }

  private countSoon(): void {
    this.countFrame ||= requestAnimationFrame(() => {
      this.countFrame = 0;
      this.editing.show();
      this.selectionLine.show(selectionText(this.matrix, this.painter, this.selecting.selection, this.texts));
    });
  }

  private moved(): void {
    this.askDetails();
    this.saveSoon();
  }

  private activate(place: Place): void {
    const { grouping, collapsed, order } = this.state.arrangement;
    const group = this.painter.group(place.line);
    if (group !== undefined && grouping !== 'none') {
      const others = collapsed.filter((name) => name !== group.name);
      this.arrange({ collapsed: group.isCollapsed ? others : [...others, group.name] });
    } else if (place.line < headLines(this.layout)) {
      const column = this.painter.column(place.column)?.key;
      if (column === undefined || place.line < headLines(this.layout) - 1) return;
      const isSorted = order.by === 'column' && order.column === column;
      this.arrange({ order: isSorted ? { by: 'newest' } : { by: 'column', column } });
    } else this.openSource(place);
  }

  private openSource(place: Place): void {
    const { row, column } = this.keysAt(place);
    if (row !== '' || column !== '') this.host.post({ type: 'open', row, column });
  }

  /** The keys of a patch and of a product; empty: none. */
  private keysAt({ line, column }: Place): { readonly row: string; readonly column: string } {
    return { row: this.painter.row(line)?.key ?? '', column: this.painter.column(column)?.key ?? '' };
  }

  private resize(column: number, width: number | undefined): void {
    const key = this.painter.widthKey(column);
    const { [key]: _, ...others } = this.widths;
    const widths = width === undefined ? others : { ...others, [key]: width };
    this.state = { ...this.state, widths: { ...this.state.widths, [this.layout.density]: widths } };
    this.paint();
    if (width !== undefined) this.live.textContent = fill(this.texts.width, width);
    this.saveSoon();
  }

  private open(part: Partial<PersistedState['open']>): void {
    this.state = { ...this.state, open: { ...this.state.open, ...part } };
    this.showParts();
    this.askDetails();
    this.saveSoon();
  }

  private toggleKind(kind: string): void {
    const { criteria } = this.state.arrangement;
    const others = criteria.kinds.filter((one) => one !== kind);
    this.arrange({
      criteria: { ...criteria, kinds: others.length < criteria.kinds.length ? others : [...others, kind] },
    });
  }

  private goToRow(key: string): void {
    const line = this.lineOf(key);
    // It may be in a collapsed group.
    if (line === undefined) this.arrange({ collapsed: [] });
    const target = line ?? this.lineOf(key);
    if (target === undefined) return;
    this.goTo({ line: target, column: 0 });
    this.moved();
  }

  private lineOf(key: string): number | undefined {
    const index = this.layout.lines.findIndex((line) => 'row' in line && this.matrix.rows[line.row]!.key === key);
    return index < 0 ? undefined : index + headLines(this.layout);
  }

  private placeOf({ row, line, column }: PersistedPosition): Place | undefined {
    const target = row === '' ? line + headLines(this.layout) : this.lineOf(row);
    if (target === undefined) return undefined;
    const field = this.layout.fields.findIndex((one) => one === column);
    if (field >= 0) return { line: target, column: field + HEAD_COLUMNS };
    const index = this.layout.columns.findIndex((one) => this.matrix.columns[one]!.key === column);
    return { line: target, column: index < 0 ? 0 : index + firstProduct(this.layout) };
  }

  private restore(): void {
    const { active, scroll } = this.state;
    const place = this.placeOf(active);
    this.grid.setActive(place ?? { line: headLines(this.layout), column: 0 });
    this.selecting.moveTo(this.grid.place);
    this.grid.scrollTo(scroll.left, scroll.top);
    this.askDetails();
  }

  private selection(): Selection {
    const { matrix, layout } = this;
    return {
      rows: layout.rows.map((row) => matrix.rows[row]!.key),
      columns: shownKeys({ matrix, layout }),
      fields: layout.fields,
    };
  }

  private askDetails(): void {
    clearTimeout(this.detailsTimer);
    if (!this.state.open.details || !this.isLoaded) return;
    this.detailsTimer = setTimeout(() => {
      const { row, column } = this.keysAt(this.grid.place);
      const question = ++this.question;
      if (row === '' && column === '') this.details.show(null, '', []);
      else this.host.post({ type: 'details', question, row, column });
    }, DETAILS_DELAY_MS);
  }

  private saveSoon(): void {
    clearTimeout(this.saveTimer);
    if (this.isLoaded) this.saveTimer = setTimeout(() => this.save(), SAVE_DELAY_MS);
  }

  private save(): void {
    this.state = { ...this.state, active: this.place, scroll: this.grid.scroll };
    this.host.saveState(this.state);
  }

  private onKey(event: KeyboardEvent): void {
    const action = this.isEditor ? undefined : historyAction(event);
    if (action !== undefined) {
      event.preventDefault();
      // VS Code would run its own command, too.
      event.stopPropagation();
      return this.host.post({ type: action });
    }
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'F3') this.goToHit(event.shiftKey ? -1 : 1);
    else if (ctrl && !event.altKey && event.key.toLowerCase() === 'f') this.finder.input.select();
    else return;
    event.preventDefault();
  }
}
