/** The kinds of cells, for counting, filtering and sorting. */
import type { MatrixContent } from '../../../server/src/lsp/protocol';
import { usedContents, type Matrix, type Row } from './matrix';
import type { TextKey, Texts } from '../texts';

/** A kind of cell: the id of a state, a word that is not a state of the profile, or one of the constants below. */
export type Kind = string;

/** Kinds that differ from the ids of all states. */
export const HOLE: Kind = '(hole)';
export const CONFLICT: Kind = '(conflict)';
export const DOUBT: Kind = '(doubt)';
export const WITHDRAWN: Kind = '(withdrawn)';
/** Only an earlier edition has a statement. */
export const DROPPED: Kind = '(dropped)';
/** Like {@link DROPPED}, but nothing is missing: a patch that replaces this one is listed. */
export const RETIRED: Kind = '(retired)';
/** A kind of rows, not of cells: suppliers contradict each other about the patch. */
export const CONTRADICTORY: Kind = '(contradictory)';
/** The id of the state before any test. */
export const UNTESTED: Kind = 'available';
const WORD_PREFIX = '=';

/** The kinds that call for attention, the most urgent first. */
export const WARNINGS: readonly Kind[] = [WITHDRAWN, DROPPED, DOUBT, CONFLICT, CONTRADICTORY];

const NAMES: ReadonlyMap<Kind, TextKey> = new Map([
  [WITHDRAWN, 'withdrawn'],
  [DROPPED, 'dropped'],
  [RETIRED, 'retired'],
  [DOUBT, 'doubt'],
  [CONFLICT, 'conflict'],
  [CONTRADICTORY, 'contradictory'],
  [HOLE, 'hole'],
]);

/** Whether an installation was allowed in the edition before, or in the one that is compared with, and is not any more. */
export function isWithdrawn({ withdrawn, change }: MatrixContent): boolean {
  return withdrawn === true || change?.verdict === 'withdrawn';
}

/** The kinds of a content: one for each different state, or {@link HOLE}; and what must be known with it. */
export function kindsOf(content: MatrixContent): readonly Kind[] {
  return kindsWith(content, content.statements);
}

/** The kinds under which a content is counted: of several states, only that which is shown. */
export function countedKindsOf(content: MatrixContent): readonly Kind[] {
  return kindsWith(content, content.statements.slice(0, 1));
}

function kindsWith(content: MatrixContent, counted: MatrixContent['statements']): readonly Kind[] {
  const { statements, conflict, doubt, dropped = [], retired } = content;
  const kinds = new Set(counted.map(({ state, word }) => state ?? WORD_PREFIX + word));
  if (isWithdrawn(content)) kinds.add(WITHDRAWN);
  if (statements.length === 0 && dropped.length > 0) kinds.add(retired ? RETIRED : DROPPED);
  if (doubt) kinds.add(DOUBT);
  if (conflict) kinds.add(CONFLICT);
  if (statements.length === 0 && dropped.length === 0) kinds.add(HOLE);
  return [...kinds];
}

/** Whether a patch is of a kind of rows. */
export function isRowOfKind({ contradictions = [] }: Row, kinds: readonly Kind[]): boolean {
  return contradictions.length > 0 && kinds.includes(CONTRADICTORY);
}

/** The word of a kind; `undefined` for those that are not states. */
function wordOf(matrix: Matrix, kind: Kind): string | undefined {
  if (kind.startsWith(WORD_PREFIX)) return kind.slice(WORD_PREFIX.length);
  return matrix.states.find(({ id }) => id === kind)?.value;
}

/**
 * All kinds in a matrix: states in the order of the profile, other words, what calls for attention, holes.
 * @param more kinds to be named even if no cell has them
 */
export function allKinds(matrix: Matrix, more: readonly Kind[] = []): readonly Kind[] {
  const present = new Set([...usedContents(matrix).flatMap(kindsOf), ...more]);
  if (matrix.rows.some((row) => isRowOfKind(row, [CONTRADICTORY]))) present.add(CONTRADICTORY);
  const states = matrix.states.map(({ id }) => id).filter((id) => present.has(id));
  const words = [...present].filter((kind) => kind.startsWith(WORD_PREFIX)).sort();
  const others = [...NAMES.keys()].filter((kind) => present.has(kind));
  return [...states, ...words, ...others];
}

/** Computes a value for each content, by its number: contents are few, cells are many. */
export function byContent<Value>(
  { contents }: Matrix,
  compute: (content: MatrixContent, number: number) => Value,
): readonly Value[] {
  return contents.map(compute);
}

/** The display name of a kind. */
export function kindName(matrix: Matrix, kind: Kind, texts: Texts): string {
  const key = NAMES.get(kind);
  if (key !== undefined) return texts[key];
  return wordOf(matrix, kind) || texts.none;
}
