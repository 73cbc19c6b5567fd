/** The states to choose from when a cell is written. */
import type { MatrixState } from '../../../server/src/lsp/protocol/index';

/** The states in the order in which they are offered. */
export interface OfferedStates {
  readonly states: readonly MatrixState[];
  /** How many of them are the cell's own state or can follow it. The others come last. */
  readonly likely: number;
}

/**
 * All states: the cell's own one, those that can follow it, the others.
 * @param current id of the cell's state; `null`: it has none, or one that the profile does not have
 */
export function offeredStates(all: readonly MatrixState[], current: string | null): OfferedStates {
  const own = all.filter(({ id }) => id === current);
  const next = own.flatMap((state) => state.next ?? []);
  const following = all.filter(({ id }) => id !== current && next.includes(id));
  const others = all.filter((state) => !own.includes(state) && !following.includes(state));
  return { states: [...own, ...following, ...others], likely: own.length + following.length };
}

/**
 * The states of which a word begins with a text, the best match first: names as in files before synonyms, names that begin so
 * before other words, states that can follow before others. Who types "ap" for Approved must not get Not Applicable.
 */
export function matchingStates(all: readonly MatrixState[], current: string | null, typed: string): OfferedStates {
  const offered = offeredStates(all, current);
  const wanted = folded(typed);
  if (wanted === '') return offered;
  const ranked = offered.states
    .map((state, index) => ({
      state,
      rank: rankOf(state, wanted),
      isNext: index < offered.likely && state.id !== current,
    }))
    .filter(({ rank }) => rank < NO_MATCH);
  ranked.sort((a, b) => a.rank - b.rank || Number(b.isNext) - Number(a.isNext));
  return { states: ranked.map(({ state }) => state), likely: ranked.length };
}

/** The state that a text names as in files, by its id or by a synonym, in any case; `undefined`: none. */
export function stateNamed(all: readonly MatrixState[], text: string): MatrixState | undefined {
  const wanted = folded(text);
  return all.find(({ value, id, synonyms = [] }) => [value, id, ...synonyms].some((name) => folded(name) === wanted));
}

const NO_MATCH = 4;

function rankOf({ value, synonyms = [] }: MatrixState, wanted: string): number {
  const begins = (name: string): boolean => folded(name).startsWith(wanted);
  const hasWord = (name: string): boolean => folded(name).includes(` ${wanted}`);
  if (begins(value)) return 0;
  if (synonyms.some(begins)) return 1;
  return hasWord(value) ? 2 : synonyms.some(hasWord) ? 3 : NO_MATCH;
}

/** A name without regard to case, composed or decomposed characters and whitespace. */
function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
