/** The look of the cells of a workbook; the colours are those of the page (`style.ts`) in its light theme. */
import type { StateId } from '../../../domain/roles';
import { AND } from '../../../exchange/apply/shownState';
import type { CellStyle, ConditionalRule } from '../../../exchange/tables/xlsx/write/sheet';
import type { Vocabulary } from '../../../domain/vocabulary';
import type { Cell } from '../../cell';
import { TEXTS, type Translate } from '../texts';

type Paint = Required<Pick<CellStyle, 'fill' | 'color'>>;

const GOOD: Paint = { fill: 'DCF3E1', color: '0B5323' };
const BAD: Paint = { fill: 'FBDFDF', color: '8A1111' };
const WORK: Paint = { fill: 'FDF0CB', color: '664700' };
const OPEN: Paint = { fill: 'E1ECFA', color: '123F80' };
const PLAIN: Paint = { fill: 'EEF0F2', color: '474E56' };
/** The colours of a contradiction. */
export const CLASH: Paint = { fill: 'F3DCF7', color: '641272' };

const PAINTS: Readonly<Record<StateId, Paint>> = {
  available: OPEN,
  'in-test': WORK,
  'in-internal-test': WORK,
  'not-approved': BAD,
  'not-authorized': BAD,
  'not-applicable': PLAIN,
  approved: GOOD,
  released: GOOD,
  authorized: GOOD,
  effective: GOOD,
  installed: GOOD,
};

/** The colours of a state. */
export function paintOf(id: StateId): CellStyle {
  return PAINTS[id];
}

export const TITLE: CellStyle = { bold: true };
export const HEAD: CellStyle = { bold: true, fill: 'EEF1F5', border: 'thin', wrap: true, format: 'text' };
/** The words beside the heads of products. */
export const HEAD_LABEL: CellStyle = { ...HEAD, align: 'right' };
export const NOTE: CellStyle = { bold: true, color: '8A1111' };
export const TEXT: CellStyle = { isTop: true, format: 'text' };
export const WRAPPED: CellStyle = { isTop: true, wrap: true };
export const DATE: CellStyle = { isTop: true, format: 'date', align: 'left' };

const STATE: CellStyle = { border: 'thin', borderColor: 'D5DAE1', wrap: true, isTop: true };
const CLASHING: CellStyle = { ...STATE, ...CLASH, bold: true, border: 'thick', borderColor: CLASH.color };
const DOUBTFUL: CellStyle = { ...STATE, ...WORK, italic: true, border: 'thick', borderColor: WORK.color };
const GONE: CellStyle = { ...STATE, ...BAD, bold: true, border: 'thick', borderColor: BAD.color };
const CHANGED: CellStyle = { ...STATE, border: 'thick', borderColor: 'B35900' };

/** The look of a cell by what must be known with its state: it stays where a spreadsheet has no conditional colours. */
export function lookOf(cell: Cell | undefined): CellStyle {
  if (cell === undefined) return STATE;
  if (cell.conflict) return CLASHING;
  const isGone = cell.statements.length === 0 && cell.dropped.length > 0 && !cell.isRetired;
  if (isGone || cell.withdrawal !== null) return GONE;
  if (cell.doubt || cell.dropped.length > 0) return DOUBTFUL;
  return cell.change === null ? STATE : CHANGED;
}

/** The conditional colours of state cells: what weighs most first, then the states; they follow what a user enters. */
export function stateRules({ profile }: Vocabulary, translate: Translate): ConditionalRule[] {
  const mark = (key: 'conflict' | 'withdrawn' | 'dropped' | 'doubt', style: Paint): ConditionalRule => {
    return { kind: 'contains', text: `[${translate(TEXTS[key])}`, style };
  };
  const restriction = translate(TEXTS.restriction, '').trim();
  const states = [...profile.states].sort((a, b) => b.value.length - a.value.length);
  return [
    { kind: 'contains', text: AND, style: CLASH },
    mark('conflict', CLASH),
    mark('withdrawn', BAD),
    mark('dropped', BAD),
    mark('doubt', WORK),
    // An approval with a restriction is none that can be acted on at once.
    ...states
      .filter(({ id }) => PAINTS[id] !== GOOD)
      .map(({ id, value }): ConditionalRule => ({ kind: 'begins', text: value, style: PAINTS[id] })),
    { kind: 'contains', text: `[${restriction}`, style: WORK },
    ...states
      .filter(({ id }) => PAINTS[id] === GOOD)
      .map(({ id, value }): ConditionalRule => ({ kind: 'begins', text: value, style: PAINTS[id] })),
  ];
}
