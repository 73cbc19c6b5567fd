/** How types stand to each other. */
import type { Derivation, SimpleType } from './types';

/** A type and all it derives from, nearest first, `anySimpleType` last. */
export function* ancestry(type: SimpleType): Generator<SimpleType, void, undefined> {
  for (let at: SimpleType | null = type; at !== null; at = at.base) yield at;
}

/** The nearest built-in type that a type is or derives from. */
export function builtinOf(type: SimpleType): SimpleType {
  for (const ancestor of ancestry(type)) if (ancestor.builtin) return ancestor;
  return type;
}

/** A type by the name that people know: `xs:dateTime`, `CodeType`; an unnamed type by the nearest one that has a name. */
export function displayName(type: SimpleType): string {
  for (const { name, builtin } of ancestry(type)) if (name !== null) return builtin ? `xs:${name}` : name;
  return 'xs:anySimpleType';
}

/**
 * Type Derivation OK (Simple), Structures 3.14.6 cos-st-derived-ok.
 * @param excluded derivations that are not allowed on the way (of interest here: `restriction`)
 */
export function derivesFrom(type: SimpleType, ancestor: SimpleType, excluded: ReadonlySet<Derivation>): boolean {
  if (type === ancestor) return true;
  const { base } = type;
  if (base === null || excluded.has('restriction') || base.final.has('restriction')) return false;
  if (base === ancestor) return true;
  if (base.variety !== null && derivesFrom(base, ancestor, excluded)) return true;
  if (type.variety !== 'atomic' && ancestor.variety === null) return true;
  return isOpenUnion(ancestor) && ancestor.memberTypes.some((member) => derivesFrom(type, member, excluded));
}

/** A union whose values are all those of its members: facets of its own would be lost on the way. */
function isOpenUnion({ variety, facets }: SimpleType): boolean {
  return variety === 'union' && facets.enumeration === null && facets.patterns.length === 0;
}

/** The members of a union with those of its unions in their place; a type of another variety is its own. */
export function basicMembers(type: SimpleType): readonly SimpleType[] {
  return type.variety === 'union' ? type.memberTypes.flatMap(basicMembers) : [type];
}
