/** The interned contents of cells: cells with equal contents share one number. */
import type { Statement } from '../../matrix/digest';
import type { Cell, SourcedStatement } from '../../matrix/cell';
import type { MatrixContent, MatrixStatement } from '../protocol';

/** Numbers by restart: not stated, no, yes. */
type NumbersByRestart = (number | undefined)[];

/**
 * Numbers the contents of one vocabulary, from 1. There are millions of cells, and nearly all hold a single statement with
 * state, date and restart: these are looked up without building a key.
 */
export class ContentTable {
  /** Number of contents. */
  size = 0;
  /** Length in UTF-16 units, as JSON, of the contents that {@link takeNew} will return. */
  newLength = 0;
  private unsent: MatrixContent[] = [];
  private readonly plain = new Map<string, Map<string, NumbersByRestart>>();
  private readonly others = new Map<string, number>();
  /** The versions of a product share a cell and are mostly adjacent columns. */
  private last: { readonly cell: Cell; readonly number: number } | null = null;

  /** The number of the content of a cell; a new content is added. */
  numberOf(cell: Cell): number {
    if (this.last?.cell === cell) return this.last.number;
    const only = onlyStatement(cell);
    const number = only === null ? this.numberOfOther(cell) : this.numberOfPlain(only, cell);
    this.last = { cell, number };
    return number;
  }

  /** The contents added since the last call, in the order of their numbers. */
  takeNew(): MatrixContent[] {
    const added = this.unsent;
    this.unsent = [];
    this.newLength = 0;
    return added;
  }

  private numberOfPlain({ word, date, restart }: Statement, cell: Cell): number {
    let byDate = this.plain.get(word);
    if (byDate === undefined) this.plain.set(word, (byDate = new Map<string, NumbersByRestart>()));
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
    this.unsent.push(content);
    this.newLength += JSON.stringify(content).length;
    return ++this.size;
  }
}

/**
 * The statement of a cell that has nothing but this one, without restrictions and comments; else `null`. Its state needs no key:
 * it follows from the word in one vocabulary.
 */
function onlyStatement({ statements, change, dropped, owner, doubt, withdrawal }: Cell): Statement | null {
  if (statements.length !== 1 || change !== null) return null;
  if (dropped.length > 0 || owner.length > 0 || doubt || withdrawal !== null) return null;
  const { statement } = statements[0]!;
  return statement.restrictions.length === 0 && statement.comments.length === 0 ? statement : null;
}

function contentOf({
  statements,
  conflict,
  change,
  dropped,
  isRetired,
  owner,
  doubt,
  withdrawal,
}: Cell): MatrixContent {
  const several = statements.length > 1;
  return {
    statements: statements.map((sourced) => statementOf(sourced, several)),
    conflict,
    ...(doubt && { doubt }),
    ...(withdrawal !== null && { withdrawn: true }),
    ...(dropped.length > 0 && { dropped: dropped.map((sourced) => statementOf(sourced, true)) }),
    ...(isRetired && { retired: true }),
    ...(owner.length > 0 && { owner: owner.map((sourced) => statementOf(sourced, true)) }),
    ...(change !== null && {
      change: {
        before: change.before.map(({ known, word }) => ({ state: known?.id ?? null, word })),
        verdict: change.verdict,
      },
    }),
  };
}

function statementOf({ statement, source }: SourcedStatement, withSource: boolean): MatrixStatement {
  const { word, known, date, restart, restrictions, comments } = statement;
  return { state: known?.id ?? null, word, date, restart, restrictions, comments, ...(withSource && { source }) };
}
