/** Facets one by one: may each stand here at all, and is its value one (Datatypes 4.3, Structures 3.14.3)? */
import { displayName } from './ancestry';
import { schemaContext } from './contexts';
import { lexicalTestOf } from './lexical';
import { matcherOf } from './patterns';
import { LIST_FACETS, PRIMITIVES, UNION_FACETS } from './primitives';
import type {
  DefinitionCode,
  DefinitionProblem,
  Facet,
  FacetDefinition,
  FacetName,
  SimpleType,
  ValueContext,
} from './types';
import { normalized } from './whiteSpace';

/** The facets whose values are usable, and what is wrong with the others. */
export interface ReadFacets {
  readonly facets: readonly Facet[];
  readonly problems: readonly DefinitionProblem[];
}

/** Reads the facets of a restriction of `base`, each by itself. */
export function readFacets(
  base: SimpleType,
  definitions: readonly FacetDefinition[],
  isNotation: ValueContext['isNotation'],
): ReadFacets {
  const facets: Facet[] = [];
  const problems: DefinitionProblem[] = [];
  const applicable = applicableFacets(base);
  for (const definition of definitions) {
    const facet = withCleanValue(definition);
    const { name } = facet;
    const mistake = !applicable.has(name)
      ? problem('cos-applicable-facets', [name, displayName(base)], facet)
      : repeats(facet, facets)
        ? problem('src-single-facet-value', [name], facet)
        : valueProblem(base, facet, isNotation);
    if (mistake === null) facets.push(facet);
    else problems.push(mistake);
  }
  return { facets, problems };
}

/** The facets that may constrain a type (Datatypes 4.1.5, cos-applicable-facets). */
export function applicableFacets(type: SimpleType): ReadonlySet<FacetName> {
  if (type.variety === 'list') return LIST_FACETS;
  if (type.variety === 'union') return UNION_FACETS;
  return type.primitive === null ? NONE : PRIMITIVES[type.primitive].applicable;
}

const NONE: ReadonlySet<FacetName> = new Set();

function withCleanValue(facet: FacetDefinition): Facet {
  if (facet.name === 'pattern' || facet.name === 'enumeration') return facet;
  const value = normalized(facet.value, 'collapse');
  return value === facet.value ? facet : { ...facet, value };
}

function repeats({ name }: Facet, before: readonly Facet[]): boolean {
  return name !== 'pattern' && name !== 'enumeration' && before.some((facet) => facet.name === name);
}

const COUNT = /^\+?\d+$/;
const POSITIVE = /^\+?0*[1-9]\d*$/;
const WHITE_SPACE = /^(?:preserve|replace|collapse)$/;

/** What a facet's value must look like, where that does not depend on the type. */
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
  const form = FORMS[name];
  const wrong = form === undefined ? name === 'pattern' && matcherOf(value) === null : !form.test(value);
  if (wrong) return problem('st-props-correct.1', [name, value], facet);
  if (name === 'enumeration') return enumerationProblem(base, facet, isNotation);
  if (form !== undefined || name === 'pattern') return null;
  // A bound: whether it lies within the base's bounds is for `restrictions` to say.
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
  if ((base.space.judge?.(value, context) ?? null) !== null) {
    return problem('enumeration-valid-restriction', args, facet);
  }
  const named = base.space.judge?.(value, { ...context, isNotation }) ?? null;
  return named === null ? null : problem('enumeration-required-notation', args, facet);
}

function problem(code: DefinitionCode, args: readonly string[], facet: Facet): DefinitionProblem {
  return { code, args, source: facet.source };
}
