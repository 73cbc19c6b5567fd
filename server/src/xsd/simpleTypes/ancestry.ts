/** Derivation between simple types. */
import type { Derivation, SimpleType } from './types';

/** A type and its ancestors, nearest first, `anySimpleType` last. */
export function* ancestry(type: SimpleType): Generator<SimpleType, void, undefined> {
  for (let at: SimpleType | null = type; at !== null; at = at.base) yield at;
}

/** The nearest built-in type: the type itself or an ancestor. */
export function builtinOf(type: SimpleType): SimpleType {
  for (const ancestor of ancestry(type)) if (ancestor.builtin) return ancestor;
  return type;
}

/** The name of a type in messages: `xs:dateTime`, `CodeType`; for an anonymous type, that of its nearest named ancestor. */
export function displayName(type: SimpleType): string {
  for (const { name, builtin } of ancestry(type)) if (name !== null) return builtin ? `xs:${name}` : name;
  return 'xs:anySimpleType';
}

/**
 * The name of a type in messages about its facets: as {@link displayName}, but for an anonymous type that which it is defined in, as
 * its ancestors do not have these facets.
 */
export function messageName(type: SimpleType): string {
  return type.name === null && type.definedIn !== undefined ? type.definedIn : displayName(type);
}

/**
 * Type Derivation OK (Simple), Structures 3.14.6 cos-st-derived-ok.
 * @param excluded derivation methods that are not allowed (of these, only `restriction` applies here)
 */
export function derivesFrom(type: SimpleType, ancestor: SimpleType, excluded: ReadonlySet<Derivation>): boolean {
  return new Search(excluded).derives(type, ancestor);
}

/** Asks each question once: unions of unions can reach a member in a million ways. */
class Search {
  readonly #asked = new Map<SimpleType, Set<SimpleType>>();

  constructor(private readonly excluded: ReadonlySet<Derivation>) {}

  derives(type: SimpleType, ancestor: SimpleType): boolean {
    if (type === ancestor) return true;
    let asked = this.#asked.get(type);
    if (asked === undefined) this.#asked.set(type, (asked = new Set<SimpleType>()));
    if (asked.has(ancestor)) return false;
    asked.add(ancestor);
    const { base } = type;
    if (base === null || this.excluded.has('restriction') || base.final.has('restriction')) return false;
    if (base === ancestor) return true;
    if (base.variety !== null && this.derives(base, ancestor)) return true;
    if (type.variety !== 'atomic' && ancestor.variety === null) return true;
    return isOpenUnion(ancestor) && ancestor.memberTypes.some((member) => this.derives(type, member));
  }
}

/** Whether a union has no facets of its own, so that all values of its members are values of it. */
function isOpenUnion({ variety, facets }: SimpleType): boolean {
  return variety === 'union' && facets.enumeration === null && facets.patterns.length === 0;
}

/** The members of a union, nested unions flattened, each once; a type of another variety is its only member. */
export function basicMembers(type: SimpleType): readonly SimpleType[] {
  const seen = new Set<SimpleType>();
  const visit = (member: SimpleType): void => {
    if (seen.has(member)) return;
    seen.add(member);
    if (member.variety === 'union') member.memberTypes.forEach(visit);
  };
  visit(type);
  return [...seen].filter(({ variety }) => variety !== 'union');
}
