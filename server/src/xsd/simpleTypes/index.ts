/** Simple types: the built-in ones, derived ones, and checks of texts. See `types.ts`. */
export type * from './types';
export { derivesFrom, displayName, messageName } from './ancestry';
export { anySimpleType, BUILTIN_NAMES, builtinType, XSD_NAMESPACE } from './builtins';
export { allowedValues, check, identifiersIn, valueKey } from './check';
export { DEFINITION_MESSAGES, FAILURE_MESSAGES } from './codes';
export { listOf, restrict, unionOf } from './define';
export { describe, type TypeDescription } from './describe';
