/** Particle Valid (Restriction) (cos-particle-restrict, XSD 1.0 Structures 3.9.6): one function per cell of the specification's table. */
import { checkpoint } from '../../xml/budget';
import { nameKey, type ElementDeclaration, type ModelGroup, type Particle, type Wildcard } from '../components';
import { MAX_RESTRICTION_STEPS } from '../limits';
import { allows, isSubset } from '../wildcards';
import { sameValue } from './attributes';
import { hasSimpleContent, effectiveTotalRange, isEmptiable } from './contentProperties';
import { derives } from './derivation';
import { isSimpleType } from '../components';
import type { Resolver } from './resolver';

type Of<T extends Particle['term']> = Particle & { readonly term: T };
type Group = Of<ModelGroup>;

/**
 * Whether `base` allows everything that `restricted` allows, by the rules of the specification. It leaves open whether the
 * choice that replaces the head of a substitution group is pointless within another choice: any reading of each side will do.
 */
export function restrictsParticle(resolver: Resolver, restricted: Particle | null, base: Particle | null): boolean {
  const rules = new Rules(resolver);
  const isRestriction = READINGS.some(({ own, other }) => {
    const r = rules.reduced(restricted, own, 'restricted');
    const b = rules.reduced(base, other, 'base');
    if (r === null) return isEmptiable(base);
    return b !== null && rules.restricts(r, b);
  });
  if (rules.stepsLeft > 0 || restricted === null) return isRestriction;
  resolver.reportLimit('limit.restriction', MAX_RESTRICTION_STEPS, restricted.source);
  return true;
}

/** Whether the choice that replaces the head of a substitution group is merged into a surrounding choice. */
type Reading = 'kept' | 'merged';
const READINGS: readonly { readonly own: Reading; readonly other: Reading }[] = [
  { own: 'kept', other: 'kept' },
  { own: 'merged', other: 'merged' },
  { own: 'merged', other: 'kept' },
  { own: 'kept', other: 'merged' },
];

/** Which of the two content models a particle is in. */
type Side = 'restricted' | 'base';

class Rules {
  /** For all readings together; at 0, nothing is a restriction. */
  stepsLeft = MAX_RESTRICTION_STEPS;

  constructor(private readonly resolver: Resolver) {}

  /** The particle without pointless groups, heads of substitution groups expanded; `null` if nothing is left. */
  reduced(particle: Particle | null, reading: Reading, side: Side): Particle | null {
    if (particle === null) return null;
    const parts = new Reduction(this.resolver, reading, side).significant(particle, null);
    if (parts.length <= 1) return parts[0] ?? null;
    throw new Error('A single particle has no group to be merged into');
  }

  restricts(r: Particle, b: Particle): boolean {
    checkpoint();
    if (this.stepsLeft === 0) return false;
    this.stepsLeft--;
    if (isElement(b)) return isElement(r) && this.#nameAndTypeOk(r, b);
    if (isWildcard(b)) {
      if (isElement(r)) return allows(b.term.constraint, r.term.namespace) && rangeOk(r, b);
      if (isWildcard(r)) return nsSubset(r, b) && rangeOk(r, b);
      return isGroup(r) && this.#nsRecurseCheckCardinality(r, b);
    }
    if (!isGroup(b) || isWildcard(r)) return false;
    if (isElement(r)) return this.#recurseAsIfGroup(r, b);
    return isGroup(r) && this.#groupRestricts(r, b);
  }

  #groupRestricts(r: Group, b: Group): boolean {
    switch (`${r.term.compositor}:${b.term.compositor}`) {
      case 'all:all':
      case 'sequence:sequence':
        return rangeOk(r, b) && this.#recurse(r, b);
      case 'choice:choice':
        return rangeOk(r, b) && this.#recurseLax(r, b);
      case 'sequence:all':
        return rangeOk(r, b) && this.#recurseUnordered(r, b);
      case 'sequence:choice':
        return this.#mapAndSum(r, b);
      default:
        return false;
    }
  }

  #nameAndTypeOk(r: Of<ElementDeclaration>, b: Of<ElementDeclaration>): boolean {
    const [element, base] = [r.term, b.term];
    if (element.name !== base.name || element.namespace !== base.namespace || !rangeOk(r, b)) return false;
    if (element === base) return true;
    return (
      (base.nillable || !element.nillable) &&
      this.#fixedOk(element, base) &&
      element.identityConstraints.every((constraint) => base.identityConstraints.includes(constraint)) &&
      [...base.block].every((method) => element.block.has(method)) &&
      derives(element.type, base.type, NOT_BY_RESTRICTION)
    );
  }

  #fixedOk(element: ElementDeclaration, base: ElementDeclaration): boolean {
    const [own, fixed] = [element.valueConstraint, base.valueConstraint];
    if (fixed?.kind !== 'fixed') return true;
    if (own?.kind !== 'fixed') return false;
    const type = isSimpleType(base.type) ? base.type : base.type.simpleType;
    if (type === null || !hasSimpleContent(base.type)) return own.value === fixed.value;
    return sameValue(this.resolver, own, fixed, type);
  }

  #recurseAsIfGroup(r: Of<ElementDeclaration>, b: Group): boolean {
    return this.#groupRestricts({ ...b, minOccurs: 1, maxOccurs: 1, term: { ...b.term, particles: [r] } }, b);
  }

  #nsRecurseCheckCardinality(r: Group, b: Of<Wildcard>): boolean {
    const anyOften: Particle = { ...b, minOccurs: 0, maxOccurs: Infinity };
    const total = effectiveTotalRange(r);
    return (
      r.term.particles.every((member) => this.restricts(member, anyOften)) &&
      total.min >= b.minOccurs &&
      total.max <= b.maxOccurs
    );
  }

  #recurse(r: Group, b: Group): boolean {
    const { particles } = b.term;
    let next = 0;
    for (const member of r.term.particles) {
      for (;;) {
        const candidate = particles[next++];
        if (candidate === undefined) return false;
        if (this.restricts(member, candidate)) break;
        if (!isEmptiable(candidate)) return false;
      }
    }
    return particles.slice(next).every(isEmptiable);
  }

  #recurseLax(r: Group, b: Group): boolean {
    const { particles } = b.term;
    let next = 0;
    return r.term.particles.every((member) => {
      while (next < particles.length) if (this.restricts(member, particles[next++]!)) return true;
      return false;
    });
  }

  #recurseUnordered(r: Group, b: Group): boolean {
    const rest = [...b.term.particles];
    const isMapped = r.term.particles.every((member) => {
      const index = rest.findIndex((candidate) => this.restricts(member, candidate));
      if (index >= 0) rest.splice(index, 1);
      return index >= 0;
    });
    return isMapped && rest.every(isEmptiable);
  }

  #mapAndSum(r: Group, b: Group): boolean {
    const { particles } = r.term;
    return (
      particles.every((member) => b.term.particles.some((candidate) => this.restricts(member, candidate))) &&
      r.minOccurs * particles.length >= b.minOccurs &&
      r.maxOccurs * particles.length <= b.maxOccurs
    );
  }
}

