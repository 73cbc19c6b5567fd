/** Checks each facet by itself: whether it applies, and its value (Datatypes 4.3, Structures 3.14.3). */
import { MAX_PATTERN_DEPTH, MAX_PATTERN_LENGTH } from '../limits';
import { displayName } from './ancestry';
import { lexicalTestOf } from './lexical';
import { isOverLimits, matcherOf } from './patterns';
import { LIST_FACETS, PRIMITIVES, UNION_FACETS } from './primitives';
import type {
  DefinitionCode,
  DefinitionProblem,
  Facet,
  FacetDefinition,
  FacetName,
  SimpleType,
  ValueContext,
  PrefixScope,
} from './types';
import { normalized } from './whiteSpace';

/** The valid facets, and the problems of the others. */
export interface ReadFacets {
  readonly facets: readonly Facet[];
  readonly problems: readonly DefinitionProblem[];
}

/** Reads the facets of a restriction of `base`. */
export function readFacets(
  base: SimpleType,
  definitions: readonly FacetDefinition[],
  isNotation: ValueContext['isNotation'],
): ReadFacets {
  const facets: Facet[] = [];
  const problems: DefinitionProblem[] = [];
  const applicable = applicableFacets(base);
  for (const definition of definitions) {
    const facet = withNormalizedValue(definition);
    const { name } = facet;
    const found = !applicable.has(name)
      ? problem('cos-applicable-facets', [name, displayName(base)], facet)
      : repeats(facet, facets)
        ? problem('src-single-facet-value', [name], facet)
        : valueProblem(base, facet, isNotation);
    if (found === null) facets.push(facet);
    else problems.push(found);
  }
  return { facets, problems };
}

/** The facets that can constrain a type (Datatypes 4.1.5, cos-applicable-facets). */
export function applicableFacets(type: SimpleType): ReadonlySet<FacetName> {
  if (type.variety === 'list') return LIST_FACETS;
  if (type.variety === 'union') return UNION_FACETS;
  return type.primitive === null ? NONE : PRIMITIVES[type.primitive].applicable;
}

const NONE: ReadonlySet<FacetName> = new Set();

function withNormalizedValue(facet: FacetDefinition): Facet {
  if (facet.name === 'pattern' || facet.name === 'enumeration') return facet;
  const value = normalized(facet.value, 'collapse');
  return value === facet.value ? facet : { ...facet, value };
}

function repeats({ name }: Facet, earlier: readonly Facet[]): boolean {
  return name !== 'pattern' && name !== 'enumeration' && earlier.some((facet) => facet.name === name);
}

const PATTERN_LIMITS = [MAX_PATTERN_LENGTH, MAX_PATTERN_DEPTH].map(String);
const COUNT = /^\+?\d+$/;
const POSITIVE = /^\+?0*[1-9]\d*$/;
const WHITE_SPACE = /^(?:preserve|replace|collapse)$/;

/** The lexical forms of facet values that do not depend on the type. */
const FORMS: Readonly<Partial<Record<FacetName, RegExp>>> = {
  length: COUNT,
  minLength: COUNT,
  maxLength: COUNT,
  fractionDigits: COUNT,
  totalDigits: POSITIVE,
  whiteSpace: WHITE_SPACE,
};

function valueProblem(
  base: SimpleType,
  facet: Facet,
  isNotation: ValueContext['isNotation'],
): DefinitionProblem | null {
  const { name, value } = facet;
  if (name === 'pattern' && isOverLimits(value)) return problem('limit.pattern', PATTERN_LIMITS, facet);
  const form = FORMS[name];
  const isInvalid = form === undefined ? name === 'pattern' && matcherOf(value) === null : !form.test(value);
  if (isInvalid) return problem('st-props-correct.1', [name, value], facet);
  if (name === 'enumeration') return enumerationProblem(base, facet, isNotation);
  if (form !== undefined || name === 'pattern') return null;
  // A bound: `restrictions` checks that it is within the bounds of the base.
  const isLexical = lexicalTestOf(base);
  return isLexical === null || isLexical(value) ? null : problem('st-props-correct.1', [name, value], facet);
}

function enumerationProblem(
  base: SimpleType,
  facet: Facet,
  isNotation: ValueContext['isNotation'],
): DefinitionProblem | null {
  const value = normalized(facet.value, base.whiteSpace);
  const context = schemaContext(facet.scope);
  const args = ['enumeration', facet.value, displayName(base)];
  if ((base.space.check?.(value, context) ?? null) !== null) {
    return problem('enumeration-valid-restriction', args, facet);
  }
  const undeclared = base.space.check?.(value, { ...context, isNotation }) ?? null;
  return undeclared === null ? null : problem('enumeration-required-notation', args, facet);
}

function problem(code: DefinitionCode, args: readonly string[], facet: Facet): DefinitionProblem {
  return { code, args, source: facet.source };
}

/** A scope without declarations. */
export const NO_PREFIXES: PrefixScope = { lookup: () => undefined };

/** The context of a value in a schema document: with the prefixes in scope there; any notation or entity is valid. */
export function schemaContext(scope: PrefixScope): ValueContext {
  return { scope, unparsedEntities: null, isNotation: () => true };
}
