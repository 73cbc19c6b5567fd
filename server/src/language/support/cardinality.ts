import type { ElementDeclaration, Particle, TypeDefinition } from '../../xsd';
import type { Localize } from '../../xml/problem';

/** How often an element or attribute can occur; `max` is `Infinity` for "unbounded". */
export interface Cardinality {
  readonly min: number;
  readonly max: number;
}

/** How often an element can occur in a type's content; `null` where the content model does not name it. */
export function cardinalityIn(type: TypeDefinition, declaration: ElementDeclaration): Cardinality | null {
  if (type.kind !== 'complexType' || type.particle === null) return null;
  return cardinalityInParticle(type.particle, declaration);
}

/** Whether a particle's term is an element, or the head of the substitution group that it is in. */
export function stands(term: Particle['term'], element: ElementDeclaration): boolean {
  let at: ElementDeclaration | null = element;
  for (let steps = 0; at !== null && steps < MAX_HEADS; steps++) {
    if (term === at) return true;
    at = at.substitutionGroup;
  }
  return false;
}

/** Heads of heads: an invalid schema can have a cycle. */
const MAX_HEADS = 100;

function cardinalityInParticle(
  { term, minOccurs, maxOccurs }: Particle,
  wanted: ElementDeclaration,
): Cardinality | null {
  if (stands(term, wanted)) return { min: minOccurs, max: maxOccurs };
  if (term.kind !== 'modelGroup') return null;
  for (const particle of term.particles) {
    const inner = cardinalityInParticle(particle, wanted);
    if (inner === null) continue;
    const hasAlternatives = term.compositor === 'choice' && term.particles.length > 1;
    return { min: hasAlternatives ? 0 : inner.min * minOccurs, max: inner.max * maxOccurs };
  }
  return null;
}

/** `1`, `0..1`, `1..*`, `2..5`, as the element tables write it; `null` for anything else. */
export function parseCardinality(cardinality: string): Cardinality | null {
  const [, min, max = min] = /^(\d+)(?:\.\.(\d+|\*))?$/.exec(cardinality) ?? [];
  if (min === undefined) return null;
  return { min: Number(min), max: max === '*' ? Infinity : Number(max) };
}

/** A cardinality in words. */
export function cardinalityText({ min, max }: Cardinality, localize: Localize): string {
  if (min === 1 && max === 1) return localize('required, once');
  if (min === 0 && max === 1) return localize('optional, at most once');
  if (min === 0 && max === Infinity) return localize('optional, any number');
  if (min === 1 && max === Infinity) return localize('required, once or more');
  if (max === Infinity) return localize('at least {0} times', String(min));
  if (min === max) return localize('exactly {0} times', String(min));
  return localize('{0} to {1} times', String(min), String(max));
}
