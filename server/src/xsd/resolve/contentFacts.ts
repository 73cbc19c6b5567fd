/** Small questions about types and particles that several rules ask. */
import type { Particle, TypeDefinition } from '../components';
import { isSimpleType } from '../components';

/** Text alone is what the type is about. */
export function hasSimpleContent(type: TypeDefinition): boolean {
  return isSimpleType(type) || type.contentKind === 'simple';
}

/** Particle Emptiable (cos-group-emptiable). */
export function isEmptiable(particle: Particle | null): boolean {
  return particle === null || effectiveTotalRange(particle).min === 0;
}

/** Effective Total Range (3.8.6): how many elements a particle takes, at least and at most. */
export function effectiveTotalRange(particle: Particle): { readonly min: number; readonly max: number } {
  const { term, minOccurs, maxOccurs } = particle;
  if (term.kind !== 'modelGroup') return { min: minOccurs, max: maxOccurs };
  const ranges = term.particles.map(effectiveTotalRange);
  if (ranges.length === 0) return { min: 0, max: 0 };
  const isChoice = term.compositor === 'choice';
  const mins = ranges.map((range) => range.min);
  const maxs = ranges.map((range) => range.max);
  const min = isChoice ? Math.min(...mins) : sum(mins);
  const max = isChoice ? Math.max(...maxs) : sum(maxs);
  return { min: times(minOccurs, min), max: times(maxOccurs, max) };
}

/** A product in which nothing, however often, stays nothing. */
export function times(count: number, size: number): number {
  return count === 0 || size === 0 ? 0 : count * size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
