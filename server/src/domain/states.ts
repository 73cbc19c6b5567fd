/** The patch lifecycle: which state can follow which. States: the report's Table 1; transitions: the profile's. */
import type { Profile, State } from './profile';
import type { StateId } from './roles';

/** The states that can directly follow a state, in the profile's order. */
export function nextStates(profile: Profile, from: StateId): State[] {
  const ids = profile.transitions[from] ?? [];
  return profile.states.filter(({ id }) => ids.includes(id));
}

/** Whether a state can directly follow another. Every state can follow itself. */
export function mayFollow(profile: Profile, from: StateId, to: StateId): boolean {
  return from === to || (profile.transitions[from] ?? []).includes(to);
}

/** A state by its id; `undefined` where the vocabulary does not have it. */
export function stateById(profile: Profile, id: StateId): State | undefined {
  return profile.states.find((state) => state.id === id);
}

/** States in which a patch can be installed. */
const INSTALLABLE: readonly StateId[] = ['approved', 'released', 'authorized', 'effective', 'installed'];

/** Whether a patch in this state can be installed. */
export function canBeInstalled(id: StateId): boolean {
  return INSTALLABLE.includes(id);
}

/** How much a state speaks against an installation. A state that the profile does not have can mean anything. */
const CAUTION: Readonly<Record<StateId, number>> = {
  'not-approved': 5,
  'not-authorized': 5,
  'in-test': 3,
  'in-internal-test': 3,
  available: 2,
  'not-applicable': 1,
  approved: 0,
  released: 0,
  authorized: 0,
  effective: 0,
  installed: 0,
};
const UNKNOWN_CAUTION = 4;

/**
 * How much a state speaks against an installation: where it is unknown which of two holds, the one with the higher number is
 * shown. @param id `null` for a state that the profile does not have
 */
export function cautionOf(id: StateId | null): number {
  return id === null ? UNKNOWN_CAUTION : CAUTION[id];
}

/** States in which a patch must not be installed. */
const REFUSED: readonly StateId[] = ['not-approved', 'not-authorized', 'not-applicable'];

/**
 * How a state follows another one from one edition of a file to the next (designed by this project). Editions are weeks
 * apart, so a patch may have passed several states of the model between them. Those need not be published, except a refusal:
 * readers who acted on the previous edition must learn of it.
 * - `step`: the same state, or one transition of the model;
 * - `skips`: several transitions, over states (`over`) that need not be published;
 * - `conceals`: the model reaches the state only over a refusal (among `over`) that no edition has published;
 * - `none`: the model does not reach the state at all.
 */
export type StateTransition =
  { readonly kind: 'step' | 'none' } | { readonly kind: 'skips' | 'conceals'; readonly over: readonly State[] };

/** The transition from the state in one edition to that in the next. */
export function stateTransition(profile: Profile, from: StateId, to: StateId): StateTransition {
  if (mayFollow(profile, from, to)) return { kind: 'step' };
  const over = statesBetween(profile, from, to, (id) => !REFUSED.includes(id));
  if (over !== null) return { kind: 'skips', over };
  const hidden = statesBetween(profile, from, to, () => true);
  return hidden === null ? { kind: 'none' } : { kind: 'conceals', over: hidden };
}

/**
 * Whether a patch could be installed by one edition, and by the next one cannot any more: it is refused, or back in a state
 * that the model does not lead to (its own test by the asset owner, after the approval, is no withdrawal).
 */
export function isWithdrawn(profile: Profile, from: StateId, to: StateId): boolean {
  if (!canBeInstalled(from)) return false;
  if (canBeInstalled(to)) {
    // An asset owner who goes back from effective to authorized still allows the installation.
    const isOwners = stateById(profile, to)?.party === 'asset-owner';
    return !isOwners && stateTransition(profile, from, to).kind === 'conceals';
  }
  return REFUSED.includes(to) || stateTransition(profile, from, to).kind !== 'step';
}

/**
 * States that record a decision of the asset owner: that a patch is tested at the site, and that it may be installed there. No
 * edition of the owner's own file can leave them out, however many weeks lie between two of them.
 */
const DECISIONS: readonly StateId[] = ['in-internal-test', 'authorized'];

/** The states of the asset owner that a change of state has skipped, although each of them must be recorded. */
export function skippedDecisions(profile: Profile, from: StateId, to: StateId): readonly State[] {
  const found = stateTransition(profile, from, to);
  if (found.kind !== 'skips' || stateById(profile, to)?.party !== 'asset-owner') return [];
  const mayPass = (id: StateId): boolean => !REFUSED.includes(id) && !DECISIONS.includes(id);
  if (statesBetween(profile, from, to, mayPass) !== null) return [];
  return found.over.filter(({ id }) => DECISIONS.includes(id));
}

/** The refusals among states. */
export function refusalsIn(states: readonly State[]): State[] {
  return states.filter(({ id }) => REFUSED.includes(id));
}

/** The states on the shortest path between two states, passing only states that `mayPass` allows; `null` where there is none. */
function statesBetween(
  profile: Profile,
  from: StateId,
  to: StateId,
  mayPass: (id: StateId) => boolean,
): readonly State[] | null {
  const paths = new Map<StateId, readonly State[]>([[from, []]]);
  // The loop also visits what it adds to the map, so it is a breadth-first search.
  for (const [id, over] of paths) {
    for (const next of nextStates(profile, id)) {
      if (next.id === to) return over;
      if (!paths.has(next.id) && mayPass(next.id)) paths.set(next.id, [...over, next]);
    }
  }
  return null;
}
