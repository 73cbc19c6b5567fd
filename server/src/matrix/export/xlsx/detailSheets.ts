/** The sheets with a line for each statement, and for each change. */
import { FINGERPRINT_HEAD, fingerprintOf, lineValues } from '../../../exchange/apply/exported';
import type { Cell, SourcedStatement } from '../../cell';
import type { Column } from '../../columns';
import type { Statement } from '../../digest';
import type { Verdict } from '../../compare/verdicts';
import type { Row } from '../../row';
import { cellsOf, type View } from '../../view';
import { dayOf, marksOf, TEXTS, type Translate } from '../texts';
import { listSheet, type ListColumn, type ListSheet } from './listSheet';
import { DATE, lookOf, stateRules, TEXT, WRAPPED } from './look';

/** A statement as a line. */
interface DetailLine {
  readonly row: Row;
  readonly column: Column;
  readonly cell: Cell;
  readonly said: SourcedStatement;
  readonly isDropped: boolean;
}

/** Within a patch, equal statements are one object. */
const fingerprints = new WeakMap<Statement, string>();

function fingerprint(statement: Statement): string {
  let known = fingerprints.get(statement);
  if (known === undefined) {
    const { word, date, restart, restrictions, comments } = statement;
    known = fingerprintOf(lineValues({ state: word, date, restart, restrictions, comments }));
    fingerprints.set(statement, known);
  }
  return known;
}

/** The sheet with a line for each statement that holds, of the owner, or that the latest edition does not list any more. */
export function detailsSheet(view: View, choices: string, translate: Translate): ListSheet {
  const { matrix } = view;
  const name = translate(TEXTS.sheetDetails);
  const yesNo = (value: boolean | null): string => (value === null ? '' : translate(TEXTS[value ? 'yes' : 'no']));
  const marks = ({ cell, isDropped }: DetailLine): string => {
    const all = marksOf({ ...cell, statements: isDropped ? [] : cell.statements }, matrix.sources, translate);
    const restriction = translate(TEXTS.restriction, '');
    const own = all.filter((mark) => !mark.startsWith(restriction));
    return [...(cell.conflict ? [translate(TEXTS.conflict)] : []), ...own].join('; ');
  };
  const columns: ListColumn<DetailLine>[] = [
    text('patch', 16, ({ row }) => row.id),
    text('vendor', 16, ({ row }) => row.vendor),
    text('product', 24, ({ column }) => column.product),
    text('version', 12, ({ column }) => column.version),
    text('platform', 20, ({ column }) => column.platform),
    { ...text('state', 18, ({ said }) => said.statement.word), look: ({ cell }) => lookOf(cell) },
    {
      ...text('date', 12, () => ''),
      value: ({
        said: {
          statement: { date },
        },
      }) => (date === '' ? '' : { day: dayOf(date) }),
      style: DATE,
    },
    text('restartNeeded', 10, ({ said }) => yesNo(said.statement.restart)),
    wrapped('restrictionHead', ({ said }) => said.statement.restrictions.join('\n')),
    wrapped('comment', ({ said }) => said.statement.comments.join('\n')),
    text('supplier', 20, ({ column }) => column.supplier),
    text('file', 28, ({ said }) => matrix.sources[said.source]!.name),
    wrapped('mark', marks),
    {
      head: FINGERPRINT_HEAD,
      width: 'hidden',
      value: ({ said: { statement } }) => fingerprint(statement),
      style: TEXT,
    },
  ];
  return listSheet(name, columns, detailLines(view), {
    extras: (toRow) => {
      const range = { fromRow: 2, toRow: Math.max(toRow, 2), fromColumn: 5, toColumn: 5 };
      return {
        conditional: { range, rules: stateRules(matrix.vocabulary, translate) },
        choices: [{ range, source: choices, message: translate(TEXTS.chooseState) }],
      };
    },
  });

  function text(key: keyof typeof TEXTS, width: number, value: (line: DetailLine) => string): ListColumn<DetailLine> {
    return { head: translate(TEXTS[key]), width, value, style: TEXT };
  }
  function wrapped(key: keyof typeof TEXTS, value: (line: DetailLine) => string): ListColumn<DetailLine> {
    return { head: translate(TEXTS[key]), width: 40, value, style: WRAPPED };
  }
}

function* detailLines(view: View): Generator<DetailLine, void, undefined> {
  for (const row of view.rows) {
    for (const [index, cell] of cellsOf(row, view).entries()) {
      if (cell === undefined) continue;
      const line = { row, column: view.columns[index]!, cell };
      for (const said of cell.statements) yield { ...line, said, isDropped: false };
      for (const said of cell.owner) yield { ...line, said, isDropped: false };
      for (const said of cell.dropped) yield { ...line, said, isDropped: true };
    }
  }
}

/** A changed cell as a line. */
interface ChangeLine {
  readonly row: Row;
  readonly column: Column;
  readonly cell: Cell;
}

const VERDICTS: Readonly<Record<Verdict, keyof typeof TEXTS>> = {
  expected: 'expected',
  'not in the model': 'notInModel',
  withdrawn: 'withdrawn',
  lost: 'lost',
  retired: 'retired',
  unknown: 'unknownStep',
};

/** When comparing: the sheet with a line for each changed cell: what was, what is, and what to think of it. */
export function changesSheet(view: View, translate: Translate): ListSheet {
  const column = (
    head: string,
    width: number,
    value: (line: ChangeLine) => string,
    style = TEXT,
  ): ListColumn<ChangeLine> => {
    return { head, width, value, style };
  };
  const words = (list: readonly string[]): string => [...new Set(list)].join(' / ') || '–';
  const columns = [
    column(translate(TEXTS.vendor), 16, ({ row }) => row.vendor),
    column(translate(TEXTS.patch), 16, ({ row }) => row.id),
    column(translate(TEXTS.supplier), 20, ({ column: { supplier } }) => supplier),
    column(translate(TEXTS.product), 24, ({ column: { product } }) => product),
    column(translate(TEXTS.version), 12, ({ column: { version } }) => version),
    column(translate(TEXTS.platform), 20, ({ column: { platform } }) => platform),
    column(translate(TEXTS.stateBefore), 18, ({ cell }) => words(cell.change!.before.map(({ word }) => word))),
    column(translate(TEXTS.stateNow), 18, ({ cell }) => words(cell.statements.map(({ statement }) => statement.word))),
    column(translate(TEXTS.verdict), 28, ({ cell }) => translate(TEXTS[VERDICTS[cell.change!.verdict]])),
    column(translate(TEXTS.mark), 40, ({ cell }) => marksOf(cell, view.matrix.sources, translate).join('; '), WRAPPED),
  ];
  return listSheet(translate(TEXTS.sheetChanges), columns, changeLines(view));
}

function* changeLines(view: View): Generator<ChangeLine, void, undefined> {
  for (const row of view.rows) {
    for (const [index, cell] of cellsOf(row, view).entries()) {
      if (cell != null && cell.change !== null) yield { row, column: view.columns[index]!, cell };
    }
  }
}
