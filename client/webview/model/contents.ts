/** What a content is called where cells are counted, filtered and sorted. */
import type { MatrixContent } from '../../../server/src/lsp/protocol';
import type { Matrix } from './matrix';

/** A kind of cell: the id of a state, a word that is none, {@link HOLE}, {@link CONFLICT}. */
export type Kind = string;

/** Kinds that no state's id can be. */
export const HOLE: Kind = '(hole)';
export const CONFLICT: Kind = '(conflict)';
const WORD = '=';

/** The kinds of a content: one for each different statement, or that it is a hole; and that it is a contradiction. */
export function kindsOf({ statements, conflict }: MatrixContent): readonly Kind[] {
  if (statements.length === 0) return [HOLE];
  const said = new Set(statements.map(({ state, word }) => state ?? WORD + word));
  return conflict ? [...said, CONFLICT] : [...said];
}

/** The state's word for a kind that is one; `undefined` for holes and contradictions. */
function wordOf(matrix: Matrix, kind: Kind): string | undefined {
  if (kind.startsWith(WORD)) return kind.slice(WORD.length);
  return matrix.states.find(({ id }) => id === kind)?.value;
}

/** All kinds of cells that there are: states in the profile's order, other words, contradictions, holes. */
export function allKinds(matrix: Matrix): readonly Kind[] {
  const there = new Set(matrix.contents.flatMap(kindsOf));
  const states = matrix.states.map(({ id }) => id).filter((id) => there.has(id));
  const words = [...there].filter((kind) => kind.startsWith(WORD)).sort();
  return [...states, ...words, ...(there.has(CONFLICT) ? [CONFLICT] : []), HOLE];
}

/** Asks something of each content once. */
export function byContent<Answer>(
  { contents }: Matrix,
  ask: (content: MatrixContent, number: number) => Answer,
): readonly Answer[] {
  return contents.map(ask);
}

/** How people call a kind of cells. */
export function kindName(
  matrix: Matrix,
  kind: Kind,
  texts: { readonly hole: string; readonly conflict: string; readonly none: string },
): string {
  if (kind === HOLE) return texts.hole;
  if (kind === CONFLICT) return texts.conflict;
  return wordOf(matrix, kind) || texts.none;
}
