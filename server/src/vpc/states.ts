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

/** Whether a state may follow another at some time, with others between or none. */
export function canReach(profile: Profile, from: StateId, to: StateId): boolean {
  const seen = new Set<StateId>([from]);
  for (const state of seen) for (const next of profile.transitions[state] ?? []) seen.add(next);
  return seen.has(to);
}
