/** What only the profile can tell of a configuration: whether there are states of the names that it allows. */
import { nearest } from '../../vpc/rules/nearest';
import type { Vocabulary } from '../../vpc/vocabulary';
import type { FoundConfig } from './configurations';
import { placesIn, type ConfigProblem } from './file';

/**
 * A configuration with what its profile finds wrong with it, as {@link readConfig} has what the file alone tells. A state
 * that the profile does not have could stand in no file.
 */
export function judgedBy(found: FoundConfig, { profile }: Vocabulary): FoundConfig {
  const { config, text } = found;
  if (config === null) return found;
  const sections = [
    { pointer: '', states: config.states },
    ...(config.overrides ?? []).map(({ states }, index) => ({ pointer: `/overrides/${index}`, states })),
  ];
  const known = profile.states.map(({ value }) => value);
  const unknown = sections.flatMap(({ pointer, states = [] }) =>
    states.flatMap((state, index) => (known.includes(state) ? [] : [{ pointer: `${pointer}/states/${index}`, state }])),
  );
  if (unknown.length === 0) return found;
  const placeOf = placesIn(text);
  const problems = unknown.map(({ pointer, state }): ConfigProblem => {
    const [similar] = nearest(state, known);
    const list = known.join(', ');
    const said =
      similar === undefined
        ? { message: '"{0}" is no state of the profile; there are {1}.', args: [state, list] }
        : {
            message: '"{0}" is no state of the profile. Did you mean {1}? There are {2}.',
            args: [state, similar, list],
          };
    return { pointer, ...said, ...placeOf(pointer) };
  });
  return { ...found, config: null, problems };
}
