/** The page: receives the matrix and what belongs to it, and connects the parts that show and change it. */
import type {
  MatrixCellAtResult,
  MatrixDelta,
  MatrixDetails,
  MatrixSnapshot,
} from '../../server/src/lsp/protocol/index';
import { freshId, make } from './dom';
import { Control } from './grid/control';
import { Grid } from './grid/grid';
import { Labels } from './grid/labels';
import { Selecting } from './grid/selecting';
import type { PageAction, Selection, Subject, ToPage, ToPanel } from './messages';
import { SnapshotAssembler, type AssembledMatrix } from './model/snapshotAssembler';
import type { Matrix } from './model/matrix';
import { Display } from './page/display';
import { Navigation } from './page/navigation';
import { initialState, isPersistedState, type PersistedState } from './page/persistedState';
import { PageState } from './page/state';
import { ActiveDetails } from './parts/activeDetails';
import { ColumnChoosing, shownKeys } from './parts/columnChoosing';
import { Filters } from './parts/filters';
import { Notes } from './parts/notes';
import { Results } from './parts/results';
import { SelectionLine } from './parts/selectionLine';
import { Summary, Empty } from './parts/summary';
import { TextSearch } from './parts/textSearch';
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
import { NO_CRITERIA, toggled, type Arrangement, type ColumnChoice } from './view/criteria';
import { selectionText } from './view/selectionCounts';
import type { Place } from './view/find';
import { headLines } from './view/layout';
import { keysAt, lineOf, placeOf, positionAt } from './view/positions';

/** The panel around the page, and the storage of VS Code for the page. */
export interface Host {
  post(message: ToPanel): void;
  savedState(): unknown;
  saveState(state: PersistedState): void;
}

export class App {
  private readonly state: PageState;
  private readonly grid: Grid;
  private readonly selecting: Selecting;
  private readonly navigation: Navigation;
  private readonly display: Display;
  private readonly writing: Writing;
  /** Does what a command of VS Code asks for. */
  readonly act: (action: PageAction) => void;
  private readonly editing: DetailsEditing;
  private readonly followBar: FollowBar;
  private readonly results: Results;
  private readonly toolbar: Toolbar;
  private readonly filters: Filters;
  private readonly search: TextSearch;
  private readonly notes: Notes;
  private readonly summary: Summary;
  private readonly details: ActiveDetails;
  private readonly empty: Empty;
  private readonly columns: ColumnChoosing;
  private readonly notices = make('p', { className: 'notice', hidden: true }, { role: 'status' });
  private readonly selectionLine = new SelectionLine();
  private readonly live = make('p', { className: 'unseen' }, { 'aria-live': 'polite' });
  private readonly assembler = new SnapshotAssembler();
  private countFrame = 0;

