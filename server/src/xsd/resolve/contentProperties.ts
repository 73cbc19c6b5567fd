/** Properties of types and particles that several rules use. */
import type { ModelGroup, Particle, TypeDefinition } from '../components';
import { isSimpleType } from '../components';

/** Whether elements of the type contain text only. */
export function hasSimpleContent(type: TypeDefinition): boolean {
  return isSimpleType(type) || type.contentKind === 'simple';
}

/** Particle Emptiable (cos-group-emptiable). */
export function isEmptiable(particle: Particle | null): boolean {
  return particle === null || effectiveTotalRange(particle).min === 0;
}

interface TotalRange {
  readonly min: number;
  readonly max: number;
}

/** Effective Total Range (3.8.6): the minimum and maximum number of elements that a particle matches. */
export function effectiveTotalRange({ term, minOccurs, maxOccurs }: Particle): TotalRange {
  if (term.kind !== 'modelGroup') return { min: minOccurs, max: maxOccurs };
  const { min, max } = rangeOfGroup(term);
  return { min: times(minOccurs, min), max: times(maxOccurs, max) };
}

const ranges = new WeakMap<ModelGroup, TotalRange>();

/** Kept, because a group can be referred to many times. */
function rangeOfGroup(group: ModelGroup): TotalRange {
  let range = ranges.get(group);
  if (range === undefined) {
    const parts = group.particles.map(effectiveTotalRange);
    const isChoice = group.compositor === 'choice' && parts.length > 0;
    const total = (key: keyof TotalRange, better: (a: number, b: number) => number): number =>
      parts.map((part) => part[key]).reduce(isChoice ? better : plus, isChoice ? parts[0]![key] : 0);
    ranges.set(group, (range = { min: total('min', lesser), max: total('max', greater) }));
  }
  return range;
}

/** The product, where 0 times infinity is 0. */
export function times(count: number, size: number): number {
  return count === 0 || size === 0 ? 0 : count * size;
}

const plus = (a: number, b: number): number => a + b;
const lesser = (a: number, b: number): number => Math.min(a, b);
const greater = (a: number, b: number): number => Math.max(a, b);