/** Removes pointless groups (3.9.6, cos-particle-restrict). */
class Reduction {
  /** Choices that replace heads of substitution groups and are kept. */
  readonly #kept = new Set<Particle>();

  constructor(
    private readonly resolver: Resolver,
    private readonly reading: Reading,
    private readonly side: Side,
  ) {}

  /** The particles that replace a particle in a group: the members of a pointless group, none for an empty one. */
  significant(particle: Particle, parent: ModelGroup['compositor'] | null): Particle[] {
    if (isElement(particle)) return this.#merged(this.#withSubstitutes(particle), parent);
    if (!isGroup(particle)) return [particle];
    const { term, minOccurs } = particle;
    const members = term.particles.flatMap((member) => this.significant(member, term.compositor));
    if (members.length === 0 && (term.compositor !== 'choice' || minOccurs === 0)) return [];
    const [only] = members;
    // A single member moves to the outer group, where it can be pointless as well.
    const reduced =
      members.length === 1 && occursOnce(particle) ? only! : { ...particle, term: { ...term, particles: members } };
    return this.#merged(reduced, parent);
  }

  /** The members of a group that is pointless within a group with the same compositor; else the particle itself. */
  #merged(particle: Particle, parent: ModelGroup['compositor'] | null): Particle[] {
    const isPointless =
      isGroup(particle) && occursOnce(particle) && particle.term.compositor === parent && parent !== 'all';
    return isPointless && !this.#kept.has(particle) ? [...particle.term.particles] : [particle];
  }

  /**
   * The elements that can occur in place of a global element, itself included. A restriction allows no abstract ones, as no
   * document has them; its base includes them, because a restriction can refer to them.
   */
  #membersOf(head: ElementDeclaration): ElementDeclaration[] {
    if (!head.isGlobal) return [head];
    const { substitutables, abstractMembers } = this.resolver;
    const members = [...(substitutables.get(head) ?? [])];
    if (this.side === 'restricted') return members;
    return [...(head.abstract ? [head] : []), ...members, ...(abstractMembers.get(head) ?? [])];
  }

  /** The head of a substitution group as the choice of its members; any other element unchanged. */
  #withSubstitutes(particle: Of<ElementDeclaration>): Particle {
    const members = this.#membersOf(particle.term);
    const [only] = members;
    if (members.length <= 1) return only === undefined ? particle : { ...particle, term: only };
    // The order does not depend on the head, so that the members of a smaller group are in the order of the larger one.
    members.sort((a, b) => (keyOfElement(a) < keyOfElement(b) ? -1 : 1));
    const particles = members.map((term) => ({ ...particle, term, minOccurs: 1, maxOccurs: 1 }));
    const term = { kind: 'modelGroup', compositor: 'choice', particles, annotation: null, source: null } as const;
    const choice = { ...particle, term };
    if (this.reading === 'kept') this.#kept.add(choice);
    return choice;
  }
}

function keyOfElement(element: ElementDeclaration): string {
  return nameKey(element.namespace, element.name);
}

const NOT_BY_RESTRICTION: ReadonlySet<string> = new Set(['extension', 'list', 'union']);
const STRENGTH = { skip: 0, lax: 1, strict: 2 } as const;

function nsSubset(r: Of<Wildcard>, b: Of<Wildcard>): boolean {
  return (
    isSubset(r.term.constraint, b.term.constraint) &&
    STRENGTH[r.term.processContents] >= STRENGTH[b.term.processContents]
  );
}

function occursOnce({ minOccurs, maxOccurs }: Particle): boolean {
  return minOccurs === 1 && maxOccurs === 1;
}

/** Occurrence Range OK (range-ok). */
function rangeOk(r: Particle, b: Particle): boolean {
  return r.minOccurs >= b.minOccurs && r.maxOccurs <= b.maxOccurs;
}

function isElement(particle: Particle): particle is Of<ElementDeclaration> {
  return particle.term.kind === 'element';
}
function isWildcard(particle: Particle): particle is Of<Wildcard> {
  return particle.term.kind === 'wildcard';
}
function isGroup(particle: Particle): particle is Group {
  return particle.term.kind === 'modelGroup';
}
