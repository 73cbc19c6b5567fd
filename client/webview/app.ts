/** The page: the matrix, how it is arranged, and the parts that show it. */
import type { MatrixCellAtResult, MatrixDelta, MatrixDetails, MatrixSnapshot } from '../../server/src/lsp/protocol';
import { freshId, make } from './dom';
import { Control } from './grid/control';
import { Grid } from './grid/grid';
import { Labels } from './grid/labels';
import { Painter } from './grid/painter';
import { firstKept, isKeptState, type Kept, type KeptPlace } from './kept';
import type { Selection, Subject, ToPanel } from './messages';
import { Arrival, type Arrived, type Opened } from './model/arrival';
import { EMPTY_MATRIX, type Matrix } from './model/matrix';
import { Details } from './parts/details';
import { Empty } from './parts/empty';
import { Filters } from './parts/filters';
import { Finder } from './parts/finder';
import { Summary } from './parts/summary';
import { Toolbar } from './parts/toolbar';
import { pictureOf } from './picture';
import { fill, shortened, type Texts } from './texts';
import { countLayout } from './view/counts';
import { NO_CRITERIA, type Arrangement } from './view/criteria';
import { find, HEAD_COLUMNS, HEAD_LINES, NO_HITS, type Hits, type Place } from './view/find';
import { arrange, type Layout } from './view/layout';

/** What is around the page. */
export interface Host {
  post(message: ToPanel): void;
  kept(): unknown;
  keep(kept: Kept): void;
}

/** What is asked of the server while one walks over cells waits so long for the next one. */
const DETAILS_MS = 60;
const KEEP_MS = 200;

export class App {
  private readonly labels: Labels;
  private readonly grid: Grid;
  private readonly toolbar: Toolbar;
  private readonly filters: Filters;
  private readonly finder: Finder;
  private readonly summary: Summary;
  private readonly details: Details;
  private readonly empty: Empty;
  private readonly notices = make('p', { className: 'notice', hidden: true }, { role: 'status' });
  private readonly live = make('p', { className: 'unseen' }, { 'aria-live': 'polite' });

