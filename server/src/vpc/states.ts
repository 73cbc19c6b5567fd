/** The patch lifecycle: which state may follow which. The states are the report's Table 1, the arrows the profile's. */
import type { Profile, State } from './profile';
import type { StateId } from './roles';

/** The states that may follow a state, in the profile's order. */
export function nextStates(profile: Profile, from: StateId): State[] {
  const ids = profile.transitions[from] ?? [];
  return profile.states.filter(({ id }) => ids.includes(id));
}

/** Whether a state may directly follow another. A state that stays as it is needs no transition. */
export function mayFollow(profile: Profile, from: StateId, to: StateId): boolean {
  return from === to || (profile.transitions[from] ?? []).includes(to);
}

/** A state by its id; `undefined` where the vocabulary does without it. */
export function stateById(profile: Profile, id: StateId): State | undefined {
  return profile.states.find((state) => state.id === id);
}

/** What stands on these may be installed. */
const USABLE: readonly StateId[] = ['approved', 'released', 'authorized', 'effective', 'installed'];

/** Whether what has this state may be installed. */
export function canBeInstalled(id: StateId): boolean {
  return USABLE.includes(id);
}

/** What stands on these is not to be. */
const REFUSED: readonly StateId[] = ['not-approved', 'not-authorized', 'not-applicable'];

/**
 * How a state comes after another from one edition of a file to the next (designed by this project). Weeks lie between two
 * editions, so a patch may have passed several states of the model, and those need not be published: but for a refusal.
 * Whoever acted on what was said before has to hear of it.
 * - `step`: it stays as it is, or takes one arrow of the model;
 * - `skips`: it takes several, by way of states (`over`) that need not be published;
 * - `conceals`: the model leads there only by way of a refusal (among `over`) that no edition has said;
 * - `none`: the model does not lead there at all.
 */
export type Passage =
  { readonly kind: 'step' | 'none' } | { readonly kind: 'skips' | 'conceals'; readonly over: readonly State[] };

/** How the model leads from the state in one edition to that in the next. */
export function passage(profile: Profile, from: StateId, to: StateId): Passage {
  if (mayFollow(profile, from, to)) return { kind: 'step' };
  const over = wayBetween(profile, from, to, (id) => !REFUSED.includes(id));
  if (over !== null) return { kind: 'skips', over };
  const hidden = wayBetween(profile, from, to, () => true);
  return hidden === null ? { kind: 'none' } : { kind: 'conceals', over: hidden };
}

/** Whether what could be installed by one edition is not to be by the next, or whether that happened between them. */
export function isWithdrawn(profile: Profile, from: StateId, to: StateId): boolean {
  if (!canBeInstalled(from)) return false;
  return REFUSED.includes(to) || passage(profile, from, to).kind === 'conceals';
}

/** The refusals among states. */
export function refusalsIn(states: readonly State[]): State[] {
  return states.filter(({ id }) => REFUSED.includes(id));
}

/** The states between two others on the shortest way of those that only go by way of some; `null` where there is none. */
function wayBetween(
  profile: Profile,
  from: StateId,
  to: StateId,
  mayPass: (id: StateId) => boolean,
): readonly State[] | null {
  const ways = new Map<StateId, readonly State[]>([[from, []]]);
  // What is put into the map meanwhile is visited too: nearer states first.
  for (const [id, over] of ways) {
    for (const next of nextStates(profile, id)) {
      if (next.id === to) return over;
      if (!ways.has(next.id) && mayPass(next.id)) ways.set(next.id, [...over, next]);
    }
  }
  return null;
}
