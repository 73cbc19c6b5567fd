/** Defines simple types by restriction, list and union (Structures 3.14.2), with the problems of the definitions (3.14.6). */
import { ancestry, basicMembers, displayName } from './ancestry';
import { readFacets } from './facetValues';
import { restrictionProblems } from './restrictions';
import { NO_FACETS, SimpleTypeDefinition } from './simpleType';
import type {
  DefinedType,
  DefinitionCode,
  DefinitionProblem,
  Facet,
  FacetDefinition,
  Facets,
  SimpleType,
  TypeHead,
  ValueContext,
  WhiteSpace,
} from './types';

/**
 * A restriction of a simple type.
 * @param facets in document order; invalid ones are reported and left out
 * @param isNotation whether the schema declares a notation: enumerations of NOTATION can only have those
 */
export function restrict(
  base: SimpleType,
  facets: readonly FacetDefinition[],
  head: TypeHead,
  isNotation: ValueContext['isNotation'],
): DefinedType {
  const problems: DefinitionProblem[] = [];
  if (base.variety === null) problems.push(problem('cos-st-restricts.1.1', [displayName(base)]));
  if (base.final.has('restriction')) problems.push(problem('st-props-correct.3', [displayName(base)]));
  const read = readFacets(base, facets, isNotation);
  const restricted = restrictionProblems(base, read.facets);
  const type = new SimpleTypeDefinition(head, {
    variety: base.variety,
    base,
    ...(base.primitive !== null && { primitive: base.primitive }),
    ...(base.itemType !== null && { itemType: base.itemType }),
    memberTypes: base.memberTypes,
    ownFacets: restricted.facets,
    facets: effectiveFacets(base.facets, restricted.facets),
    whiteSpace: whiteSpaceOf(base, restricted.facets),
  });
  return { type, problems: [...problems, ...read.problems, ...restricted.problems] };
}

/** A list of a type's values. */
export function listOf(itemType: SimpleType, head: TypeHead): DefinedType {
  const problems: DefinitionProblem[] = [];
  const items = basicMembers(itemType);
  if (items.some(({ variety }) => variety !== 'atomic')) {
    problems.push(problem('cos-st-restricts.2.1', [displayName(itemType)]));
  }
  if (itemType.final.has('list')) problems.push(problem('cos-st-restricts.2.3.1.1', [displayName(itemType)]));
  const type = new SimpleTypeDefinition(head, {
    variety: 'list',
    base: rootOf(itemType),
    itemType,
    facets: NO_FACETS,
    whiteSpace: 'collapse',
  });
  return { type, problems };
}

/** A union: its values are those of its members. The caller reports an empty list of members. */
export function unionOf(memberTypes: readonly SimpleType[], head: TypeHead): DefinedType {
  const problems: DefinitionProblem[] = [];
  for (const member of memberTypes) {
    if (member.final.has('union')) problems.push(problem('cos-st-restricts.3.3.1.1', [displayName(member)]));
  }
  const type = new SimpleTypeDefinition(head, {
    variety: 'union',
    base: memberTypes[0] === undefined ? null : rootOf(memberTypes[0]),
    memberTypes: [...new Set(memberTypes)],
    facets: NO_FACETS,
    // Each member normalizes the text by its own whiteSpace facet.
    whiteSpace: 'preserve',
  });
  return { type, problems };
}

/** `anySimpleType`, from which everything derives. */
function rootOf(type: SimpleType): SimpleType {
  let root = type;
  for (const ancestor of ancestry(type)) root = ancestor;
  return root;
}

/** The facets of a base, overridden by those of a restriction. */
function effectiveFacets(inherited: Facets, own: readonly Facet[]): Facets {
  const patterns = own.filter(({ name }) => name === 'pattern');
  const enumeration = own.filter(({ name }) => name === 'enumeration');
  const single: { -readonly [Name in keyof Facets]: Facets[Name] } = {
    ...inherited,
    patterns: patterns.length === 0 ? inherited.patterns : [...inherited.patterns, patterns],
    enumeration: enumeration.length === 0 ? inherited.enumeration : enumeration,
  };
  for (const facet of own) {
    const { name } = facet;
    if (name === 'pattern' || name === 'enumeration') continue;
    const other = OVERRIDES[name];
    if (other !== undefined) delete single[other];
    single[name] = facet;
  }
  return single;
}

/** An exclusive bound overrides an inherited inclusive one, and the other way round. */
const OVERRIDES = {
  minInclusive: 'minExclusive',
  minExclusive: 'minInclusive',
  maxInclusive: 'maxExclusive',
  maxExclusive: 'maxInclusive',
  length: undefined,
  minLength: undefined,
  maxLength: undefined,
  whiteSpace: undefined,
  totalDigits: undefined,
  fractionDigits: undefined,
} as const;

function whiteSpaceOf(base: SimpleType, own: readonly Facet[]): WhiteSpace {
  const facet = own.find(({ name }) => name === 'whiteSpace');
  return facet === undefined ? base.whiteSpace : (facet.value as WhiteSpace);
}

function problem(code: DefinitionCode, args: readonly string[]): DefinitionProblem {
  return { code, args, source: null };
}
