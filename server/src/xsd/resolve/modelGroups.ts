/** `xs:sequence`, `xs:choice`, `xs:all`, `xs:group` and their particles (XSD 1.0 Structures 3.7 to 3.9). */
import type { ModelGroup, ModelGroupDefinition, OccurrenceRange, Particle } from '../components';
import { MAX_GROUP_DEPTH, MAX_PARTICLES } from '../limits';
import type { GlobalDefinition } from '../read/globals';
import type { SchemaElement } from '../read/schemaDocument';
import { unknownGroup } from './builtins';
import { elementParticle } from './elements';
import { checkGroupRedefinition } from './redefinitions';
import { annotationOf, sourceOf, type Mutable, type Resolver } from './resolver';
import { wildcard } from './wildcards';

const COMPOSITORS: ReadonlySet<string> = new Set<ModelGroup['compositor']>(['sequence', 'choice', 'all']);

/** The context of a particle: an `all` group must be the entire content of a type. */
export type ParticlePlace = 'content' | 'nested';

/** The group defined by a named `xs:group`. */
export function modelGroupDefinition(resolver: Resolver, definition: GlobalDefinition): ModelGroupDefinition {
  return resolver.once(definition, () => {
    const { element, name, namespace } = definition;
    const group: Mutable<ModelGroupDefinition> = {
      kind: 'group',
      name,
      namespace,
      modelGroup: EMPTY_GROUP,
      annotation: annotationOf(element),
      source: sourceOf(element),
    };
    resolver.fillLater(group, () => {
      const compositor = element.child(...COMPOSITORS);
      if (compositor !== undefined) group.modelGroup = modelGroup(resolver, compositor, definition);
      const { redefines } = definition;
      if (redefines) checkGroupRedefinition(resolver, definition, group, modelGroupDefinition(resolver, redefines));
    });
    return group;
  });
}

/**
 * The particle by a child of a type or group.
 * @returns `null` if it never occurs, or its reference does not resolve or is circular
 */
export function particle(
  resolver: Resolver,
  element: SchemaElement,
  place: ParticlePlace,
  within: GlobalDefinition | null,
): Particle | null {
  const range = occurrence(resolver, element);
  if (range === null) return null;
  switch (element.local) {
    case 'element':
      return elementParticle(resolver, element, range);
    case 'any':
      return { term: wildcard(element), ...range, source: element.place };
    case 'group':
      return groupReference(resolver, element, range, place, within);
    default:
      if (!COMPOSITORS.has(element.local)) return null;
      return { term: modelGroup(resolver, element, within), ...range, source: element.place };
  }
}

function modelGroup(resolver: Resolver, element: SchemaElement, within: GlobalDefinition | null): ModelGroup {
  const particles: Particle[] = [];
  let [depth, count] = [0, 0];
  for (const child of element.definitions) {
    const member = resolver.nested(() => particle(resolver, child, 'nested', within));
    if (member === null) continue;
    const size = sizeOf(member.term);
    depth = Math.max(depth, size.depth);
    if (depth >= MAX_GROUP_DEPTH) {
      resolver.reportLimit('limit.groups', MAX_GROUP_DEPTH, member.source);
      break;
    }
    count += size.count;
    if (count > MAX_PARTICLES) {
      resolver.reportLimit('limit.particles', MAX_PARTICLES, member.source);
      break;
    }
    particles.push(member);
  }
  return {
    kind: 'modelGroup',
    compositor: element.local as ModelGroup['compositor'],
    particles,
    annotation: annotationOf(element),
    source: element.place,
  };
}

/** The levels of groups in a group, itself included, and the elements and wildcards in it. */
interface Size {
  readonly depth: number;
  readonly count: number;
}

const ONE: Size = { depth: 0, count: 1 };
const sizes = new WeakMap<ModelGroup, Size>();

/** The size of a term with its group references expanded; kept, because a group can be referred to many times. */
export function sizeOf(term: Particle['term']): Size {
  if (term.kind !== 'modelGroup') return ONE;
  let size = sizes.get(term);
  if (size === undefined) {
    const inner = term.particles.map((member) => sizeOf(member.term));
    const depth = 1 + inner.reduce((deepest, each) => Math.max(deepest, each.depth), 0);
    sizes.set(term, (size = { depth, count: inner.reduce((sum, each) => sum + each.count, 0) }));
  }
  return size;
}

function groupReference(
  resolver: Resolver,
  element: SchemaElement,
  range: OccurrenceRange,
  place: ParticlePlace,
  within: GlobalDefinition | null,
): Particle | null {
  const ref = element.value('ref');
  const definition = ref === undefined ? null : resolver.find('group', element, ref, element.placeOf('ref'), within);
  const source = element.placeOf('ref');
  if (definition === null) return { term: unknownGroup, ...range, source };
  const group = modelGroupDefinition(resolver, definition);
  if (!resolver.fill(group)) {
    resolver.report('mg-props-correct.2', source, [definition.name]);
    return null;
  }
  if (group.modelGroup.compositor === 'all') {
    if (place === 'nested') {
      resolver.report('cos-all-limited.1.2', source, [definition.name]);
      return null;
    }
    if (range.maxOccurs > 1)
      resolver.report('cos-all-limited.1.2.max', element.placeOf('maxOccurs'), [definition.name]);
  }
  return { term: group.modelGroup, ...range, source };
}

/** `minOccurs` and `maxOccurs`; `null` if both are 0: then there is no particle. */
function occurrence(resolver: Resolver, element: SchemaElement): OccurrenceRange | null {
  const minOccurs = count(element.value('minOccurs'));
  const maxOccurs = count(element.value('maxOccurs'));
  if (minOccurs > maxOccurs) {
    resolver.report('p-props-correct.2.1', element.attribute('minOccurs')?.place ?? element.placeOf('maxOccurs'), [
      element.value('minOccurs') ?? '1',
      element.value('maxOccurs') ?? '1',
    ]);
    return { minOccurs: maxOccurs, maxOccurs };
  }
  return maxOccurs === 0 ? null : { minOccurs, maxOccurs };
}

/** An occurrence limit; the default 1 for a value that the schema for schemas rejects. */
function count(value: string | undefined): number {
  if (value === 'unbounded') return Infinity;
  return value !== undefined && /^(?:\+?\d+|-0+)$/.test(value) ? Math.abs(Number(value)) : 1;
}

const EMPTY_GROUP: ModelGroup = {
  kind: 'modelGroup',
  compositor: 'sequence',
  particles: [],
  annotation: null,
  source: null,
};
