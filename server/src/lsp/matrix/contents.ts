/** What stands in cells, by number: cells with the same content share one. */
import type { Statement } from '../../vpc/matrix/digest';
import type { Cell, Sourced } from '../../vpc/matrix/row';
import type { MatrixContent, MatrixStatement } from '../protocol';

/** Numbers by whether a restart is needed: not said, no, yes. */
type ByRestart = (number | undefined)[];

/**
 * The numbers of the contents of one vocabulary, from 1 on. There are millions of cells, and nearly all of them say a word
 * with its date and whether to restart: those are found without a key being put together.
 */
export class Contents {
  /** How many there are. */
  size = 0;
  /** How many letters those that are new take in a message. */
  newLetters = 0;
  private untold: MatrixContent[] = [];
  private readonly plain = new Map<string, Map<string, ByRestart>>();
  private readonly others = new Map<string, number>();
  /** The versions of a product share a cell, and mostly stand beside each other. */
  private last: { readonly cell: Cell; readonly number: number } | null = null;

  numberOf(cell: Cell): number {
    if (this.last?.cell === cell) return this.last.number;
    const only = onlyStatement(cell);
    const number = only === null ? this.numberOfOther(cell) : this.numberOfPlain(only, cell);
    this.last = { cell, number };
    return number;
  }

  /** Those that are new since this was asked last, in the order of their numbers. */
  takeNew(): MatrixContent[] {
    const told = this.untold;
    this.untold = [];
    this.newLetters = 0;
    return told;
  }

  private numberOfPlain({ word, date, restart }: Statement, cell: Cell): number {
    let byDate = this.plain.get(word);
    if (byDate === undefined) this.plain.set(word, (byDate = new Map<string, ByRestart>()));
    let numbers = byDate.get(date);
    if (numbers === undefined) byDate.set(date, (numbers = [undefined, undefined, undefined]));
    return (numbers[restart === null ? 0 : restart ? 2 : 1] ??= this.add(cell));
  }

  private numberOfOther(cell: Cell): number {
    const content = contentOf(cell);
    const key = JSON.stringify(content);
    let number = this.others.get(key);
    if (number === undefined) this.others.set(key, (number = this.add(cell)));
    return number;
  }

  private add(cell: Cell): number {
    const content = contentOf(cell);
    this.untold.push(content);
    this.newLetters += JSON.stringify(content).length;
    return ++this.size;
  }
}

/** The statement of a cell that says nothing else; what state its word is, the vocabulary says. */
function onlyStatement({ statements, change }: Cell): Statement | null {
  if (statements.length !== 1 || change !== null) return null;
  const { statement } = statements[0]!;
  return statement.restrictions.length === 0 && statement.comments.length === 0 ? statement : null;
}

function contentOf({ statements, conflict, change }: Cell): MatrixContent {
  const several = statements.length > 1;
  return {
    statements: statements.map((sourced) => statementOf(sourced, several)),
    conflict,
    ...(change !== null && {
      change: {
        before: change.before.map(({ known, word }) => ({ state: known?.id ?? null, word })),
        verdict: change.verdict,
      },
    }),
  };
}

/** @param named whether to say whose statement it is */
function statementOf({ statement, source }: Sourced, named: boolean): MatrixStatement {
  const { word, known, date, restart, restrictions, comments } = statement;
  return { state: known?.id ?? null, word, date, restart, restrictions, comments, ...(named && { source }) };
}