  private readonly arrival = new Arrival();
  private matrix: Matrix = EMPTY_MATRIX;
  private layout: Layout = arrange(EMPTY_MATRIX, firstKept({ uris: [], compareWith: '' }).arrangement);
  private hits: Hits = NO_HITS;
  private hit = -1;
  /** Where one was when one began to search: while one types, the search goes on from there. */
  private searchedFrom: Place = { line: 0, column: 0 };
  private mark: MatrixCellAtResult = null;
  private painter: Painter;
  private kept: Kept;
  private compared = '';
  private told = '';
  private isLoaded = false;
  private question = 0;
  /** The question whose answer is shown. */
  private answered = 0;
  private detailsTimer: ReturnType<typeof setTimeout> | undefined;
  private keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: Host,
    private readonly texts: Texts,
    subject: Subject,
  ) {
    const kept = host.kept();
    this.kept = isKeptState(kept) ? { ...kept, subject } : firstKept(subject);
    this.labels = new Labels(texts);
    this.painter = this.newPainter();
    this.grid = new Grid(() => this.keepSoon());
    new Control(this.grid, () => this.painter, {
      moved: () => this.moved(),
      activate: (place) => this.activate(place),
      resize: (column, width) => this.resize(column, width),
    });
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
      toggleFilters: () => this.open({ filters: !this.kept.open.filters }),
      toggleDetails: () => this.open({ details: !this.kept.open.details }),
      toggleComparing: () => host.post({ type: this.compared === '' ? 'compare' : 'stopComparing' }),
      export: (format) => host.post({ type: 'export', format, selection: this.selection() }),
      picture: () => host.post({ type: 'picture', data: pictureOf(this.grid) }),
      print: () => host.post({ type: 'print', selection: this.selection() }),
    });
    this.summary = new Summary(
      texts,
      (kind) => this.toggleKind(kind),
      (row) => this.goToRow(row),
    );
    this.details = new Details(texts, (part) => host.post({ type: 'openPart', question: this.answered, part }));
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
        this.filters.element,
        this.summary.element,
        help,
        this.live,
        make('div', { className: 'stage' }, {}, this.grid.element, this.empty.element),
        this.details.element,
      ),
    );
    document.addEventListener('keydown', (event) => this.onKey(event));
    this.show();
  }

  /** All of the matrix has come, or its first part. */
  take(snapshot: MatrixSnapshot, compared: string, subject: Subject): void {
    this.arrived(this.arrival.take(snapshot, { compared, subject }));
  }

  /** Something of the matrix has changed, or its next part has come. */
  change(delta: MatrixDelta): void {
    const arrived = this.arrival.change(delta);
    if (arrived === 'missed') this.host.post({ type: 'again' });
    this.arrived(arrived === 'missed' ? undefined : arrived);
  }

  private arrived(arrived: Arrived | undefined): void {
    if (arrived !== undefined) {
      const isFirst = !this.isLoaded;
      if (arrived.opened !== undefined) this.opened(arrived.opened);
      this.replace(arrived.matrix);
      if (isFirst) this.restore();
    }
    this.host.post({ type: 'drawn' });
  }

  private opened({ compared, subject }: Opened): void {
    this.isLoaded = true;
    this.compared = compared;
    const { arrangement } = this.kept;
    // Without an older edition nothing has changed, and nothing would be left.
    const criteria = { ...arrangement.criteria, ...(compared === '' && { onlyChanged: false }) };
    this.kept = { ...this.kept, subject, arrangement: { ...arrangement, criteria } };
  }

  /** The editor's cursor is somewhere else. */
  point(at: MatrixCellAtResult): void {
    // After each edit it is told again where it is.
    if (JSON.stringify(at) === JSON.stringify(this.mark)) return;
    this.mark = at;
    this.paint();
  }

  answer(question: number, details: MatrixDetails | null): void {
    if (question !== this.question) return;
    this.answered = question;
    this.details.show(details, this.grid.said);
  }

  notice(text: string): void {
    this.told = text;
    this.showNotice();
  }

  private get place(): KeptPlace {
    const { line, column } = this.grid.place;
    return { row: this.painter.row(line)?.key ?? '', line, column: this.painter.column(column)?.key ?? '' };
  }

  private newPainter(): Painter {
    const { order } = this.kept.arrangement;
    const sortedBy = order.by === 'column' ? order.column : undefined;
    return new Painter(
      { matrix: this.matrix, layout: this.layout, hits: this.hits, mark: this.mark, sortedBy },
      this.labels,
    );
  }

  /** Another matrix takes the place of this one: what is looked at stays where it is. */
  private replace(matrix: Matrix): void {
    const top = this.grid.top;
    const topRow = this.painter.row(top.line)?.key;
    this.matrix = matrix;
    this.show();
    const line = topRow === undefined ? undefined : this.lineOf(topRow);
    if (line !== undefined) this.grid.putOnTop(line, top.above);
  }

  private arrange(part: Partial<Arrangement>): void {
    this.kept = { ...this.kept, arrangement: { ...this.kept.arrangement, ...part } };
    this.show();
  }

  /** Arranges and shows everything anew. The active cell stays the same as long as it is shown. */
  private show(): void {
    const { place } = this;
    const { arrangement } = this.kept;
    this.layout = arrange(this.matrix, arrangement);
    this.look();
    this.painter = this.newPainter();
    this.grid.show(this.painter, this.kept.widths, this.placeOf(place));
    this.showParts();
    this.askDetails();
    this.keepSoon();
  }

  private showParts(): void {
    const { arrangement, open } = this.kept;
    this.toolbar.show(this.matrix, arrangement, open, this.compared);
    this.filters.element.hidden = !open.filters;
    if (open.filters) this.filters.show(this.matrix, arrangement.criteria);
    this.details.element.hidden = !open.details;
    this.summary.element.hidden = !this.isLoaded;
    this.summary.show(this.matrix, countLayout(this.matrix, this.layout), arrangement.criteria.kinds);
    this.showHits();
    this.showEmpty();
    this.showNotice();
  }

  /** What the panel has to say, and why nothing of some files is shown. */
  private showNotice(): void {
    const problems = this.matrix.sources.flatMap(({ name, problem }) =>
      problem === undefined ? [] : [`${shortened(name)}: ${shortened(problem)}`],
    );
    const text = [this.told, ...problems].filter(Boolean).join(' ');
    this.notices.textContent = text;
    this.notices.hidden = text === '';
  }

  private showEmpty(): void {
    const isEmpty = this.layout.rows.length === 0;
    this.grid.element.hidden = isEmpty;
    this.empty.show(isEmpty, this.isLoaded, this.matrix.rows.length > 0);
  }

  /** Paints the cells anew. */
  private paint(): void {
    this.painter = this.newPainter();
    this.grid.show(this.painter, this.kept.widths);
  }

  private look(): void {
    this.hits = find(this.matrix, this.layout, this.kept.find, (name) => this.labels.group(name));
    this.hit = Math.min(this.hit, this.hits.count - 1);
  }

  private find(text: string): void {
    this.kept = { ...this.kept, find: text };
    this.hit = -1;
    this.look();
    this.paint();
    if (this.hits.count > 0) {
      this.hit = this.hits.from(this.searchedFrom);
      this.grid.go(this.hits.at(this.hit), { focus: false });
      this.askDetails();
    }
    this.showHits();
    this.keepSoon();
  }

  private goToHit(direction: 1 | -1): void {
    const { count } = this.hits;
    if (count === 0) return;
    this.hit = this.hit < 0 ? this.hits.from(this.grid.place) : (this.hit + direction + count) % count;
    this.grid.go(this.hits.at(this.hit), { focus: !this.finder.element.contains(document.activeElement) });
    this.showHits();
    this.moved();
  }

  private showHits(): void {
    this.finder.show(this.kept.find, this.hits.count, this.hit);
  }

  private moved(): void {
    this.askDetails();
    this.keepSoon();
  }

  private activate(place: Place): void {
    const { grouping, collapsed, order } = this.kept.arrangement;
    const group = this.painter.group(place.line);
    if (group !== undefined && grouping !== 'none') {
      const others = collapsed.filter((name) => name !== group.name);
      this.arrange({ collapsed: group.isCollapsed ? others : [...others, group.name] });
    } else if (place.line === 1) {
      const column = this.painter.column(place.column)!.key;
      const isSorted = order.by === 'column' && order.column === column;
      this.arrange({ order: isSorted ? { by: 'newest' } : { by: 'column', column } });
    } else if (place.line >= HEAD_LINES) this.openSource(place);
  }

  private openSource(place: Place): void {
    const row = this.painter.row(place.line)?.key ?? '';
    const column = this.painter.column(place.column)?.key ?? '';
    if (row !== '' || column !== '') this.host.post({ type: 'open', row, column });
  }

  private resize(column: number, width: number | undefined): void {
    const key = column < HEAD_COLUMNS ? '' : this.painter.column(column)!.key;
    const { [key]: _, ...others } = this.kept.widths;
    this.kept = { ...this.kept, widths: width === undefined ? others : { ...others, [key]: width } };
    this.paint();
    if (width !== undefined) this.live.textContent = fill(this.texts.width, width);
    this.keepSoon();
  }

  private open(part: Partial<Kept['open']>): void {
    this.kept = { ...this.kept, open: { ...this.kept.open, ...part } };
    this.showParts();
    this.askDetails();
    this.keepSoon();
  }

  private toggleKind(kind: string): void {
    const { criteria } = this.kept.arrangement;
    const others = criteria.kinds.filter((one) => one !== kind);
    this.arrange({
      criteria: { ...criteria, kinds: others.length < criteria.kinds.length ? others : [...others, kind] },
    });
  }

  private goToRow(key: string): void {
    const line = this.lineOf(key);
    // It may be in a group that is closed.
    if (line === undefined) this.arrange({ collapsed: [] });
    const there = line ?? this.lineOf(key);
    if (there === undefined) return;
    this.grid.go({ line: there, column: 0 });
    this.moved();
  }

  private lineOf(key: string): number | undefined {
    const index = this.layout.lines.findIndex((line) => 'row' in line && this.matrix.rows[line.row]!.key === key);
    return index < 0 ? undefined : index + HEAD_LINES;
  }

  private placeOf({ row, line, column }: KeptPlace): Place | undefined {
    const there = row === '' ? line : this.lineOf(row);
    if (there === undefined) return undefined;
    const index = this.layout.columns.findIndex((one) => this.matrix.columns[one]!.key === column);
    return { line: there, column: index + HEAD_COLUMNS };
  }

  private restore(): void {
    const { active, scroll } = this.kept;
    const place = this.placeOf(active);
    this.grid.setActive(place ?? { line: HEAD_LINES, column: 0 });
    this.grid.scrollTo(scroll.left, scroll.top);
    this.askDetails();
  }

  private selection(): Selection {
    const { rows, columns } = this.layout;
    return {
      rows: rows.map((row) => this.matrix.rows[row]!.key),
      columns: columns.map((column) => this.matrix.columns[column]!.key),
    };
  }

  private askDetails(): void {
    clearTimeout(this.detailsTimer);
    if (!this.kept.open.details || !this.isLoaded) return;
    this.detailsTimer = setTimeout(() => {
      const { row, column } = this.place;
      const question = ++this.question;
      if (row === '' && column === '') this.details.show(null, '');
      else this.host.post({ type: 'details', question, row, column });
    }, DETAILS_MS);
  }

  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    if (this.isLoaded) this.keepTimer = setTimeout(() => this.keep(), KEEP_MS);
  }

  private keep(): void {
    this.kept = { ...this.kept, active: this.place, scroll: this.grid.scroll };
    this.host.keep(this.kept);
  }

  private onKey(event: KeyboardEvent): void {
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.key === 'F3') this.goToHit(event.shiftKey ? -1 : 1);
    else if (ctrl && !event.altKey && event.key.toLowerCase() === 'f') this.finder.input.select();
    else return;
    event.preventDefault();
  }
}
