/**
 * The limits of schemas, each with its reason. A schema that stays within them is read in seconds, whatever it contains; one
 * that does not gets a problem `xsd/limit` at the place where the limit was met.
 *
 * They are far above real schemas: the largest published ones have some 600 documents, content models of some 1,000 particles,
 * types derived in 20 steps.
 */

/** Schema documents in one schema, for the time to parse them. */
export const MAX_DOCUMENTS = 5_000;

/** UTF-16 units of all documents of one schema: 10 bytes of heap for each. */
export const MAX_TOTAL_LENGTH = 64 * 1024 * 1024;

/** Problems of one schema that are kept: nobody reads more, and each takes 200 bytes. */
export const MAX_PROBLEMS = 1_000;

/**
 * Levels of model groups in one content model, group references included: functions on particles are recursive, and a
 * thousand levels take a tenth of the stack.
 */
export const MAX_GROUP_DEPTH = 1_000;

/** Definitions that are completed within one another, because they depend on each other. See `Resolver.fill`. */
export const MAX_NESTED_DEFINITIONS = 1_000;

/** Element declarations and wildcards in one content model, group references expanded; occurrence ranges are not expanded. */
export const MAX_PARTICLES = 50_000;

/** Steps by which a simple type is derived, list items and union members included: functions on types are recursive. */
export const MAX_SIMPLE_TYPE_DEPTH = 250;

/** Attribute uses and particles that all types of a schema inherit or refer to in all: 8 bytes for each, and 50 ns to check it. */
export const MAX_INHERITED = 20_000_000;

/** Pairs of a head and an element that can substitute for it, in all: 8 bytes for each. */
export const MAX_SUBSTITUTIONS = 10_000_000;

/** States and their successors that the check for ambiguous content visits in one type: some 2 s. */
export const MAX_AMBIGUITY_STEPS = 2_000_000;

/** Pairs of particles that are compared to check one restriction: some 2 s. */
export const MAX_RESTRICTION_STEPS = 5_000_000;

/**
 * Sets of the names that the elements of each type can contain, in all: 4 bytes for 32 names. Beyond it, identity constraints are
 * searched for everywhere.
 */
export const MAX_REACHABLE_NAMES = 10_000_000;

/**
 * Alternatives in one state of a content model. Only nested repetitions of the same elements have more than a few; each child
 * of the element visits all of them.
 */
export const MAX_ALTERNATIVES = 2_000;

/** Values that are compared with a wrong one, for messages that list the nearest: the cost is that of the values' lengths squared. */
export const MAX_COMPARED_VALUES = 1_000;

/** UTF-16 units of a pattern. */
export const MAX_PATTERN_LENGTH = 10_000;

/** Levels of parentheses in a pattern: the parsers of patterns are recursive. */
export const MAX_PATTERN_DEPTH = 250;
