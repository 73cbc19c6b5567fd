/** Classifies the changes from one edition to the next. */
import { canBeInstalled, isWithdrawn, stateTransition } from '../../domain/states';
import type { Vocabulary } from '../../domain/vocabulary';

/**
 * The class of a change of state.
 * - `expected`: the state model allows it, directly or through states that need not be published, or it is the first statement
 *   about a product;
 * - `not in the model`: the state model does not allow it;
 * - `withdrawn`: a patch that could be installed cannot be any more (not approved, back in test, contradictory, or not listed
 *   any more), or was refused between the editions;
 * - `lost`: a statement that did not allow the installation is not listed any more;
 * - `retired`: not listed any more, but a patch that replaces it is listed for the product and not refused;
 * - `unknown`: a state that the profile does not have, or several states at once.
 */
export type Verdict = 'expected' | 'not in the model' | 'withdrawn' | 'lost' | 'retired' | 'unknown';

/** Whether readers of the newer edition must not trust what they have installed. */
export function isRegression(verdict: Verdict): boolean {
  return verdict === 'withdrawn';
}

/**
 * The verdict on a change of state; `null` where the state is unchanged.
 * @param before the states of the older edition as written, sorted and without duplicates; empty where it has no statement
 * @param after those of the newer edition
 */
export function stateVerdict(
  before: readonly string[],
  after: readonly string[],
  vocabulary: Vocabulary,
): Verdict | null {
  if (before.length === after.length && before.every((word, index) => word === after[index])) return null;
  if (before.length === 0) return 'expected';
  const couldBe = areInstallable(before, vocabulary);
  if (after.length === 0) return couldBe ? 'withdrawn' : 'lost';
  const [from, to] = [idOf(before, vocabulary), idOf(after, vocabulary)];
  if (from !== null && to !== null) {
    if (isWithdrawn(vocabulary.profile, from, to)) return 'withdrawn';
    const { kind } = stateTransition(vocabulary.profile, from, to);
    return kind === 'none' || kind === 'conceals' ? 'not in the model' : 'expected';
  }
  return couldBe && !areInstallable(after, vocabulary) ? 'withdrawn' : 'unknown';
}

function areInstallable(words: readonly string[], vocabulary: Vocabulary): boolean {
  return words.every((word) => {
    const state = vocabulary.state(word);
    return state !== undefined && canBeInstalled(state.id);
  });
}

/** The id of the only state; `null` where there are several, or the profile does not have it. */
function idOf([word, ...others]: readonly string[], vocabulary: Vocabulary) {
  return others.length > 0 ? null : (vocabulary.state(word!)?.id ?? null);
}
