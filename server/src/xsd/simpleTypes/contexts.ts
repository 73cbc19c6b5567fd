/** The surroundings of values that stand in no document. */
import type { PrefixScope, ValueContext } from './types';

/** A scope that declares nothing. */
export const NO_PREFIXES: PrefixScope = { lookup: () => undefined };

/** For a value written in a schema: its prefixes are those in scope there, and any notation or entity goes. */
export function schemaContext(scope: PrefixScope): ValueContext {
  return { scope, unparsedEntities: null, isNotation: () => true };
}