  constructor(
    private readonly host: Host,
    private readonly texts: Texts,
    subject: Subject,
    /** Whether VS Code undoes, redoes and saves. */
    private readonly isEditor: boolean,
  ) {
    const saved = host.savedState();
    this.state = new PageState(
      isPersistedState(saved) ? { ...saved, subject } : initialState(subject),
      () => ({ active: positionAt(this.display.painter, this.grid.place), scroll: this.grid.scroll }),
      (state) => host.saveState(state),
    );
    const labels = new Labels(texts);
    this.grid = new Grid(
      () => this.state.saveSoon(),
      () => {
        if (this.display.adaptDensity()) this.showToolbar();
      },
    );
    this.results = new Results(texts, () => this.grid.focus());
    this.selecting = new Selecting(
      this.grid,
      () => this.display.painter,
      () => this.countSoon(),
    );
    const context: WritingContext = {
      grid: this.grid,
      selecting: this.selecting,
      labels,
      results: this.results,
      painter: () => this.display.painter,
      matrix: () => this.display.painter.scene.matrix,
      post: (message) => host.post(message),
      repaint: () => this.display.repaint(),
      say: (text) => (this.live.textContent = text),
      moveBy: (columns) => this.navigation.moveBy(columns),
      moved: () => this.moved(),
      showDetails: () => {
        this.open({ details: true });
        if (!this.editing.focus()) this.details.pane.focus();
      },
      openSource: () => this.openSource(this.grid.place),
    };
    this.navigation = new Navigation(context, () => this.arrange({ collapsed: [] }));
    this.search = new TextSearch(context, this.navigation, this.state);
    this.writing = new Writing(context);
    this.display = new Display(this.grid, this.selecting, labels, this.state, this.search, this.writing);
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
      () => ({ ...this.display.painter.scene, choice: this.state.now.arrangement.columns }),
      (part) => this.chooseColumns(part),
    );
    const clipboard = new ClipboardActions(context, this.writing);
    new Control(this.grid, this.selecting, () => this.display.painter, {
      moved: () => this.moved(),
      activate: (place) => this.activate(place),
      openSource: (place) => this.openSource(place),
      enter: (typed) => this.writing.open(typed),
      clear: (remove) => this.writing.clear(remove),
      fill: (direction) => this.writing.fill(direction),
      copy: (data) => clipboard.copy(data),
      cut: (data) => clipboard.cut(data),
      paste: (text) => clipboard.paste(text),
      jump: (to) => this.navigation.jump(to),
      columnMenu: (place) => this.columns.openMenu(place),
      moveColumns: (place, direction) => this.columns.move(place, direction),
      showDetails: () => context.showDetails(),
      resize: (column, width) => {
        this.display.resize(column, width);
        if (width !== undefined) context.say(fill(texts.width, width));
      },
    });
    this.filters = new Filters(
      texts,
      (criteria) => this.arrange({ criteria }),
      () => host.post({ type: 'settings' }),
    );
    this.toolbar = new Toolbar(texts, this.search.finder, this.filters.element.id, {
      arrange: (part) => this.arrange(part),
      toggleFilters: () => this.open({ filters: !this.state.now.open.filters }),
      toggleColumns: () => this.arrange({ moreColumns: !this.state.now.arrangement.moreColumns }),
      toggleDensity: () => {
        this.display.toggleDensity();
        this.showToolbar();
      },
      toggleDetails: () => this.open({ details: !this.state.now.open.details }),
      toggleComparing: () => host.post({ type: this.state.compared === '' ? 'compare' : 'stopComparing' }),
      export: (format) => host.post({ type: 'export', format, selection: this.selection() }),
      applyTable: () => host.post({ type: 'applyTable' }),
      picture: () => host.post({ type: 'picture', data: screenshotOf(this.grid) }),
      print: () => host.post({ type: 'print', selection: this.selection() }),
      showPlan: () => host.post({ type: 'showPlan' }),
    });
    this.notes = new Notes(
      texts,
      () => this.open({ notes: !this.state.now.open.notes }),
      (uri) => host.post({ type: 'openFile', uri }),
    );
    this.summary = new Summary(
      texts,
      (kind) => {
        const { criteria } = this.state.now.arrangement;
        this.arrange({ criteria: { ...criteria, kinds: toggled(criteria.kinds, kind) } });
      },
      (row) => this.navigation.goToRow(row),
      () => this.chooseColumns({ hidden: [] }),
    );
    this.details = new ActiveDetails(context);
    this.details.pane.element.append(this.editing.element);
    this.empty = new Empty(texts, () => {
      this.arrange({ criteria: NO_CRITERIA });
      this.grid.focus();
    });
    this.assemble();
    document.addEventListener('keydown', (event) => this.onKey(event));
    window.addEventListener('focus', () => this.takeFocus());
    this.show();
  }

  /** Puts the elements of the parts on the page. */
  private assemble(): void {
    const { texts } = this;
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
        this.details.pane.element,
      ),
    );
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
      const isFirst = !this.state.isLoaded;
      if (arrived.context !== undefined) this.state.opened(arrived.context);
      this.replace(arrived.matrix);
      if (isFirst) this.restore();
      this.takeFocus();
    }
    this.host.post({ type: 'drawn' });
  }

  /** Gives the keys to the grid if the page has the focus, and no part of it: nothing had, or a part that is hidden now. */
  private takeFocus(): void {
    if (this.state.isLoaded && document.hasFocus() && document.activeElement === document.body) this.grid.focus();
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
    if (show) this.navigation.goToCell(at);
    this.display.markCursor(at);
  }

  /** Receives the answer to a request for details. */
  showDetails(question: number, details: MatrixDetails | null): void {
    this.details.show(question, details);
  }

  /** Shows a sentence above the matrix; empty: none. */
  notice(text: string): void {
    this.notices.textContent = text;
    this.notices.hidden = text === '';
  }

  /** Replaces the matrix. The row at the top of the screen stays where it is. */
  private replace(matrix: Matrix): void {
    const { top } = this.grid;
    const topRow = this.display.painter.row(top.line)?.key;
    this.show(matrix);
    const line = topRow === undefined ? undefined : lineOf(this.display.painter.scene, topRow);
    if (line !== undefined) this.grid.putOnTop(line, top.above);
    this.navigation.arrived();
  }

  /** Makes the cell active that was so when the page was last open, at the same scroll position. */
  private restore(): void {
    const { active, scroll } = this.state.now;
    const { scene } = this.display.painter;
    this.grid.setActive(placeOf(scene, active) ?? { line: headLines(scene.layout), column: 0 });
    this.selecting.moveTo(this.grid.place);
    this.grid.scrollTo(scroll.left, scroll.top);
    this.askDetails();
  }

  private arrange(part: Partial<Arrangement>): void {
    this.state.arrange(part);
    this.show();
  }

  private chooseColumns(part: Partial<ColumnChoice>): void {
    this.arrange({ columns: { ...this.state.now.arrangement.columns, ...part } });
  }

  private open(part: Partial<PersistedState['open']>): void {
    this.state.change({ open: { ...this.state.now.open, ...part } });
    this.showParts();
    this.askDetails();
  }

  /** Arranges and shows everything again. */
  private show(matrix?: Matrix): void {
    this.display.show(matrix);
    this.showParts();
    this.moved();
  }

  private showParts(): void {
    const { arrangement, open } = this.state.now;
    const { isLoaded } = this.state;
    const { matrix, layout } = this.display.painter.scene;
    this.showToolbar();
    this.filters.element.hidden = !open.filters;
    if (open.filters) this.filters.show(matrix, arrangement.criteria);
    this.details.pane.element.hidden = !open.details;
    this.notes.show(matrix.notes, open.notes);
    this.summary.element.hidden = !isLoaded;
    const { hidden } = arrangement.columns;
    const hiddenHere = matrix.columns.filter(({ key }) => hidden.includes(key)).length;
    this.summary.show(matrix, countLayout(matrix, layout), arrangement.criteria.kinds, hiddenHere);
    this.search.show();
    const isEmpty = layout.rows.length === 0;
    this.grid.element.hidden = isEmpty;
    this.empty.show(isEmpty, isLoaded, matrix.rows.length > 0);
  }

  private showToolbar(): void {
    const { arrangement, open } = this.state.now;
    const { matrix, layout } = this.display.painter.scene;
    this.toolbar.show(matrix, arrangement, { ...open, compact: layout.density === 'compact' }, this.state.compared);
  }

  /** Counts the selected cells, and offers them to be edited. */
  private countSoon(): void {
    this.countFrame ||= requestAnimationFrame(() => {
      this.countFrame = 0;
      this.editing.show();
      const { painter } = this.display;
      const { selection } = this.selecting;
      this.selectionLine.show(selectionText(painter.scene.matrix, painter, selection, this.texts));
    });
  }

  private moved(): void {
    this.askDetails();
    this.state.saveSoon();
  }

  private askDetails(): void {
    this.details.askSoon(this.state.isLoaded && this.state.now.open.details);
  }

  /** Expands or collapses a group, sorts by a column, or opens the source of a patch or cell. */
  private activate(place: Place): void {
    const { grouping, collapsed, order } = this.state.now.arrangement;
    const { painter } = this.display;
    const group = painter.group(place.line);
    if (group !== undefined && grouping !== 'none') this.arrange({ collapsed: toggled(collapsed, group.name) });
    else if (place.line < painter.headLines) {
      const column = painter.column(place.column)?.key;
      if (column === undefined || place.line < painter.headLines - 1) return;
      const isSorted = order.by === 'column' && order.column === column;
      this.arrange({ order: isSorted ? { by: 'newest' } : { by: 'column', column } });
    } else this.openSource(place);
  }

  private openSource(place: Place): void {
    const keys = keysAt(this.display.painter, place);
    if (keys.row !== '' || keys.column !== '') this.host.post({ type: 'open', ...keys });
  }

  /** What is shown, for an export. */
  private selection(): Selection {
    const { matrix, layout } = this.display.painter.scene;
    return {
      rows: layout.rows.map((row) => matrix.rows[row]!.key),
      columns: shownKeys({ matrix, layout }),
      fields: layout.fields,
    };
  }

  private onKey(event: KeyboardEvent): void {
    const action = this.isEditor ? undefined : historyAction(event);
    if (action !== undefined) {
      // VS Code would run its own command, too.
      event.stopPropagation();
      this.host.post({ type: action });
    } else if (!this.search.key(event)) return;
    event.preventDefault();
  }
}
