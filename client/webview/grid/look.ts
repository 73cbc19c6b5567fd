/** Colour classes and symbols of cells. States differ by symbol and text; colours are an addition. */
import type { MatrixContent, MatrixStatement } from '../../../server/src/lsp/protocol/index';
import {
  CONFLICT,
  CONTRADICTORY,
  DOUBT,
  DROPPED,
  HOLE,
  isWithdrawn,
  RETIRED,
  WITHDRAWN,
  type Kind,
} from '../model/kinds';
import type { Matrix } from '../model/matrix';

/** The class for the colour, and the symbol. */
export interface Look {
  readonly tone: string;
  readonly symbol: string;
}

/** The colour classes of states, by id. */
const TONES: ReadonlyMap<string, string> = new Map([
  ['approved', 'good'],
  ['released', 'good'],
  ['authorized', 'good'],
  ['effective', 'good'],
  ['installed', 'good'],
  ['not-approved', 'bad'],
  ['not-authorized', 'bad'],
  ['in-test', 'work'],
  ['in-internal-test', 'work'],
  ['available', 'open'],
  ['not-applicable', 'none'],
]);

/** Of a state that the profile does not have. */
const OTHER: Look = { tone: 'other', symbol: '*' };

const DROPPED_SYMBOL = '∅';

const KINDS: ReadonlyMap<Kind, Look> = new Map([
  [HOLE, { tone: 'hole', symbol: '·' }],
  [CONFLICT, { tone: 'conflict', symbol: '≠' }],
  [CONTRADICTORY, { tone: 'conflict', symbol: '≠' }],
  [DOUBT, { tone: 'doubt', symbol: '?' }],
  [WITHDRAWN, { tone: 'bad', symbol: '▼' }],
  [DROPPED, { tone: 'bad', symbol: DROPPED_SYMBOL }],
  [RETIRED, { tone: 'retired', symbol: '»' }],
]);

/** Asks for a symbol in the style of text, not for an emoji. */
export const TEXT_STYLE = '\uFE0E';
const RESTRICTED_SYMBOL = `⚠${TEXT_STYLE}`;
const RESTART_SYMBOL = '↻';
const COMMENT_SYMBOL = '✎';

/** The symbols of what a cell has besides its state. */
export const CAUTION_SYMBOLS = {
  restricted: RESTRICTED_SYMBOL,
  restart: RESTART_SYMBOL,
  comment: COMMENT_SYMBOL,
} as const;

/** Before a fact about which suppliers contradict each other. */
export const CONFLICT_SYMBOL = '≠';

/** The look of a state. @param state its id; `null`: not in the profile */
export function lookOfState({ states }: Matrix, state: string | null): Look {
  const known = states.find(({ id }) => id === state);
  return known === undefined ? OTHER : { tone: TONES.get(known.id) ?? OTHER.tone, symbol: known.symbol };
}

/** The look of a kind of cells. */
export function lookOfKind(matrix: Matrix, kind: Kind): Look {
  return KINDS.get(kind) ?? lookOfState(matrix, kind);
}

const looks = new WeakMap<MatrixContent, { readonly states: Matrix['states']; readonly look: Look }>();

/** The look of a cell. What must be known with a state is part of the symbol, so that narrow columns show it too. */
export function lookOf(matrix: Matrix, content: MatrixContent): Look {
  const known = looks.get(content);
  if (known?.states === matrix.states) return known.look;
  const look = newLook(matrix, content);
  looks.set(content, { states: matrix.states, look });
  return look;
}

function newLook(matrix: Matrix, content: MatrixContent): Look {
  const { tone, symbol } = plainLook(matrix, content);
  const withdrawn = isWithdrawn(content);
  const symbols = [
    withdrawn && lookOfKind(matrix, WITHDRAWN).symbol,
    content.doubt && lookOfKind(matrix, DOUBT).symbol,
    // That it is not listed any more is how it was withdrawn.
    !(withdrawn && isEmpty(content)) && symbol,
    isRestricted(content) && RESTRICTED_SYMBOL,
  ];
  return { tone: toneOf(tone, content), symbol: symbols.filter(Boolean).join('') };
}

function plainLook(matrix: Matrix, content: MatrixContent): Look {
  const { statements, conflict, dropped = [], retired } = content;
  if (conflict) return lookOfKind(matrix, CONFLICT);
  const [first] = statements;
  if (first !== undefined) return lookOfState(matrix, first.state);
  if (retired) return lookOfKind(matrix, RETIRED);
  if (dropped.length > 0) return lookOfKind(matrix, DROPPED);
  return lookOfKind(matrix, HOLE);
}

/** A state that does not hold without reserve must not look like a result. */
function toneOf(tone: string, content: MatrixContent): string {
  const { doubt, conflict } = content;
  const isBad = tone === 'bad' || isWithdrawn(content);
  if (doubt) return isBad ? 'bad doubtful' : 'doubt';
  if (isBad) return 'bad';
  if (conflict) return tone;
  return tone === 'good' && isRestricted(content) ? 'limited' : tone;
}

function isEmpty({ statements }: MatrixContent): boolean {
  return statements.length === 0;
}

function isRestricted({ statements }: MatrixContent): boolean {
  return statements.some(({ restrictions }) => restrictions.length > 0);
}

/** The symbols of what a cell has besides its state. */
export function extrasOf({ statements, dropped = [] }: MatrixContent): string {
  const has = (test: (statement: MatrixStatement) => boolean): boolean => statements.some(test);
  return [
    has(({ restart }) => restart === true) && RESTART_SYMBOL,
    has(({ comments }) => comments.length > 0) && COMMENT_SYMBOL,
    statements.length > 0 && dropped.length > 0 && DROPPED_SYMBOL,
  ]
    .filter(Boolean)
    .join(' ');
}
