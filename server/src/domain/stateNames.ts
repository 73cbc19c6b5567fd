/** States as people type them: as in files, in any case, or by a synonym of the profile. Files are not read so. */
import { nearest } from '../xml/nearest';
import { normalisedName } from './identity';
import type { State } from './profile';
import type { Vocabulary } from './vocabulary';

/** The names of a state: its value in files, its id, the profile's synonyms. */
export function namesOfState({ profile }: Vocabulary, { id, value }: State): readonly string[] {
  return [value, id, ...(profile.synonyms?.[id] ?? [])];
}

/** The state that a text names; `null` where it names none. */
export function stateNamed(vocabulary: Vocabulary, text: string): State | null {
  const exact = vocabulary.state(text.trim());
  if (exact !== undefined) return exact;
  const wanted = normalisedName(text);
  const isNamed = (state: State): boolean =>
    namesOfState(vocabulary, state).some((name) => normalisedName(name) === wanted);
  return vocabulary.profile.states.find(isNamed) ?? null;
}

/** The states whose names are most similar to a text, as in files, the most similar first; all where none is similar. */
export function nearestStates(vocabulary: Vocabulary, text: string): readonly string[] {
  const { states } = vocabulary.profile;
  const names = states.flatMap((state) => namesOfState(vocabulary, state).map((name) => ({ name, state })));
  const similar = nearest(
    text,
    names.map(({ name }) => name),
  );
  const found = similar.map((name) => names.find((other) => other.name === name)!.state.value);
  return found.length > 0 ? [...new Set(found)] : states.map(({ value }) => value);
}
