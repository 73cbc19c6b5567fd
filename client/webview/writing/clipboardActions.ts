/** Copying, cutting and pasting the selected cells. */
import { make } from '../dom';
import { lookOf } from '../grid/look';
import { contentAt, dayOf, type Matrix } from '../model/matrix';
import { cellsIn, forEachCell, type CellSelection } from '../view/selection';
import type { GridContent } from '../view/selectionCounts';
import { changeOf, targetAt, type CellChange } from './changes';
import { blockOf, htmlOf, pastedCell, tsvOf, type ColouredCell } from './clipboard';
import { placed } from './paste';
import { MAX_CELLS, type Writing, type WritingContext } from './writing';

export class ClipboardActions {
  constructor(
    private readonly page: WritingContext,
    private readonly writing: Writing,
  ) {}

  /** Puts the selected cells on the clipboard. @returns whether cells are selected */
  copy(data: DataTransfer | null): boolean {
    const { selection } = this.page.selecting;
    if (data === null || selection.areas.length === 0) return false;
    const { labels, results } = this.page;
    const cells = cellsIn(selection);
    if (cells > MAX_CELLS) {
      results.show({ title: labels.text('tooManyCells', cells, MAX_CELLS), lines: [] });
      return true;
    }
    const block = copied(this.page.matrix(), this.page.painter(), selection);
    data.setData('text/plain', tsvOf(block.map((line) => line.map(({ text }) => text))));
    data.setData('text/html', htmlOf(block));
    this.page.say(labels.text('copiedCells', cells));
    return true;
  }

  /** Copies the selected cells and removes their statements. @returns whether cells are selected */
  cut(data: DataTransfer | null): boolean {
    if (this.page.selecting.selection.areas.length > 0 && this.writing.refuse()) return true;
    if (!this.copy(data)) return false;
    this.writing.clear(true);
    return true;
  }

  /** Writes a text into the cells. What does not fit is listed first. */
  paste(text: string): void {
    const { labels, selecting, results } = this.page;
    const painter = this.page.painter();
    const matrix = this.page.matrix();
    if (text.trim() === '' || this.writing.refuse()) return;
    const isPatch = (line: number): boolean => painter.row(line) !== undefined;
    const { cells, outside } = placed(blockOf(text), selecting.selection, isPatch, selecting.shape);
    if (cells.length === 0) return results.show({ title: labels.text('pasteNowhere'), lines: [] });
    const changes: CellChange[] = [];
    const misfits: string[] = [];
    for (const { line, column, text: one } of cells) {
      const target = targetAt(matrix, painter, line, column);
      const read = pastedCell(one, matrix.states, this.writing.usualDate);
      if (target === undefined || read.kind === 'nothing') continue;
      if (read.kind === 'value') changes.push(changeOf(target, read.value));
      else {
        const place = `${labels.patch(target.row)}, ${labels.column(target.column, matrix)}`;
        const reason = labels.text(read.kind === 'no state' ? 'isNoState' : 'isNoDate', read.text);
        misfits.push(labels.text('fact', place, reason));
      }
    }
    if (outside > 0) misfits.push(labels.text('pastedOutside', outside));
    const label = labels.text('pasteCells', changes.length);
    const write = (): void => {
      this.writing.send(label, changes);
      const { rows, columns } = painter.scene.layout;
      if (cells.length > 1 && (rows.length < matrix.rows.length || columns.length < matrix.columns.length))
        this.page.say(`${label}. ${labels.text('hiddenLeftOut')}`);
    };
    if (misfits.length === 0) return write();
    results.show({
      title: labels.text('pasteMisfits', misfits.length),
      lines: misfits,
      ...(changes.length > 0 && { goOn: { label: labels.text('pasteOthers', changes.length), run: write } }),
    });
  }
}

/** The selected cells, the areas one below another: state and day as in the files, in the colours of the theme. */
function copied(matrix: Matrix, grid: GridContent, { areas }: CellSelection): ColouredCell[][] {
  const colours = new Colours();
  const lines: ColouredCell[][] = [];
  for (const area of areas) {
    let last = -1;
    const one: CellSelection = { areas: [area], anchor: area, corner: { line: area.top, column: area.left } };
    forEachCell(
      one,
      (line) => grid.row(line) !== undefined,
      (line, column) => {
        if (line !== last) lines.push([]);
        last = line;
        const content = contentAt(matrix, grid.row(line)!, grid.column(column)!);
        const [shown] = content.statements;
        const text = shown === undefined ? '' : [shown.word, dayOf(shown.date)].filter(Boolean).join(' ');
        lines.at(-1)!.push({ text, ...colours.of(lookOf(matrix, content).tone) });
      },
    );
  }
  colours.dispose();
  return lines;
}

/** The colours of tones, as `rgb()`: spreadsheets do not know other notations. */
class Colours {
  private readonly known = new Map<string, Pick<ColouredCell, 'back' | 'fore'>>();
  private readonly probe = make('div');
  private readonly context = make('canvas').getContext('2d', { willReadFrequently: true })!;

  constructor() {
    document.body.append(this.probe);
  }

  of(tone: string): Pick<ColouredCell, 'back' | 'fore'> {
    let found = this.known.get(tone);
    if (found === undefined) {
      this.probe.className = `cell ${tone}`;
      const { backgroundColor, color } = getComputedStyle(this.probe);
      const page = getComputedStyle(document.body).backgroundColor;
      found = { back: this.mixed(page, backgroundColor), fore: this.mixed(page, backgroundColor, color) };
      this.known.set(tone, found);
    }
    return found;
  }

  dispose(): void {
    this.probe.remove();
  }

  /** The colour that layers of colours make, the lowest first. */
  private mixed(...layers: readonly string[]): string {
    for (const layer of layers) {
      this.context.fillStyle = layer;
      this.context.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = this.context.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  }
}
