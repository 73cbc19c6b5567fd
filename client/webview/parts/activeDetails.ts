/** The details of the active cell: requested when it has not changed for a moment, and shown when the answer arrives. */
import type { MatrixDetails } from '../../../server/src/lsp/protocol/index';
import type { Headline } from '../grid/labels';
import { contentAt } from '../model/matrix';
import type { PageContext } from '../page/context';
import { keysAt } from '../view/positions';
import { Details } from './details';

/** Details are requested after the active cell has not changed for this time. */
const DELAY_MS = 60;

export class ActiveDetails {
  readonly pane: Details;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private question = 0;
  /** The question whose answer is shown; {@link question} is the last one. */
  private answered = 0;

  constructor(private readonly page: PageContext) {
    this.pane = new Details(page.labels.texts, (part) =>
      page.post({ type: 'openPart', question: this.answered, part }),
    );
  }

  /** Asks for the details of the active cell. @param isOpen whether they can be seen; otherwise nothing is asked */
  askSoon(isOpen: boolean): void {
    clearTimeout(this.timer);
    if (!isOpen) return;
    this.timer = setTimeout(() => {
      const { page } = this;
      const keys = keysAt(page.painter(), page.grid.place);
      const question = ++this.question;
      if (keys.row === '' && keys.column === '') this.pane.show(null, '', []);
      else page.post({ type: 'details', question, ...keys });
    }, DELAY_MS);
  }

  /** Receives the answer to a request; one to an older request is dropped. */
  show(question: number, details: MatrixDetails | null): void {
    if (question !== this.question) return;
    this.answered = question;
    const { remarks, headline } = this.facts();
    this.pane.show(details, this.page.grid.activeLabel, remarks, headline);
  }

  /** What must be known with the state of the active cell, or about the active patch; and the state, if it is a cell of a product. */
  private facts(): { readonly remarks: readonly string[]; readonly headline?: Headline } {
    const { labels, grid } = this.page;
    const painter = this.page.painter();
    const { matrix } = painter.scene;
    const { line, column } = grid.place;
    const [row, info] = [painter.row(line), painter.column(column)];
    if (row === undefined) return { remarks: [] };
    if (info === undefined) return { remarks: labels.rowRemarks(row, matrix) };
    const content = contentAt(matrix, row, info);
    return { remarks: labels.remarks(content, matrix), headline: labels.headline(row, info, content, matrix) };
  }
}
